package io.github.keda4j.conformance.generate;

/** Regular expressions and patterns of file names. */
final class Patterns {

    private static final int DEEPEST = 3;

    private Patterns() {}

    static String regex(Dice dice) {
        return alternatives(dice, 0);
    }

    private static String alternatives(Dice dice, int depth) {
        String alternatives = sequence(dice, depth);
        for (int more = dice.pick(0, 0, 0, 1, 2); more > 0; more--) {
            alternatives += "|" + sequence(dice, depth);
        }
        return alternatives;
    }

    private static String sequence(Dice dice, int depth) {
        StringBuilder sequence = new StringBuilder();
        for (int left = dice.pick(0, 1, 1, 2, 3); left > 0; left--) {
            sequence.append(atom(dice, depth)).append(repetition(dice));
        }
        return sequence.toString();
    }

    private static String repetition(Dice dice) {
        if (!dice.oneIn(3)) {
            return "";
        }
        return dice.pick(
                        "*",
                        "+",
                        "?",
                        "{2}",
                        "{1,}",
                        "{0,3}",
                        "{3,1}",
                        "{,2}",
                        "{1000}",
                        "{1001}",
                        "{0}",
                        "{500,1000}",
                        "{}",
                        "{a}",
                        "**")
                + dice.pick("", "", "?", "+");
    }

    private static String atom(Dice dice, int depth) {
        int most = depth < DEEPEST ? 8 : 6;
        return switch (dice.below(most)) {
            case 0, 1 -> dice.pick("a", "b", "orders", "-", ".", "\u00fc", " ", "]", "}", ",");
            case 2 ->
                dice.pick(
                        ".",
                        "^",
                        "$",
                        "\\d",
                        "\\w",
                        "\\s",
                        "\\D",
                        "\\S",
                        "\\W",
                        "\\b",
                        "\\B",
                        "\\A",
                        "\\z",
                        "\\Z",
                        "\\C",
                        "\\Q.+\\E",
                        "\\Qab");
            case 3 ->
                dice.pick(
                        "\\.",
                        "\\/",
                        "\\-",
                        "\\_",
                        "\\x41",
                        "\\x{1F600}",
                        "\\x{110000}",
                        "\\07",
                        "\\101",
                        "\\1",
                        "\\n",
                        "\\e",
                        "\\u0041",
                        "\\k<n>",
                        "\\g",
                        "\\\u00fc");
            case 4 ->
                dice.pick("\\p{", "\\P{", "\\p{^")
                        + dice.pick(
                                "L", "Lu", "Nd", "Greek", "Latin", "Han", "Foo", "IsL", "greek", "Any", "Sc", "N", "")
                        + "}";
            case 5 -> "[" + dice.pick("", "^", "") + members(dice) + "]";
            default ->
                dice.pick(
                                "(", "(", "(?:", "(?i:", "(?i)", "(?P<n>", "(?<n>", "(?P<m>", "(?=", "(?!", "(?<=",
                                "(?s-m:", "(?>", "(?-i)(", "(?x:")
                        + alternatives(dice, depth + 1)
                        + (dice.oneIn(25) ? "" : ")");
        };
    }

    private static String members(Dice dice) {
        StringBuilder members = new StringBuilder();
        for (int left = dice.between(0, 3); left > 0; left--) {
            members.append(dice.pick(
                    "a-z",
                    "0-9",
                    "a",
                    "-",
                    "]",
                    "\\]",
                    "\\d",
                    "\\w-",
                    "[:alpha:]",
                    "[:^space:]",
                    "[:foo:]",
                    "z-a",
                    "\\x41-\\x5a",
                    "\\b",
                    "\\pL",
                    "\\p{Foo}",
                    "&&",
                    "[",
                    "^",
                    "\u00e4-\u00fc",
                    "+--",
                    "\\-",
                    "\\Q",
                    "\\n-a",
                    "a-\\d",
                    "\\07-\\x{10ffff}"));
        }
        return members.toString();
    }

    static String glob(Dice dice) {
        return glob(dice, 0);
    }

    private static String glob(Dice dice, int depth) {
        StringBuilder glob = new StringBuilder();
        for (int left = dice.between(0, 4); left > 0; left--) {
            glob.append(
                    switch (dice.below(depth < DEEPEST ? 6 : 5)) {
                        case 0 -> dice.pick("*", "**", "?");
                        case 1 ->
                            "[" + dice.pick("", "", "!", "^")
                                    + dice.pick(
                                            "a-z",
                                            "abc",
                                            "a",
                                            "",
                                            "z-a",
                                            "a-",
                                            "-a",
                                            "a-b-c",
                                            "\\]",
                                            "a\\-z",
                                            "[",
                                            "a-zb",
                                            "\u00e4-\u00fc",
                                            "!",
                                            "]")
                                    + "]";
                        case 2 -> dice.pick("\\*", "\\[", "\\\\", "\\", "\\{", "\\,", "]", "}", ",", "{", "[");
                        case 3, 4 -> dice.pick("a", "b", "orders/", ".csv", "\u00fc", "-", " ");
                        default -> alternativesOfGlob(dice, depth);
                    });
        }
        return glob.toString();
    }

    private static String alternativesOfGlob(Dice dice, int depth) {
        StringBuilder alternatives = new StringBuilder("{").append(glob(dice, depth + 1));
        for (int more = dice.pick(0, 1, 1, 2); more > 0; more--) {
            alternatives.append(',').append(glob(dice, depth + 1));
        }
        return alternatives.append(dice.oneIn(25) ? "" : "}").toString();
    }
}
