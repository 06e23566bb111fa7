package io.github.keda4j.simulator;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads the metrics of triggers: from the schedule for {@code cron}, from the user's source for all others. Not safe
 * for use by several threads.
 */
final class TriggerSource {

    private final List<PolicyTrigger> triggers;
    private final @Nullable MetricSource source;

    /** The cron windows by the trigger's index; null if the metric comes from the source. */
    private final List<@Nullable CronWindow> windows = new ArrayList<>();

    TriggerSource(List<PolicyTrigger> triggers, @Nullable MetricSource source) {
        this.triggers = triggers;
        this.source = source;
        for (PolicyTrigger trigger : triggers) {
            windows.add(trigger.cron() == null ? null : new CronWindow(trigger.cron()));
        }
    }

    /** The value as KEDA passes it on, rounded to thousandths; activity is decided by the value before rounding. */
    MetricReading read(int index, Instant now) {
        TriggerTarget target = triggers.get(index).target();
        try {
            MetricSample sample = sample(index, now);
            double value = Thousandths.toNumber(Thousandths.rounded(sample.value()));
            return MetricReading.of(target.name(), value, sample.isActive(target));
        } catch (RuntimeException failure) {
            return MetricReading.failed(target.name(), Text.reason(failure));
        }
    }

    /** The value as the autoscaler averages it: in whole percent, or truncated to thousandths. */
    MetricReading readResource(int index, Instant now) {
        TriggerTarget target = triggers.get(index).target();
        try {
            double value = Math.max(0, sample(index, now).value());
            double average =
                    target.isUtilization() ? Math.floor(value) : Thousandths.toNumber(Thousandths.truncated(value));
            return MetricReading.of(target.name(), average, false);
        } catch (RuntimeException failure) {
            return MetricReading.failed(target.name(), Text.reason(failure));
        }
    }

    private MetricSample sample(int index, Instant now) {
        CronWindow window = windows.get(index);
        return window == null
                ? requireNonNull(source, "source").sample(triggers.get(index).target(), now)
                : window.sample(now);
    }
}
