package io.github.keda4j.conformance.compare;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.keda4j.conformance.judge.Json;
import io.github.keda4j.conformance.judge.Release;

/**
 * A difference, with the question that shows it.
 *
 * @param release the release of KEDA
 * @param question the question
 * @param difference what is different
 */
public record Disagreement(Release release, ObjectNode question, Difference difference) {

    /** {@return the question in one line, for {@code -Djudge.ask}} */
    public String line() {
        return Json.line(question);
    }

    /** {@return a line that describes the disagreement completely and reproduces it} */
    @Override
    public String toString() {
        return "KEDA " + release + ": " + difference.kind() + " | we: " + difference.ours() + " | KEDA: "
                + difference.keda() + " | -Djudge.ask='" + line() + "'";
    }
}
