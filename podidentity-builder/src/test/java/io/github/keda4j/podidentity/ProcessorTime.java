package io.github.keda4j.podidentity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.lang.management.ManagementFactory;
import java.time.Duration;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.function.ThrowingSupplier;

/** A second of one processor's time. By the clock on the wall a test would fail because of what else the machine does. */
public final class ProcessorTime {

    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final Duration NEVER_ENDING = Duration.ofMinutes(1);

    private ProcessorTime() {}

    /** Does the work, which must not take more than a second. */
    public static void withinASecond(Executable work) {
        withinASecond(() -> {
            work.execute();
            return true;
        });
    }

    /** The result of work that must not take more than a second. */
    public static <T> T withinASecond(ThrowingSupplier<T> work) {
        return assertTimeoutPreemptively(NEVER_ENDING, () -> {
            T result = work.get();
            long nanos = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
            assertThat(Duration.ofNanos(nanos)).isLessThan(SECOND);
            return result;
        });
    }
}
