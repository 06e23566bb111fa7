package io.github.keda4j.simulator;

import io.github.keda4j.trigger.CronTrigger;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A trigger as the engine runs it.
 *
 * @param target the target value of the metric
 * @param cached whether the autoscaler gets the value that KEDA read at its last poll
 * @param cron the trigger whose schedule is the metric; null if a source has to be read
 */
record PolicyTrigger(
        TriggerTarget target, boolean cached, @Nullable CronTrigger cron) {

    boolean isResource() {
        return target.isResource();
    }

    /** Whether a source has to be read for any of the triggers. */
    static boolean needSource(List<PolicyTrigger> triggers) {
        return triggers.stream().anyMatch(trigger -> trigger.cron() == null);
    }
}
