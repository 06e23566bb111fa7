package io.github.keda4j.simulator;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/** Jobs that start, run and complete after given times. Not safe for use by several threads. */
public final class InMemoryJobs implements Jobs {

    private final InstantSource clock;
    private final Duration startsAfter;
    private final Duration runsFor;

    /** The start time of each pending Job, the oldest first. */
    private final Deque<Instant> pending = new ArrayDeque<>();

    /** The completion time of each Job that has started, the oldest first. */
    private final Deque<Instant> started = new ArrayDeque<>();

    private long startedInAll;
    private long completedInAll;

    private InMemoryJobs(Builder builder, InstantSource clock) {
        this.clock = clock;
        this.startsAfter = builder.startsAfter;
        this.runsFor = builder.runsFor;
        Instant now = clock.instant();
        for (int job = 0; job < builder.started; job++) {
            started.addLast(now.plus(runsFor));
        }
        this.startedInAll = builder.started;
        for (int job = 0; job < builder.pending; job++) {
            pending.addLast(now.plus(startsAfter));
        }
    }

    /** {@return a builder for Jobs that start at once and run for a minute} */
    public static Builder builder() {
        return new Builder();
    }

    @Override
    public int running() {
        advance();
        return pending.size() + started.size();
    }

    @Override
    public int pending() {
        advance();
        return pending.size();
    }

    @Override
    public void create(int count) {
        Instant start = clock.instant().plus(startsAfter);
        for (int job = 0; job < count; job++) {
            pending.addLast(start);
        }
        advance();
    }

    @Override
    public void deleteAll() {
        advance();
        pending.clear();
        started.clear();
    }

    /**
     * {@return how many Jobs have started so far, including completed and deleted ones} If each Job takes one message
     * when it starts, this is the number of messages taken from the queue.
     */
    public long startedInAll() {
        advance();
        return startedInAll;
    }

    /** {@return how many Jobs have completed so far} */
    public long completedInAll() {
        advance();
        return completedInAll;
    }

    private void advance() {
        Instant now = clock.instant();
        while (!pending.isEmpty() && Elapsed.isOver(pending.getFirst(), Duration.ZERO, now)) {
            started.addLast(pending.removeFirst().plus(runsFor));
            startedInAll++;
        }
        while (!started.isEmpty() && Elapsed.isOver(started.getFirst(), Duration.ZERO, now)) {
            started.removeFirst();
            completedInAll++;
        }
    }

    /** Collects the initial state of {@link InMemoryJobs}, and how long they take. */
    public static final class Builder {

        private @Nullable InstantSource clock;
        private Duration startsAfter = Duration.ZERO;
        private Duration runsFor = Duration.ofMinutes(1);
        private int pending;
        private int started;

        private Builder() {}

        /**
         * Sets the engine's timeline. Required.
         *
         * @param newClock the timeline that decides when Jobs start and complete
         * @return this
         */
        public Builder clock(InstantSource newClock) {
            this.clock = requireNonNull(newClock, "clock");
            return this;
        }

        /**
         * Sets how long a Job is pending.
         *
         * @param time how long each Job is pending; 0 by default
         * @return this
         * @throws IllegalArgumentException if it is negative
         */
        public Builder startsAfter(Duration time) {
            this.startsAfter = notNegative(time, "starts after");
            return this;
        }

        /**
         * Sets how long a Job runs once it has started.
         *
         * @param time how long each Job runs; one minute by default
         * @return this
         * @throws IllegalArgumentException if it is negative
         */
        public Builder runsFor(Duration time) {
            this.runsFor = notNegative(time, "runs for");
            return this;
        }

        /**
         * Sets how many Jobs are already pending.
         *
         * @param jobs the number of Jobs; 0 by default
         * @return this
         */
        public Builder pending(int jobs) {
            this.pending = jobs;
            return this;
        }

        /**
         * Sets how many Jobs have started already.
         *
         * @param jobs the number of Jobs; 0 by default
         * @return this
         */
        public Builder started(int jobs) {
            this.started = jobs;
            return this;
        }

        private static Duration notNegative(Duration time, String what) {
            if (time.isNegative()) {
                throw new IllegalArgumentException("A Job " + what + " " + time + "; that time must not be negative.");
            }
            return time;
        }

        /**
         * {@return the Jobs}
         *
         * @throws io.github.keda4j.findings.FindingsException if the clock is missing
         */
        public InMemoryJobs build() {
            new MissingParts().require("clock", clock).throwIfAny("InMemoryJobs");
            return new InMemoryJobs(this, requireNonNull(clock, "clock"));
        }
    }
}
