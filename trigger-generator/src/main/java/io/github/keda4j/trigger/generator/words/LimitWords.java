package io.github.keda4j.trigger.generator.words;

import io.github.keda4j.trigger.generator.catalogue.Parameter.Limits;
import io.github.keda4j.trigger.generator.catalogue.ValueType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Limits in words: <i>at least 1 and at most 10</i>. */
public final class LimitWords {

    private LimitWords() {}

    /**
     * Says the limits.
     *
     * @param limits of a parameter
     * @param type of the parameter; limits of a duration are seconds
     * @return empty if there are none
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
