package io.github.keda4j.benchmarks.trigger;

import io.github.keda4j.findings.Findings;
import io.github.keda4j.keda.v1alpha1.ScaleTriggers;
import io.github.keda4j.trigger.TriggerContext;
import io.github.keda4j.trigger.Triggers;
import java.util.Map;
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

/** Checks a trigger in which one value grows: each row should take at most four times as long as the one above it. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
// One garbage collector thread: on a busy machine, several threads would wait for each other, and the times for the
// longest values would seem to grow faster.
@Fork(value = 1, jvmArgsAppend = "-XX:+UseSerialGC")
@Warmup(iterations = 2, time = 1)
@Measurement(iterations = 5, time = 1)
public class TriggerGrowthBenchmark {

    /** The kind of value that grows. */
    public enum Hostile {
        /** A duration with a unit that KEDA does not read itself. */
        HORIZON("predictkube", "predictHorizon", "1h"),
        /** A bare number. */
        DIGITS("prometheus", "timeout", "7"),
        /** Pairs with an equals sign. */
        EXTENSIONS("kafka", "oauthExtensions", "a=b,"),
        /** A list of URLs. */
        HOSTS("solace-direct-messaging", "solaceSempBaseURL", "http://host.example,"),
        /** A query that consists only of opening braces, each of which could begin a filter. */
        BRACES("datadog", "query", "{"),
        /** A list of allowed and unknown words. */
        MODES("prometheus", "authModes", "a,"),
        /** Passwords that the message must hide. */
        PASSWORDS("splunk", "host", "splunk http://user:word@host.example,");

        private final String type;
        private final String key;
        private final String repeated;

        Hostile(String type, String key, String repeated) {
            this.type = type;
            this.key = key;
            this.repeated = repeated;
        }

        Map<String, String> parameters(int length) {
            return Map.of(key, repeated.repeat(length / repeated.length()));
        }
    }

    /** The content of the value. */
    @Param
    public Hostile hostile = Hostile.values()[0];

    /** The length of the value, in characters. */
    @Param({"12500", "50000", "200000", "800000"})
    public int length;

    private ScaleTriggers entry = new ScaleTriggers();
    private TriggerContext context = TriggerContext.unknown();

    /** Writes the value. */
    @Setup
    public void grow() {
        Map<String, String> parameters = hostile.parameters(length);
        entry = new ScaleTriggers();
        entry.setType(hostile.type);
        entry.setMetadata(parameters);
        context = TriggerContext.builder().authenticationParameters(parameters).build();
    }

    /**
     * Checks the trigger.
     *
     * @return what is found
     */
    @Benchmark
    public Findings check() {
        return Triggers.check(entry, context);
    }
}
