package io.github.keda4j.conformance.compare;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.keda4j.conformance.generate.Dice;
import io.github.keda4j.conformance.judge.Release;

/** Random questions of one kind. */
public interface Suite {

    /** {@return the suite's name in reports and for {@code -Djudge.only}} */
    String name();

    /** {@return how many questions a full run asks for each release} */
    int cases();

    /**
     * {@return how many questions a full run asks for a release}
     *
     * @param release the release of KEDA
     */
    default int cases(Release release) {
        return cases();
    }

    /** {@return whether the suite has a fixed list of questions, so that every run asks all of them} */
    default boolean isFixed() {
        return false;
    }

    /** {@return the provider of this library's answers} */
    Subject subject();

    /**
     * {@return a question of a run}
     *
     * @param release the release of KEDA
     * @param index the index of the question in the run
     * @param dice the source of randomness
     */
    default ObjectNode question(Release release, int index, Dice dice) {
        return question(release, dice);
    }

    /**
     * {@return a question}
     *
     * @param release the release of KEDA
     * @param dice the only source of randomness
     */
    ObjectNode question(Release release, Dice dice);
}
