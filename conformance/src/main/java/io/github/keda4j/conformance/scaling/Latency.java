package io.github.keda4j.conformance.scaling;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;

/**
 * The time in a cluster between the observation of a poll or sync and its effect.
 *
 * <p>An autoscaler's syncs are almost exactly one period apart, and each reads the clock several times. If a policy's
 * period or a window is a multiple of the sync period, milliseconds decide at each sync whether it has ended, so the
 * result is practically random.
 *
 * @param poll for KEDA's polls
 * @param sync for the autoscaler's syncs
 * @param tosses seed for the extra milliseconds of each poll or sync and its scaling; 0 for none
 */
public record Latency(Duration poll, Duration sync, int tosses) {

    private static final int MOST_TOSSES = 200;

    /** Most of this time is spent on metrics. */
    private static final int MILLIS_OF_A_LOOK = 40;

    private static final int MILLIS_OF_SCALING = 8;

    private static final List<Latency> USUAL = makeUsual();

    /** {@return typical latencies of a cluster that is not idle, the simplest first} */
    public static List<Latency> usual() {
        return USUAL;
    }

    private static List<Latency> makeUsual() {
        List<Latency> usual = new ArrayList<>();
        for (int poll : new int[] {0, 50, 150, 400, 1000}) {
            for (int sync : new int[] {0, 50, 150, 400, 1000}) {
                usual.add(new Latency(Duration.ofMillis(poll), Duration.ofMillis(sync), 0));
            }
        }
        usual.sort(Comparator.comparing(latency -> latency.poll().plus(latency.sync())));
        usual.addAll(tossed());
        return List.copyOf(usual);
    }

    /** {@return latencies of a few milliseconds that differ each time} */
    static List<Latency> tossed() {
        List<Latency> tossed = new ArrayList<>();
        for (int tosses = 1; tosses <= MOST_TOSSES; tosses++) {
            tossed.add(new Latency(Duration.ZERO, Duration.ZERO, tosses));
        }
        return tossed;
    }

    /** The extra times of polls and syncs, one after the other. */
    Supplier<Duration> ofLooks() {
        return tossed(MILLIS_OF_A_LOOK);
    }

    /** The times that scalings take, one after the other. */
    Supplier<Duration> ofScalings() {
        return tossed(MILLIS_OF_SCALING);
    }

    private Supplier<Duration> tossed(int millis) {
        if (tosses == 0) {
            return () -> Duration.ZERO;
        }
        Random random = new Random(31L * tosses + millis);
        return () -> Duration.ofMillis(random.nextInt(millis));
    }
}
