package io.github.keda4j.conformance.generate;

/** Makes texts of one sort from chance. */
@FunctionalInterface
public interface TextGenerator {

    /**
     * {@return a text}
     *
     * @param dice what decides; nothing else does
     */
    String next(Dice dice);
}
