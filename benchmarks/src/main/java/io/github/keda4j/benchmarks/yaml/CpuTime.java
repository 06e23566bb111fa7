package io.github.keda4j.benchmarks.yaml;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.util.Collection;
import java.util.List;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.infra.IterationParams;
import org.openjdk.jmh.profile.InternalProfiler;
import org.openjdk.jmh.results.AggregationPolicy;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.results.ScalarResult;

/**
 * The CPU time of an operation in all threads of the process. Wall time would grow with other load on the machine and
 * omit the garbage collector's parallel work.
 */
public final class CpuTime implements InternalProfiler {

    private static final String LABEL = "cpu";

    private final OperatingSystemMXBean process = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    private long start;

    /** For JMH. */
    public CpuTime() {}

    /** The microseconds that an operation took in a run with this profiler. */
    static double micros(RunResult run) {
        Result<?> cpu = run.getSecondaryResults().get(LABEL);
        if (cpu == null) {
            throw new IllegalStateException("the run was without this profiler");
        }
        return cpu.getScore();
    }

    @Override
    public String getDescription() {
        return "CPU time of all threads";
    }

    @Override
    public void beforeIteration(BenchmarkParams benchmark, IterationParams iteration) {
        start = process.getProcessCpuTime();
    }

    @Override
    public Collection<? extends Result<?>> afterIteration(
            BenchmarkParams benchmark, IterationParams iteration, IterationResult result) {
        double micros = (process.getProcessCpuTime() - start) / 1e3;
        long operations = result.getMetadata().getAllOps();
        return List.of(new ScalarResult(LABEL, micros / operations, "us/op", AggregationPolicy.AVG));
    }
}
