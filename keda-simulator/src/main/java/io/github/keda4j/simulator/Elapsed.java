package io.github.keda4j.simulator;

import java.time.Duration;
import java.time.Instant;

/**
 * Whether a period has passed, as a real clock sees it.
 *
 * <p>KEDA and the autoscaler look at periods that are multiples of the intervals at which they look, and compare strictly: a
 * cooldown is over once more than 300 seconds have passed. Real looks come a little late, and each a little later than the
 * one before, so at the tenth look after the last active one the 300 seconds are over. A virtual clock lands on the very
 * second. So a period is over here as soon as it has passed to the full.
 */
final class Elapsed {

    private Elapsed() {}

    /** Whether the period that began at one time is over at another. */
    static boolean isOver(Instant since, Duration period, Instant now) {
        return !now.isBefore(since.plus(period));
    }
}
