package io.github.keda4j.podidentity;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.function.IntConsumer;

/**
 * How the processor's time for some work grows with the size of its input. A time by itself says more about the machine than
 * about the work; the ratio of two times, taken one after the other on the same thread, does not.
 */
public final class Growth {

    private static final int FACTOR = 8;

    /** Linear work takes 8 times as long on 8 times the input, quadratic work 64 times. */
    private static final int TOLERATED = 24;

    /** Below this time, noise dominates the ratio. */
    private static final long NOISE_NANOS = 20_000_000;

    private static final int REPETITIONS = 3;
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private Growth() {}

    /**
     * Does the work on an input of the given size and on one that is eight times as large, and again if the larger one
     * took too long. The larger one comes first, so that the smaller one runs code that is already compiled.
     *
     * @param size of the smaller input
     * @param work on an input of the size that it is given
     */
    public static void isAtMostLinear(int size, IntConsumer work) {
        long large = nanos(FACTOR * size, work);
        long small = nanos(size, work);
        for (int i = 1; i < REPETITIONS && large >= limit(small); i++) {
            large = Math.min(large, nanos(FACTOR * size, work));
            small = Math.min(small, nanos(size, work));
        }
        assertThat(large)
                .as("nanoseconds for an input of %d, for one of %d: %d", FACTOR * size, size, small)
                .isLessThan(limit(small));
    }

    private static long limit(long small) {
        return TOLERATED * small + NOISE_NANOS;
    }

    private static long nanos(int size, IntConsumer work) {
        long before = THREADS.getCurrentThreadCpuTime();
        work.accept(size);
        return THREADS.getCurrentThreadCpuTime() - before;
    }
}
