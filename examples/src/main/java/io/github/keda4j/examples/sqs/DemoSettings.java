package io.github.keda4j.examples.sqs;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * How the demo runs.
 *
 * @param wiring whose role KEDA reads the queue with
 * @param broken what is broken on purpose
 * @param output folder for what the demo writes
 * @param timesFaster by how much the operator's time runs faster than the wall's
 * @param waves what is sent
 * @param limit after which the demo gives up
 */
record DemoSettings(Wiring wiring, BrokenLink broken, Path output, int timesFaster, List<Wave> waves, Duration limit) {

    /**
     * Messages that follow each other.
     *
     * @param messages how many
     * @param interval between two
     */
    record Wave(int messages, Duration interval) {}

    DemoSettings {
        waves = List.copyOf(waves);
    }

    /** Reads {@code demo.wiring}, {@code demo.break} and {@code demo.output}. */
    static DemoSettings fromSystemProperties() {
        return new DemoSettings(
                Wiring.of(System.getProperty("demo.wiring", Wiring.LEAST_PRIVILEGE.id())),
                BrokenLink.of(System.getProperty("demo.break", BrokenLink.NONE.id())),
                Path.of(System.getProperty("demo.output", "target/sqs-scaling")),
                30,
                List.of(new Wave(90, Duration.ofMillis(60)), new Wave(30, Duration.ofMillis(300))),
                Duration.ofSeconds(57));
    }

    int messages() {
        return waves.stream().mapToInt(Wave::messages).sum();
    }
}
