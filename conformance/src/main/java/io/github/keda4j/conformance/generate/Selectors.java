package io.github.keda4j.conformance.generate;

/** Label selectors. */
final class Selectors {

    private Selectors() {}

    static String selector(Dice dice) {
        StringBuilder selector = new StringBuilder();
        for (int left = dice.pick(1, 1, 2, 3); left > 0; left--) {
            selector.append(selector.length() == 0 ? "" : ",")
                    .append(space(dice))
                    .append(requirement(dice));
        }
        return selector + space(dice);
    }

    private static String requirement(Dice dice) {
        String key = key(dice);
        return switch (dice.below(8)) {
            case 0 -> key;
            case 1 -> "!" + space(dice) + key;
            case 2, 3 -> key + space(dice) + dice.pick("=", "==", "!=") + space(dice) + value(dice);
            case 4 ->
                key
                        + space(dice)
                        + dice.pick("<", ">")
                        + space(dice)
                        + dice.pick("1", "-1", "+1", "0", "1.5", "x", "007", "9223372036854775807");
            default ->
                key + " " + dice.pick("in", "notin", "in", "notin", "not in", "IN") + space(dice) + "(" + set(dice)
                        + ")";
        };
    }

    private static String set(Dice dice) {
        StringBuilder set = new StringBuilder();
        for (int left = dice.pick(0, 1, 2, 2, 3); left > 0; left--) {
            set.append(set.length() == 0 ? "" : ",")
                    .append(space(dice))
                    .append(value(dice))
                    .append(space(dice));
        }
        return set.toString();
    }

    private static String key(Dice dice) {
        return dice.pick(
                "app",
                "app",
                "tier",
                "app.kubernetes.io/name",
                "in",
                "notin",
                "a_b",
                "a-b.c",
                "x".repeat(63),
                "x".repeat(64),
                "x".repeat(253) + "/y",
                "A",
                "Ex.com/a",
                "0",
                "-a");
    }

    private static String value(Dice dice) {
        return dice.pick(
                "web",
                "web",
                "front",
                "",
                "1",
                "a-b",
                "a_b.c",
                "in",
                "x".repeat(63),
                "x".repeat(64),
                "-",
                "a-",
                "A1",
                "a/b");
    }

    private static String space(Dice dice) {
        return dice.pick("", "", "", "", " ", "\t", "  ", "\n");
    }
}
