package io.github.keda4j.trigger;

import io.github.keda4j.findings.Findings;
import io.github.keda4j.findings.FindingsException;
import java.util.Optional;

/**
 * What reading an entry gave.
 *
 * @param trigger its typed view; empty if KEDA would refuse the entry, whatever surrounds it
 * @param findings why there is no view, or what is worth a warning
 */
public record TriggerReading(Optional<Trigger> trigger, Findings findings) {

    /**
     * The view.
     *
     * @return the view
     * @throws FindingsException if there is none; it lists every problem
     */
    public Trigger orElseThrow() {
        if (trigger.isEmpty()) {
            throw new FindingsException(findings);
        }
        return trigger.get();
    }
}
