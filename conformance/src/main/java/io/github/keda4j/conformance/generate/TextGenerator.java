package io.github.keda4j.conformance.generate;

/** Makes texts of one sort from chance. */
@FunctionalInterface
public interface TextGenerator {

    /**
     * {@return a text}
     *
     * @param dice the only source of chance
     */
    String next(Dice dice);
}
