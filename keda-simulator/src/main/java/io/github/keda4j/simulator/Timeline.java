package io.github.keda4j.simulator;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.CancellationException;

/** The engine's clock, which returns the time and waits. On a virtual timeline hours pass in milliseconds. */
public interface Timeline extends InstantSource {

    /**
     * Waits until the given time; returns at once if it has passed.
     *
     * @param time a time on this timeline
     * @throws CancellationException if the thread is interrupted meanwhile; it stays interrupted
     */
    void waitUntil(Instant time);

    /**
     * {@return a virtual timeline, for one thread} Time stands still until a caller waits, and then jumps to the end of
     * that wait.
     *
     * @param start the initial time
     */
    static Timeline virtual(Instant start) {
        return new Timeline() {
            private Instant now = start;

            @Override
            public Instant instant() {
                return now;
            }

            @Override
            public void waitUntil(Instant time) {
                if (time.isAfter(now)) {
                    now = time;
                }
            }
        };
    }

    /** {@return a timeline of wall time} */
    static Timeline wall() {
        return accelerated(1);
    }

    /**
     * {@return a timeline that begins now and runs faster than wall time} At a factor of 30, half a minute in a cluster takes a
     * second.
     *
     * @param factor the factor, at least 1
     * @throws IllegalArgumentException if the factor is below 1
     */
    static Timeline accelerated(int factor) {
        if (factor < 1) {
            throw new IllegalArgumentException(
                    "The factor of an accelerated timeline is " + factor + "; it must be 1 or more.");
        }
        Instant start = Instant.now();
        long origin = System.nanoTime();
        return new Timeline() {
            @Override
            public Instant instant() {
                return start.plus(Duration.ofNanos(System.nanoTime() - origin).multipliedBy(factor));
            }

            @Override
            public void waitUntil(Instant time) {
                try {
                    for (Instant now = instant(); now.isBefore(time); now = instant()) {
                        // One nanosecond more, since the division rounds down.
                        Duration rest =
                                Duration.between(now, time).dividedBy(factor).plusNanos(1);
                        Thread.sleep(rest.toMillis(), rest.toNanosPart() % 1_000_000);
                    }
                } catch (InterruptedException interrupted) {
                    Thread.currentThread().interrupt();
                    throw new CancellationException("The thread was interrupted while it waited for " + time + ".");
                }
            }
        };
    }
}
