package io.github.keda4j.simulator;

import java.time.Duration;
import java.time.Instant;

/**
 * Decides whether a period has passed, as on a real clock.
 *
 * <p>KEDA and the autoscaler check periods that are multiples of their own intervals, and compare strictly: a cooldown
 * is over once more than 300 seconds have passed. Real polls come a little late, each a little later than the one
 * before, so at the tenth poll after the last active one the 300 seconds are over. A virtual clock is exact to the
 * second. So here a period is over as soon as it has fully passed.
 */
final class Elapsed {

    private Elapsed() {}

    /** Whether the period that began at one time is over at another time. */
    static boolean isOver(Instant since, Duration period, Instant now) {
        return !now.isBefore(since.plus(period));
    }
}
