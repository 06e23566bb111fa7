package io.github.keda4j.conformance.trigger;

import io.github.keda4j.conformance.generate.Dice;
import io.github.keda4j.conformance.generate.Mutation;
import io.github.keda4j.conformance.generate.Samples;
import io.github.keda4j.conformance.generate.Texts;
import io.github.keda4j.trigger.ParameterInfo;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Values for parameters: suitable ones, and unusual ones that test their parsers. */
final class ParameterTexts {

    /** The kind of a text, by a part of its parameter's name; the first match applies. */
    private static final List<Map.Entry<String, String>> BY_NAME = List.of(
            Map.entry("url", "urls"),
            Map.entry("uri", "urls"),
            Map.entry("endpoint", "urls"),
            Map.entry("address", "urls"),
            Map.entry("server", "urls"),
            Map.entry("host", "urls"),
            Map.entry("regex", "regex"),
            Map.entry("pattern", "globs"),
            Map.entry("selector", "selectors"),
            Map.entry("timezone", "timezones"),
            Map.entry("start", "cron"),
            Map.entry("end", "cron"),
            Map.entry("timeout", "durations"),
            Map.entry("interval", "durations"),
            Map.entry("time", "numbers"),
            Map.entry("threshold", "numbers"),
            Map.entry("count", "numbers"),
            Map.entry("length", "numbers"),
            Map.entry("value", "quantities"),
            Map.entry("partition", "lists"),
            Map.entry("query", "queries"),
            Map.entry("name", "words"));

    private static final List<String> SORTS = List.of(
            "numbers",
            "booleans",
            "durations",
            "quantities",
            "urls",
            "queries",
            "maps",
            "lists",
            "selectors",
            "regex",
            "globs",
            "words",
            "words");

    private ParameterTexts() {}

    /** A value that is probably accepted. */
    static String good(ParameterInfo parameter, Dice dice) {
        List<String> examples = TriggerSeed.valuesOf(parameter.name());
        if (!parameter.values().isEmpty() && dice.oneIn(2)) {
            return dice.pick(parameter.values());
        }
        if (!examples.isEmpty() && !dice.oneIn(4)) {
            return dice.pick(examples);
        }
        return parameter
                .defaultValue()
                .orElseGet(() -> Texts.of(sort(parameter)).next(dice));
    }

    /** Any value. */
    static String any(ParameterInfo parameter, Dice dice) {
        int chance = dice.below(100);
        if (chance < 20) {
            return good(parameter, dice);
        }
        if (chance < 30) {
            return Mutation.of(good(parameter, dice), dice);
        }
        if (chance < 40) {
            return dice.pick(Samples.of("blanks")) + good(parameter, dice) + dice.pick(Samples.of("blanks"));
        }
        if (!parameter.values().isEmpty() && chance < 75) {
            return ofEnum(parameter.values(), dice);
        }
        return Texts.of(chance < 85 ? sort(parameter) : dice.pick(SORTS)).next(dice);
    }

    private static String ofEnum(List<String> values, Dice dice) {
        String value = dice.pick(values);
        return switch (dice.below(6)) {
            case 0 -> value.toUpperCase(Locale.ROOT);
            case 1 -> value.toLowerCase(Locale.ROOT);
            case 2 -> value + dice.pick(",", ", ", ";", " ") + dice.pick(values);
            case 3 -> Mutation.of(value, dice);
            case 4 -> value + dice.pick(",", " ,", ",,", ",x");
            default -> value;
        };
    }

    private static String sort(ParameterInfo parameter) {
        return switch (parameter.type()) {
            case INT, LONG, DOUBLE -> "numbers";
            case BOOLEAN -> "booleans";
            case DURATION -> "durations";
            case LIST -> "lists";
            case MAP -> "maps";
            case QUERY -> "queries";
            case STRING, SECRET, ENUM -> ofText(parameter.name().toLowerCase(Locale.ROOT));
        };
    }

    private static String ofText(String name) {
        for (Map.Entry<String, String> entry : BY_NAME) {
            if (name.contains(entry.getKey())) {
                return entry.getValue();
            }
        }
        return "words";
    }
}
