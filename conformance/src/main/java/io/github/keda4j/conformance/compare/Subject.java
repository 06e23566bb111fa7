package io.github.keda4j.conformance.compare;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.keda4j.conformance.judge.Release;

/**
 * What this library says of the judge's questions of one kind, beside what KEDA says. All that it says follows from the
 * question: whoever has the question can reproduce a disagreement.
 */
public interface Subject {

    /** {@return the questions' {@code ask}} */
    String ask();

    /**
     * {@return how the two answers compare}
     *
     * @param question as it was put to the judge
     * @param answer the judge's, never an invalid one
     * @param release of KEDA
     */
    Comparison compare(ObjectNode question, JsonNode answer, Release release);
}
