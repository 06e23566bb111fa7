package io.github.keda4j.validator.editor;

import io.github.keda4j.trigger.generator.catalogue.Parameter;
import io.github.keda4j.trigger.generator.catalogue.Reading;
import io.github.keda4j.trigger.generator.catalogue.ValueType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Regular expressions for the texts that KEDA accepts for a parameter. They use only the syntax that JavaScript, Java
 * and RE2 have in common, and may accept more than KEDA does, but never less.
 */
final class Patterns {

    /** A pattern that matches nothing. */
    static final String NEVER = "[^\\s\\S]";

    /** A pattern for text that is not blank. */
    static final String SOMETHING = "\\S";

    static final String BLANK = "^\\s*$";

    static final String WITHOUT_SPACE_AROUND = "^\\S([\\s\\S]*\\S)?$";

    /** A number above 0. */
    static final String POSITIVE = "^\\s*[0-9.]*[1-9]";

    private static final String TRUE = "1|t|T|TRUE|true|True";
    private static final String FALSE = "0|f|F|FALSE|false|False";
    private static final String WHOLE = "-?(0|[1-9]\\d{0,%d})";
    private static final String REAL = "-?(0|[1-9]\\d*)(\\.\\d+)?([eE][+-]?\\d+)?";
    private static final String REAL_ABOVE_ZERO = "([1-9]\\d*(\\.\\d+)?|0\\.\\d*[1-9]\\d*)([eE][+-]?\\d+)?";
    private static final String UNIT = "(ns|us|\u00b5s|\u03bcs|ms|s|m|h)";
    private static final String SPAN =
            "\\+?(\\d+|((\\d+\\.?\\d*|\\.\\d+)" + UNIT + ")+)|-(0+|((0+\\.?0*|\\.0+)" + UNIT + ")+)";

    private Patterns() {}

    /** The pattern for the whole text of a parameter, including the space around it; empty if any text is accepted. */
    static Optional<String> of(Parameter parameter) {
        return body(parameter).map(body -> whole(body, parameter));
    }

    static String whole(String body, Parameter parameter) {
        if (parameter.readings().contains(Reading.VERBATIM)) {
            return "^(" + body + ")" + (parameter.required() ? "$" : "?$");
        }
        return "^\\s*(" + body + ")" + (parameter.required() ? "" : "?") + "\\s*$";
    }

    private static Optional<String> body(Parameter parameter) {
        ValueType type = parameter.type();
        if (type instanceof ValueType.Whole whole) {
            return Optional.of(whole(whole, parameter));
        } else if (type instanceof ValueType.Real) {
            String number = parameter.limits().above().isPresent() ? REAL_ABOVE_ZERO : REAL;
            return Optional.of(parameter.readings().contains(Reading.NULLABLE) ? number + "|null" : number);
        } else if (type instanceof ValueType.Flag) {
            return Optional.of(TRUE + "|" + FALSE);
        } else if (type instanceof ValueType.Span) {
            return Optional.of(SPAN);
        } else if (type instanceof ValueType.Items items && items.element() == ValueType.Element.INT) {
            String number = WHOLE.formatted(18);
            String element = items.ranges() ? number + "|\\d+\\s*-\\s*\\d+" : number;
            return Optional.of(listOf(element, items.separator()));
        } else if (type instanceof ValueType.Pairs && !parameter.isFamily()) {
            return Optional.of("[^,=]*=[^,=]*(,[^,=]*=[^,=]*)*");
        } else if (type instanceof ValueType.Query) {
            return parameter.readings().contains(Reading.UNCHECKED)
                    ? Optional.empty()
                    : Optional.of("([^;%]|%[0-9A-Fa-f]{2})*");
        } else if (type.enumValues().isPresent()) {
            return Optional.of(words(parameter));
        } else if (parameter.pattern().isPresent()) {
            return parameter.pattern();
        }
        return parameter.format().flatMap(Patterns::format);
    }

    static Optional<String> format(io.github.keda4j.trigger.generator.catalogue.Format format) {
        return switch (format) {
            case ABSOLUTE_URL -> Optional.of("[A-Za-z][A-Za-z0-9+.-]*://[^\\s/?#].*");
            case REQUEST_URI -> Optional.of("([A-Za-z][A-Za-z0-9+.-]*:|[*/])[\\s\\S]*");
            case CRON -> Optional.of("\\S+(\\s+\\S+){4}");
            case LONG_DURATION ->
                Optional.of("[+-]?(0|(([0-9]+(\\.[0-9]*)?|\\.[0-9]+)(ns|us|\u00b5s|\u03bcs|ms|s|m|h|d|w))+)");
            case URL, JSON, REGEX, GLOB, OLD_GLOB, MEGABYTES -> Optional.empty();
        };
    }

    private static String whole(ValueType.Whole type, Parameter parameter) {
        Parameter.Limits limits = parameter.limits();
        long least = limits.above()
                .map(above -> Long.parseLong(above) + 1)
                .or(() -> limits.min().map(Long::parseLong))
                .orElse(Long.MIN_VALUE);
        if (limits.max().isPresent()) {
            String nought = parameter.readings().contains(Reading.UNSIGNED) ? "0" : "-?0";
            return (least > 0 ? "" : nought + "|") + fromOneTo(limits.max().get());
        }
        String digits = WHOLE.formatted(type.bits() == 32 ? 9 : 18);
        if (least > 0) {
            return digits.substring(2).replace("0|", "");
        }
        boolean sign = least < 0 && !parameter.readings().contains(Reading.UNSIGNED);
        return sign ? digits : (parameter.readings().contains(Reading.UNSIGNED) ? "" : "-0|") + digits.substring(2);
    }

    private static String fromOneTo(String greatest) {
        List<String> parts = new ArrayList<>();
        if (greatest.length() > 1) {
            parts.add("[1-9]\\d{0," + (greatest.length() - 2) + "}");
        }
        for (int i = 0; i < greatest.length(); i++) {
            char digit = greatest.charAt(i);
            char first = i == 0 ? '1' : '0';
            if (digit > first) {
                parts.add(greatest.substring(0, i) + "[" + first + "-" + (char) (digit - 1) + "]"
                        + "\\d".repeat(greatest.length() - i - 1));
            }
        }
        parts.add(greatest);
        return String.join("|", parts);
    }

    /**
     * A pattern for the words that KEDA knows; for several words with the separator between them, unless KEDA reads the
     * text as one word.
     */
    private static String words(Parameter parameter) {
        io.github.keda4j.trigger.generator.catalogue.EnumValues values =
                parameter.type().enumValues().orElseThrow();
        List<String> words = values.values().stream()
                .map(word -> values.ignoreCase() ? inAnyCase(word) : quote(word))
                .toList();
        String one = String.join("|", words);
        boolean single = parameter.readings().contains(Reading.SINGLE) || values.ignoreCase();
        String separator = parameter.type() instanceof ValueType.Items items ? items.separator() : ",";
        return single ? one : listOf(one, separator);
    }

    private static String listOf(String element, String separator) {
        return "(" + element + ")(\\s*" + quote(separator) + "\\s*(" + element + "))*";
    }

    /** A pattern for the given word, with the space around it that KEDA removes. */
    static String word(String word, boolean anyCase, Parameter parameter) {
        String quoted = anyCase ? inAnyCase(word) : quote(word);
        return parameter.readings().contains(Reading.VERBATIM) ? "^" + quoted + "$" : "^\\s*" + quoted + "\\s*$";
    }

    /** A pattern for the names that a family of parameters stands for. */
    static String family(Parameter parameter) {
        return "^" + quote(parameter.name().substring(0, parameter.name().length() - 1));
    }

    /** A pattern for a list that contains the given element. */
    static String element(String word, String separator) {
        return "(^|" + quote(separator) + ")\\s*" + quote(word) + "\\s*($|" + quote(separator) + ")";
    }

    /** A pattern for a list that contains no other elements. */
    static String elements(List<String> words, String separator) {
        String one = String.join("|", words.stream().map(Patterns::quote).toList());
        return "^\\s*" + listOf(one, separator) + "\\s*$";
    }

    /**
     * Converts an expression of the catalogue, which applies to a text without the space around it, to one for the text
     * as written. It never accepts less, and accepts the same texts without space around them. Empty if the expression
     * uses syntax that not all engines support.
     */
    static Optional<String> portable(String expression) {
        String text = expression.replaceFirst("^\\^\\(\\?i\\)", "(?i)^");
        boolean anyCase = text.startsWith("(?i)");
        text = anyCase ? text.substring(4) : text;
        if (text.contains("(?")) {
            return Optional.empty();
        }
        text = text.replaceAll("([*+}])\\+", "$1").replace("\\z", "\\s*$").replaceFirst("^\\^", "^\\\\s*");
        return Optional.of(anyCase ? lettersOfAnyCase(text) : text);
    }

    private static String lettersOfAnyCase(String expression) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < expression.length(); i++) {
            char c = expression.charAt(i);
            boolean escaped = i > 0 && expression.charAt(i - 1) == '\\';
            text.append(escaped ? String.valueOf(c) : Character.isLetter(c) ? inAnyCase(String.valueOf(c)) : c);
        }
        return text.toString();
    }

    /** A pattern for texts that mean something other than Go's zero value. */
    static String given(Parameter parameter) {
        ValueType type = parameter.type();
        if (type instanceof ValueType.Flag) {
            return "^\\s*(" + TRUE + ")\\s*$";
        } else if (type instanceof ValueType.Whole
                || type instanceof ValueType.Real
                || type instanceof ValueType.Span) {
            return "^[^eE]*[1-9]";
        }
        return parameter.readings().contains(Reading.VERBATIM) ? "[\\s\\S]" : SOMETHING;
    }

    /** A pattern for a flag that is false. */
    static String isFalse() {
        return "^\\s*(" + FALSE + ")\\s*$";
    }

    private static String inAnyCase(String word) {
        StringBuilder text = new StringBuilder();
        for (char c : word.toCharArray()) {
            char lower = Character.toLowerCase(c);
            char upper = Character.toUpperCase(c);
            text.append(lower == upper ? quote(String.valueOf(c)) : "[" + upper + lower + "]");
        }
        return text.toString();
    }

    static String quote(String word) {
        return word.replaceAll("[\\\\^$.|?*+()\\[\\]{}/]", "\\\\$0");
    }
}
