package io.github.keda4j.benchmarks;

import io.github.keda4j.benchmarks.yaml.StackBenchmark;
import java.io.PrintStream;
import org.openjdk.jmh.runner.NoBenchmarksException;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.CommandLineOptionException;
import org.openjdk.jmh.runner.options.CommandLineOptions;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/** Runs the JMH benchmarks that are not part of a comparison. */
public final class OtherBenchmarks {

    private OtherBenchmarks() {}

    /**
     * Runs the requested benchmarks.
     *
     * @param args JMH's arguments
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
            out.println("No other benchmark is requested.");
        }
    }
}
