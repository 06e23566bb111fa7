package io.github.keda4j.internal.go;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Label selectors as kubectl accepts them, such as {@code app=web,tier in (front, back)}. */
public final class LabelSelector {

    private static final String SPECIAL = "=!(),><";

    private static final char END = '\0';

    private final List<String> tokens;
    private int position;

    private LabelSelector(List<String> tokens) {
        this.tokens = tokens;
    }

    /** Describes what is wrong with the selector; null if it is valid. */
    public static @Nullable String problem(String text) {
        return new LabelSelector(tokens(text)).problem();
    }

    /**
     * Splits a selector as Kubernetes does: a null character ends the word before it or, if no word begins there, the
     * selector.
     */
    private static List<String> tokens(String text) {
        List<String> tokens = new ArrayList<>();
        int index = 0;
        while (index < text.length() && text.charAt(index) != END) {
            char character = text.charAt(index);
            if (isSpace(character)) {
                index++;
                continue;
            }
            int end = index + 1;
            if (SPECIAL.indexOf(character) >= 0) {
                end += text.startsWith("==", index) || text.startsWith("!=", index) ? 1 : 0;
            } else {
                while (end < text.length() && isOfWord(text.charAt(end))) {
                    end++;
                }
            }
            tokens.add(text.substring(index, end));
            index = end < text.length() && text.charAt(end) == END ? end + 1 : end;
        }
        return tokens;
    }

    private static boolean isOfWord(char character) {
        return character != END && !isSpace(character) && SPECIAL.indexOf(character) < 0;
    }

    private static boolean isSpace(char character) {
        return character == ' ' || character == '\t' || character == '\r' || character == '\n';
    }

    private @Nullable String problem() {
        if (tokens.isEmpty()) {
            return null;
        }
        do {
            String problem = requirement();
            if (problem != null) {
                return problem;
            }
        } while (next(","));
        return position == tokens.size() ? null : "has \"" + tokens.get(position) + "\" instead of a comma or the end";
    }

    private @Nullable String requirement() {
        boolean absent = next("!");
        String key = word();
        if (key == null || !isKey(key)) {
            return key == null ? "lacks the name of a label" : "has \"" + key + "\", which is not the name of a label";
        }
        if (absent || position == tokens.size() || peek().equals(",")) {
            return null;
        }
        String operator = tokens.get(position++);
        return switch (operator) {
            case "=", "==", "!=" -> valueProblem(wordOrNothing());
            case ">", "<" -> numberProblem(wordOrNothing());
            case "in", "notin" -> setProblem();
            default -> "has \"" + operator + "\" instead of an operator";
        };
    }

    private @Nullable String setProblem() {
        if (!next("(")) {
            return "lacks an opening parenthesis after in or notin";
        }
        if (next(")")) {
            return null; // Kubernetes reads () as a set that contains the empty value
        }
        do {
            String problem = valueProblem(wordOrNothing());
            if (problem != null) {
                return problem;
            }
        } while (next(","));
        return next(")") ? null : "lacks a closing parenthesis after a set of values";
    }

    private static @Nullable String valueProblem(String value) {
        return value.isEmpty() || isName(value) ? null : "has \"" + value + "\", which is not the value of a label";
    }

    private static @Nullable String numberProblem(String value) {
        String digits = value.startsWith("+") || value.startsWith("-") ? value.substring(1) : value;
        boolean number = !digits.isEmpty() && GoText.digits(digits, 0) == digits.length();
        if (number) {
            try {
                Long.parseLong(value);
            } catch (NumberFormatException tooLong) {
                number = false;
            }
        }
        return number ? valueProblem(value) : "compares with \"" + value + "\", which is not a whole number";
    }

    /** Reads the next token if it is a word; otherwise returns null and reads nothing. */
    private @Nullable String word() {
        boolean word = position < tokens.size() && SPECIAL.indexOf(peek().charAt(0)) < 0;
        return word ? tokens.get(position++) : null;
    }

    private String wordOrNothing() {
        String word = word();
        return word == null ? "" : word;
    }

    private String peek() {
        return tokens.get(position);
    }

    private boolean next(String expected) {
        if (position < tokens.size() && peek().equals(expected)) {
            position++;
            return true;
        }
        return false;
    }

    private static boolean isKey(String key) {
        int slash = key.indexOf('/');
        return slash < 0 ? isName(key) : isSubdomain(key.substring(0, slash)) && isName(key.substring(slash + 1));
    }

    private static boolean isName(String name) {
        return name.length() <= 63 && isRun(name, "-_.", true);
    }

    private static boolean isSubdomain(String domain) {
        if (domain.isEmpty() || domain.length() > 253) {
            return false;
        }
        for (String label : domain.split("\\.", -1)) {
            if (!isRun(label, "-", false)) {
                return false;
            }
        }
        return true;
    }

    /**
     * Whether the text has letters or digits at both ends, and only letters, digits and some other characters between
     * them.
     */
    private static boolean isRun(String text, String between, boolean capitals) {
        for (int index = 0; index < text.length(); index++) {
            char character = text.charAt(index);
            boolean letterOrDigit = character >= 'a' && character <= 'z'
                    || capitals && character >= 'A' && character <= 'Z'
                    || character >= '0' && character <= '9';
            boolean end = index == 0 || index == text.length() - 1;
            if (!letterOrDigit && (end || between.indexOf(character) < 0)) {
                return false;
            }
        }
        return !text.isEmpty();
    }
}
