package io.github.keda4j.trigger.generator.words;

import io.github.keda4j.trigger.generator.catalogue.Parameter.Limits;
import io.github.keda4j.trigger.generator.catalogue.ValueType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Writes limits in words, such as <i>at least 1 and at most 10</i>. */
public final class LimitWords {

    private LimitWords() {}

    /**
     * Writes the limits.
     *
     * @param limits the limits of a parameter
     * @param type the type of the parameter; the limits of a duration are in seconds
     * @return the words; empty if there are no limits
     */
    public static Optional<String> of(Limits limits, ValueType type) {
        String unit = type instanceof ValueType.Span ? " seconds" : "";
        List<String> words = new ArrayList<>();
        limits.min().ifPresent(number -> words.add("at least " + number + unit));
        limits.above().ifPresent(number -> words.add("more than " + number + unit));
        limits.max().ifPresent(number -> words.add("at most " + number + unit));
        limits.below().ifPresent(number -> words.add("less than " + number + unit));
        return words.isEmpty() ? Optional.empty() : Optional.of(Sentences.list(words, "and"));
    }
}
