package io.github.keda4j.examples.sqs;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * The settings of the demo.
 *
 * @param wiring the role with which KEDA reads the queue
 * @param broken what is broken on purpose
 * @param output the folder for what the demo writes
 * @param cluster where KEDA and the Deployment run
 * @param real settings that only a real cluster needs
 * @param timesFaster how many times faster than wall time the operator's time runs
 * @param waves the messages to send
 * @param limit the time after which the demo gives up
 */
record DemoSettings(
        Wiring wiring,
        BrokenLink broken,
        Path output,
        Cluster.Kind cluster,
        Real real,
        int timesFaster,
        List<Wave> waves,
        Duration limit) {

    /**
     * A series of messages.
     *
     * @param messages how many messages
     * @param interval the time between two messages
     */
    record Wave(int messages, Duration interval) {}

    /**
     * The settings of the real cluster.
     *
     * @param source the folder with its build script
     * @param programs the folder with the programs that it builds
     * @param fast whether the manifests have shorter intervals than KEDA's defaults
     */
    record Real(Path source, Path programs, boolean fast) {}

    DemoSettings {
        waves = List.copyOf(waves);
    }

    /** Reads the system properties that {@link SqsScalingDemo} names. */
    static DemoSettings fromSystemProperties() {
        Cluster.Kind cluster = Cluster.Kind.of(System.getProperty("demo.cluster", Cluster.Kind.STAND_IN.id()));
        boolean isReal = cluster == Cluster.Kind.REAL;
        Path source = Path.of(System.getProperty("demo.clusterSource", "../judge/cluster"));
        return new DemoSettings(
                Wiring.of(System.getProperty("demo.wiring", Wiring.LEAST_PRIVILEGE.id())),
                BrokenLink.of(System.getProperty("demo.break", BrokenLink.NONE.id())),
                Path.of(System.getProperty("demo.output", "target/sqs-scaling")),
                cluster,
                new Real(
                        source,
                        Path.of(System.getProperty(
                                "demo.clusterPrograms", source.resolve("bin").toString())),
                        isSet("demo.fast")),
                isReal ? 1 : 30,
                List.of(new Wave(90, Duration.ofMillis(60)), new Wave(30, Duration.ofMillis(300))),
                isReal ? Duration.ofMinutes(12) : Duration.ofSeconds(57));
    }

    /** Whether {@code -Dname} or {@code -Dname=true} was given. */
    private static boolean isSet(String name) {
        String value = System.getProperty(name, "false");
        return value.isEmpty() || Boolean.parseBoolean(value);
    }

    /** The waiting times of KEDA and the autoscaler. */
    Intervals intervals() {
        return cluster == Cluster.Kind.REAL && real.fast() ? Intervals.SHORT : Intervals.DEFAULTS;
    }

    int messages() {
        return waves.stream().mapToInt(Wave::messages).sum();
    }
}
