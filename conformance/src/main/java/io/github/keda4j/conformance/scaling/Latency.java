package io.github.keda4j.conformance.scaling;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;

/**
 * What passes in a cluster between the moment at which a look was seen and the moments at which it counts.
 *
 * <p>An autoscaler's looks are almost exactly one period apart, and each reads the clock several times. Whether a period of a policy
 * or a window that is a multiple of that is over is then a matter of milliseconds: a toss of a coin at each look.
 *
 * @param poll for KEDA's looks
 * @param sync for those of the autoscaler
 * @param tosses decides, look by look, how many milliseconds it and its scaling take on top; 0 for the same at each
 */
public record Latency(Duration poll, Duration sync, int tosses) {

    private static final int MOST_TOSSES = 200;

    /** Most of it is spent on metrics. */
    private static final int MILLIS_OF_A_LOOK = 40;

    private static final int MILLIS_OF_SCALING = 8;

    private static final List<Latency> USUAL = makeUsual();

    /** {@return latencies as a cluster has them that is not idle, the plainest first} */
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

    /** {@return latencies of a few milliseconds that differ from look to look} */
    static List<Latency> tossed() {
        List<Latency> tossed = new ArrayList<>();
        for (int tosses = 1; tosses <= MOST_TOSSES; tosses++) {
            tossed.add(new Latency(Duration.ZERO, Duration.ZERO, tosses));
        }
        return tossed;
    }

    /** What looks take on top, one after the other. */
    Supplier<Duration> ofLooks() {
        return tossed(MILLIS_OF_A_LOOK);
    }

    /** What scalings take, one after the other. */
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
