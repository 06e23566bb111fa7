package io.github.keda4j.simulator;

import io.github.keda4j.trigger.CronTrigger;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;

/**
 * The metric of a {@code cron} trigger: its desired replicas from start to end, and 0 and inactive at other times (KEDA
 * 2.20, pkg/scalers/cron_scaler.go). Not safe for use by several threads.
 */
final class CronWindow {

    private final Occurrences start;
    private final Occurrences end;
    private final String timezone;
    private final long desiredReplicas;

    CronWindow(CronTrigger trigger) {
        this(trigger.timezone(), trigger.start(), trigger.end(), trigger.desiredReplicas());
    }

    CronWindow(String timezone, String start, String end, long desiredReplicas) {
        this.timezone = timezone;
        this.start = new Occurrences(CronSchedule.parse(start));
        this.end = new Occurrences(CronSchedule.parse(end));
        this.desiredReplicas = desiredReplicas;
    }

    MetricSample sample(Instant now) {
        return isWithin(now, zone()) ? MetricSample.active((double) desiredReplicas) : MetricSample.inactive(0);
    }

    /** KEDA looks up the zone at each poll, and fails at each poll if there is no such zone. */
    private ZoneId zone() {
        try {
            return CronSchedule.zone(timezone);
        } catch (DateTimeException unknown) {
            throw new IllegalStateException("unknown time zone " + timezone, unknown);
        }
    }

    /**
     * The time is inside the window if the next event is the end. The comparison is the same as KEDA's, so a start or
     * an end that never comes has the same effect as in KEDA.
     */
    private boolean isWithin(Instant now, ZoneId zone) {
        Instant nextStart = start.next(now, zone);
        Instant nextEnd = end.next(now, zone);
        return nextStart.isBefore(nextEnd)
                ? now.isAfter(nextStart) && now.isBefore(nextEnd)
                : now.isAfter(nextStart) || now.isBefore(nextEnd);
    }

    /** Computes the next time of a schedule once, and keeps it for all polls before that time. */
    private static final class Occurrences {

        private static final Duration RETRY_NEVER = Duration.ofDays(1);

        private final CronSchedule schedule;
        private Instant from = Instant.MAX;
        private Instant until = Instant.MIN;
        private Instant next = Instant.MIN;

        Occurrences(CronSchedule schedule) {
            this.schedule = schedule;
        }

        Instant next(Instant now, ZoneId zone) {
            if (now.isBefore(from) || !now.isBefore(until)) {
                next = schedule.next(now, zone);
                from = now;
                until = next.equals(Instant.MIN) ? now.plus(RETRY_NEVER) : next;
            }
            return next;
        }
    }
}
