package io.github.keda4j.trigger.generator.words;

import io.github.keda4j.trigger.generator.catalogue.EnumValues;
import io.github.keda4j.trigger.generator.catalogue.Parameter;
import io.github.keda4j.trigger.generator.catalogue.Parameter.Older;
import io.github.keda4j.trigger.generator.catalogue.Source;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * Describes the form of a parameter in older releases: <i>Before KEDA 2.21, this parameter was required and had no
 * default.</i>
 */
public final class OlderWords {

    private OlderWords() {}

    /**
     * Describes what changed.
     *
     * @param parameter the parameter in the latest release
     * @param code a function that marks up a name or a value
     * @return a sentence for each release that changed it, the latest first
     */
    public static List<String> of(Parameter parameter, UnaryOperator<String> code) {
        List<String> sentences = new ArrayList<>();
        Parameter younger = parameter;
        while (younger.older().isPresent()) {
            Older older = younger.older().get();
            List<String> differences = differences(younger, older.parameter(), code);
            sentences.add("Before KEDA " + older.before().text() + ", this parameter "
                    + Sentences.list(differences, "and") + ".");
            younger = older.parameter();
        }
        return sentences;
    }

    private static List<String> differences(Parameter now, Parameter then, UnaryOperator<String> code) {
        List<String> words = new ArrayList<>();
        if (!now.type().words().equals(then.type().words())) {
            words.add("was of type " + then.type().words());
        }
        if (now.required() != then.required()) {
            words.add(then.required() ? "was required" : "was optional");
        }
        if (!now.defaultValue().equals(then.defaultValue())) {
            words.add(then.defaultValue()
                    .map(text -> "defaulted to " + code.apply(text))
                    .orElse("had no default"));
        }
        addValues(now, then, code, words);
        if (!now.from().equals(then.from())) {
            List<String> places = then.from().stream().map(OlderWords::place).toList();
            words.add("was read from " + Sentences.list(places, "and"));
        }
        if (!now.limits().equals(then.limits())) {
            words.add(LimitWords.of(then.limits(), then.type())
                    .map(limits -> "had to be " + limits)
                    .orElse("had no limits"));
        }
        if (!now.pattern().equals(then.pattern()) || !now.format().equals(then.format())) {
            words.add(then.format().map(format -> "had to be " + format.words()).orElse("could have any form"));
        }
        if (!now.names().equals(then.names())) {
            words.add("was called "
                    + Sentences.list(then.names().stream().map(code).toList(), "or"));
        }
        return words;
    }

    private static void addValues(Parameter now, Parameter then, UnaryOperator<String> code, List<String> words) {
        EnumValues before = then.type().enumValues().orElse(null);
        if (before == null || before.equals(now.type().enumValues().orElse(null))) {
            return;
        }
        List<String> values = before.values().stream().map(code).toList();
        words.add((before.lenient() ? "was meant to be " : "had to be ")
                + Sentences.list(values, "or")
                + (before.lenient() ? ", though KEDA accepted any value" : ""));
    }

    private static String place(Source source) {
        return switch (source) {
            case METADATA -> "the metadata";
            case ENV -> "the environment";
            case AUTH -> "an authentication";
        };
    }
}
