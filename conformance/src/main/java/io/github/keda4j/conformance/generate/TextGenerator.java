package io.github.keda4j.conformance.generate;

/** Generates random texts of one kind. */
@FunctionalInterface
public interface TextGenerator {

    /**
     * {@return a text}
     *
     * @param dice the only source of randomness
     */
    String next(Dice dice);
}
