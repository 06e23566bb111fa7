package io.github.keda4j.internal.go;

import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/** Whether Go compiles a regular expression: its syntax is RE2's, with neither lookaround nor backreferences. */
public final class GoRegex {

    private static final int MOST_REPETITIONS = 1_000;

    /** Go refuses deeper nesting. */
    private static final int MOST_GROUPS = 1_000;

    private static final int NONE = 0;
    private static final int VALID = 1;
    private static final int INVALID = 2;

    private static final int BAD = -1;
    /** Marks an escape that stands for no character or for several, such as {@code \\b} and {@code \\d}. */
    private static final int SEVERAL = -2;

    private final String text;
    private int position;

    /** The highest count of the last repetition; 1 if that has no count. */
    private int times;

    /** How often Go would repeat what was read last: the product of the counts of the nested repetitions around it. */
    private int weight = 1;

    /** The greatest weight in the open group; {@code heaviestAround} has that of each group around it. */
    private int heaviest = 1;

    private final Deque<Integer> heaviestAround = new ArrayDeque<>();

    /** The index of the next {@code :]}, so that it is searched for only once; BAD if there is none left. */
    private int nextPosixEnd;

    private GoRegex(String text) {
        this.text = text;
    }

    /** Describes what is wrong with the expression; null if it is valid. */
    public static @Nullable String problem(String text) {
        return new GoRegex(text).problem();
    }

    private @Nullable String problem() {
        int open = 0;
        boolean repeatable = false;
        boolean repeated = false;
        while (position < text.length()) {
            char character = text.charAt(position++);
            int repetition = repetition(character);
            if (repetition == INVALID || repetition == VALID && (!repeatable || repeated)) {
                return repetition == INVALID ? "repeats more than 1000 times" : "has nothing to repeat";
            }
            if (repetition == VALID) {
                weight = times == 0 ? 1 : weight * times;
                if (times > 1 && weight > MOST_REPETITIONS) {
                    return "repeats more than 1000 times";
                }
                heaviest = Math.max(heaviest, weight);
                repeated = true;
                continue;
            }
            weight = 1;
            repeated = false;
            boolean before = repeatable;
            repeatable = true;
            switch (character) {
                case '(' -> {
                    if (++open >= MOST_GROUPS) {
                        return "nests too many groups";
                    }
                    repeatable = false;
                    heaviestAround.push(heaviest);
                    heaviest = 1;
                    if (peek('?')) {
                        position++;
                        int group = group();
                        if (group == INVALID) {
                            return "has a group that Go does not support";
                        }
                        // Flags alone, as in (?i), open no group. A repetition after them applies to what precedes
                        // them.
                        if (group == NONE) {
                            open--;
                            heaviest = heaviestAround.pop();
                            repeatable = before;
                        }
                    }
                }
                case ')' -> {
                    if (--open < 0) {
                        return "closes a group that is not open";
                    }
                    weight = heaviest;
                    heaviest = Math.max(heaviest, heaviestAround.pop());
                }
                case '|' -> repeatable = false;
                case '[' -> {
                    if (!skipClass()) {
                        return "has a character class that Go does not support";
                    }
                }
                case '\\' -> {
                    if (escape(false) == BAD) {
                        return "has an escape that Go does not support";
                    }
                }
                default -> {}
            }
        }
        return open == 0 ? null : "has a group that is not closed";
    }

    /** Continues after a repetition; braces that are not a repetition are literal. */
    private int repetition(char character) {
        if (character == '*' || character == '+' || character == '?') {
            position += peek('?') ? 1 : 0;
            times = 1;
            return VALID;
        }
        if (character != '{') {
            return NONE;
        }
        int end = GoText.digits(text, position);
        String least = text.substring(position, end);
        String most = least;
        if (end < text.length() && text.charAt(end) == ',') {
            int start = end + 1;
            end = GoText.digits(text, start);
            most = text.substring(start, end);
        }
        if (least.isEmpty()
                || hasLeadingZero(least)
                || hasLeadingZero(most)
                || end == text.length()
                || text.charAt(end) != '}') {
            return NONE;
        }
        position = end + 1;
        position += peek('?') ? 1 : 0;
        if (!isCount(least) || !most.isEmpty() && !isCount(most)) {
            return INVALID;
        }
        times = Integer.parseInt(most.isEmpty() ? least : most);
        return Integer.parseInt(least) <= times ? VALID : INVALID;
    }

    private static boolean hasLeadingZero(String digits) {
        return digits.length() > 1 && digits.charAt(0) == '0';
    }

    private static boolean isCount(String digits) {
        return digits.length() <= 4 && Integer.parseInt(digits) <= MOST_REPETITIONS;
    }

    /** Continues after {@code (?}: NONE for flags alone, VALID if it opens a group. */
    private int group() {
        int start = position;
        if (text.startsWith("P<", position) || text.startsWith("<", position)) {
            position += peek('P') ? 2 : 1;
            int close = text.indexOf('>', position);
            if (close <= position || !isWord(text.substring(position, close))) {
                return INVALID;
            }
            position = close + 1;
            return VALID;
        }
        while (position < text.length() && "imsU-".indexOf(text.charAt(position)) >= 0) {
            position++;
        }
        String flags = text.substring(start, position);
        boolean negates = flags.indexOf('-') >= 0;
        if (position == text.length()
                || flags.endsWith("-")
                || negates && flags.indexOf('-') != flags.lastIndexOf('-')) {
            return INVALID;
        }
        char end = text.charAt(position++);
        if (end == ':') {
            return VALID;
        }
        return end == ')' ? NONE : INVALID;
    }

    private static boolean isWord(String name) {
        for (int index = 0; index < name.length(); index++) {
            char character = name.charAt(index);
            if (character != '_' && (character >= 0x80 || !Character.isLetterOrDigit(character))) {
                return false;
            }
        }
        return !name.isEmpty();
    }

    private boolean skipClass() {
        position += peek('^') ? 1 : 0;
        boolean first = true;
        while (position < text.length() && (first || !peek(']'))) {
            int end = text.startsWith("[:", position) ? endOfPosixClass() : BAD;
            if (end >= 0) {
                if (!isPosixClass(text.substring(position + 2, end))) {
                    return false;
                }
                position = end + 2;
            } else if (!skipClassPart()) {
                return false;
            }
            first = false;
        }
        return text.length() > position++;
    }

    /** The index of the bracket that closes what {@code [:} opens; BAD if there is none. */
    private int endOfPosixClass() {
        if (nextPosixEnd != BAD && nextPosixEnd < position + 2) {
            nextPosixEnd = text.indexOf(":]", position + 2);
        }
        return nextPosixEnd;
    }

    private static boolean isPosixClass(String name) {
        return switch (name.startsWith("^") ? name.substring(1) : name) {
            case "alnum",
                    "alpha",
                    "ascii",
                    "blank",
                    "cntrl",
                    "digit",
                    "graph",
                    "lower",
                    "print",
                    "punct",
                    "space",
                    "upper",
                    "word",
                    "xdigit" -> true;
            default -> false;
        };
    }

    /** Reads a character, a range of characters, or an escape. */
    private boolean skipClassPart() {
        int low = classCharacter();
        if (low == BAD) {
            return false;
        }
        boolean range = low != SEVERAL && peek('-') && position + 1 < text.length() && text.charAt(position + 1) != ']';
        if (!range) {
            return true;
        }
        position++;
        int high = classCharacter();
        return high >= low;
    }

    private int classCharacter() {
        int character = text.codePointAt(position);
        position += Character.charCount(character);
        return character == '\\' ? escape(true) : character;
    }

    /** Continues after a backslash: returns the character that it escapes, SEVERAL, or BAD. */
    private int escape(boolean inClass) {
        if (position == text.length()) {
            return BAD;
        }
        char character = text.charAt(position++);
        if (character < 0x80 && !Character.isLetterOrDigit(character)) {
            return character;
        }
        return switch (character) {
            case 'a' -> 0x07;
            case 't' -> '\t';
            case 'n' -> '\n';
            case 'v' -> 0x0b;
            case 'f' -> '\f';
            case 'r' -> '\r';
            case 'd', 'D', 's', 'S', 'w', 'W' -> SEVERAL;
            case 'A', 'b', 'B', 'z' -> inClass ? BAD : SEVERAL;
            case 'Q' -> inClass ? BAD : quotation();
            case 'x' -> hex();
            case 'p', 'P' -> skipProperty() ? SEVERAL : BAD;
            case '0' -> octal(0);
            // An octal code begins with at least two octal digits; a single digit is a backreference.
            case '1', '2', '3', '4', '5', '6', '7' -> isOctalDigit() ? octal(character - '0') : BAD;
            default -> BAD;
        };
    }

    private int quotation() {
        int end = text.indexOf("\\E", position);
        position = end < 0 ? text.length() : end + 2;
        return SEVERAL;
    }

    /** Reads at most three digits. */
    private int octal(int first) {
        int code = first;
        for (int more = 0; more < 2 && isOctalDigit(); more++) {
            code = code * 8 + text.charAt(position++) - '0';
        }
        return code;
    }

    private boolean isOctalDigit() {
        return position < text.length() && text.charAt(position) >= '0' && text.charAt(position) <= '7';
    }

    private int hex() {
        int start = position;
        if (!peek('{')) {
            position += 2;
            return GoEscapes.isEscape(text, start - 1) ? Integer.parseInt(text, start, position, 16) : BAD;
        }
        int end = text.indexOf('}', start);
        if (end <= start + 1 || end - start > 9) {
            return BAD;
        }
        for (int index = start + 1; index < end; index++) {
            if (GoEscapes.hex(text.charAt(index)) < 0) {
                return BAD;
            }
        }
        position = end + 1;
        long code = Long.parseLong(text, start + 1, end, 16);
        return code <= Character.MAX_CODE_POINT ? (int) code : BAD;
    }

    private boolean skipProperty() {
        if (peek('{')) {
            int end = text.indexOf('}', position);
            boolean good = end > position + 1 && GoUnicodeClass.isKnown(text.substring(position + 1, end));
            position = end + 1;
            return good;
        }
        return position < text.length() && GoUnicodeClass.isKnown(text.substring(position, ++position));
    }

    private boolean peek(char expected) {
        return position < text.length() && text.charAt(position) == expected;
    }
}
