package io.github.keda4j.conformance.compare;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.keda4j.conformance.generate.Dice;
import io.github.keda4j.conformance.judge.Release;

/** Questions of one kind, made from chance. */
public interface Suite {

    /** {@return its name in reports and for {@code -Djudge.only}} */
    String name();

    /** {@return how many questions a full run asks of each release} */
    int cases();

    /** {@return what answers them for this library} */
    Subject subject();

    /**
     * {@return a question}
     *
     * @param release of KEDA
     * @param dice what decides; nothing else does
     */
    ObjectNode question(Release release, Dice dice);
}
