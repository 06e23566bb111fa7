package io.github.keda4j.trigger.generator.reading;

import io.github.keda4j.trigger.generator.catalogue.EnumValues;
import io.github.keda4j.trigger.generator.catalogue.ValueType;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Checks the text of a default or example by the parameter's type. */
final class Texts {

    private static final Pattern WHOLE = Pattern.compile("-?(0|[1-9][0-9]*)");
    private static final Pattern NUMBER = Pattern.compile("-?(0|[1-9][0-9]*)(\\.[0-9]+)?([eE][+-]?[0-9]+)?");
    private static final Pattern DURATION = Pattern.compile("0|[0-9]+|([0-9]+(\\.[0-9]*)?(ns|us|µs|ms|s|m|h))+");
    private static final Pattern RANGE = Pattern.compile("[0-9]+(-[0-9]+)?");

    private Texts() {}

    static boolean isNumber(String text) {
        return NUMBER.matcher(text).matches();
    }

    /** Describes what is wrong with the text, if anything. */
    static Optional<String> mistake(ValueType type, String text) {
        if (type instanceof ValueType.Whole whole) {
            return mistakeOfWhole(text, whole.bits());
        }
        if (type instanceof ValueType.Real) {
            return when(!isNumber(text), text + " is not a number");
        }
        if (type instanceof ValueType.Flag) {
            return when(!text.equals("true") && !text.equals("false"), text + " is neither true nor false");
        }
        if (type instanceof ValueType.Span) {
            return when(!DURATION.matcher(text).matches(), text + " is not a duration such as 30s");
        }
        if (type instanceof ValueType.Choice choice) {
            return mistakeOfWord(text, choice.values());
        }
        if (type instanceof ValueType.Items items) {
            return mistakeOfItems(text, items);
        }
        if (type instanceof ValueType.Pairs) {
            for (String pair : text.split(",", -1)) {
                if (pair.chars().filter(c -> c == '=').count() != 1) {
                    return Optional.of(pair + " is not a pair k=v");
                }
            }
        }
        return Optional.empty();
    }

    private static Optional<String> mistakeOfWhole(String text, int bits) {
        if (!WHOLE.matcher(text).matches()) {
            return Optional.of(text + " is not a whole number");
        }
        int length = new BigDecimal(text).toBigInteger().bitLength();
        return when(length >= bits, text + " does not fit into " + bits + " bits");
    }

    private static Optional<String> mistakeOfWord(String text, EnumValues known) {
        for (String value : known.values()) {
            if (value.equals(text) || (known.ignoreCase() && value.equalsIgnoreCase(text))) {
                return Optional.empty();
            }
        }
        return when(!known.lenient(), text + " is not one of its values, " + String.join(", ", known.values()));
    }

    private static Optional<String> mistakeOfItems(String text, ValueType.Items items) {
        for (String part : List.of(text.split(Pattern.quote(items.separator()), -1))) {
            String element = part.trim();
            Optional<String> mistake = switch (items.element()) {
                case STRING -> Optional.empty();
                case INT ->
                    items.ranges() && RANGE.matcher(element).matches() ? Optional.empty() : mistakeOfWhole(element, 64);
                case ENUM -> mistakeOfWord(element, items.values().orElseThrow());
            };
            if (mistake.isPresent()) {
                return mistake;
            }
        }
        return Optional.empty();
    }

    private static Optional<String> when(boolean wrong, String message) {
        return wrong ? Optional.of(message) : Optional.empty();
    }
}
