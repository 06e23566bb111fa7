package io.github.keda4j.trigger;

import io.github.keda4j.findings.Findings;
import io.github.keda4j.findings.FindingsException;
import java.util.Optional;

/**
 * The result of reading an entry.
 *
 * @param trigger the typed view of the entry; empty if KEDA would refuse the entry in every context
 * @param findings errors that explain why there is no view, or warnings
 */
public record TriggerReading(Optional<Trigger> trigger, Findings findings) {

    /**
     * Returns the view.
     *
     * @return the typed view
     * @throws FindingsException if there is none; the exception lists every problem
     */
    public Trigger orElseThrow() {
        if (trigger.isEmpty()) {
            throw new FindingsException(findings);
        }
        return trigger.get();
    }
}
