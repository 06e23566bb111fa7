package io.github.keda4j.benchmarks;

import io.github.keda4j.benchmarks.yaml.StackBenchmark;
import java.io.PrintStream;
import org.openjdk.jmh.runner.NoBenchmarksException;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.CommandLineOptionException;
import org.openjdk.jmh.runner.options.CommandLineOptions;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/** Runs JMH's benchmarks, without those that a comparison runs. */
public final class OtherBenchmarks {

    private OtherBenchmarks() {}

    /**
     * Runs those that are asked for.
     *
     * @param args as JMH takes them
     * @throws CommandLineOptionException if JMH does not know them
     * @throws RunnerException if a benchmark fails
     */
    public static void main(String[] args) throws CommandLineOptionException, RunnerException {
        PrintStream out = System.out;
        try {
            new Runner(new OptionsBuilder()
                            .parent(new CommandLineOptions(args))
                            .exclude(StackBenchmark.class.getName())
                            .build())
                    .run();
        } catch (NoBenchmarksException e) {
            out.println("No other benchmark is asked for.");
        }
    }
}
