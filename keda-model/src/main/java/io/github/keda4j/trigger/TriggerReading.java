package io.github.keda4j.trigger;

import io.github.keda4j.findings.Findings;
import io.github.keda4j.findings.FindingsException;
import java.util.Optional;

/**
 * The result of reading an entry.
 *
 * @param trigger its typed view; empty if KEDA would refuse the entry in every context
 * @param findings errors that explain why there is no view, or warnings
 */
public record TriggerReading(Optional<Trigger> trigger, Findings findings) {

    /**
     * The view.
     *
     * @return the view
     * @throws FindingsException if there is none; the exception lists every problem
     */
    public Trigger orElseThrow() {
        if (trigger.isEmpty()) {
            throw new FindingsException(findings);
        }
        return trigger.get();
    }
}
