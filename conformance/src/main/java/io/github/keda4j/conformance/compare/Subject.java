package io.github.keda4j.conformance.compare;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.keda4j.conformance.judge.Release;

/**
 * This library's answers to the judge's questions of one kind, compared with KEDA's. Its answers depend only on the
 * question, so the question is enough to reproduce a disagreement.
 */
public interface Subject {

    /** {@return the value of {@code ask} in the questions} */
    String ask();

    /**
     * {@return the result of comparing the two answers}
     *
     * @param question the question as it was sent to the judge
     * @param answer the judge's answer, which is valid
     * @param release the release of KEDA
     */
    Comparison compare(ObjectNode question, JsonNode answer, Release release);
}
