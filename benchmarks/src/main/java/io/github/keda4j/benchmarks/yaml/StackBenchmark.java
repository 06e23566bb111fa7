package io.github.keda4j.benchmarks.yaml;

import java.io.IOException;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Builds and writes a stack, and reads it, in a warmed-up process. {@link Comparison} runs the contenders one after the
 * other.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 8, time = 1)
@Measurement(iterations = 3, time = 1)
public class StackBenchmark {

    /** The contender that writes and reads. */
    @Param
    public Contender.Id contender = Contender.Id.KEDA4J;

    private Contender running = Contender.Id.SNAKEYAML.create();
    private String yaml = "";
    private int number;

    /** For JMH. */
    public StackBenchmark() {}

    /**
     * Creates the contender.
     *
     * @throws IOException if it cannot write
     */
    @Setup
    public void start() throws IOException {
        running = contender.create();
        yaml = Contender.Id.KEDA4J.create().write(0, 1);
    }

    /**
     * Builds and writes one stack.
     *
     * @return four documents
     * @throws IOException if a library throws it
     */
    @Benchmark
    public String write() throws IOException {
        return running.write(number++ & 0xFFFF, 1);
    }

    /**
     * Reads one stack.
     *
     * @return the number of documents, which is four
     * @throws IOException if a library throws it
     */
    @Benchmark
    public int read() throws IOException {
        return running.read(yaml);
    }
}
