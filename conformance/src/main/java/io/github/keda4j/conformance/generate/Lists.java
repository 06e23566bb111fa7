package io.github.keda4j.conformance.generate;

/** Words, lists and maps. */
final class Lists {

    private Lists() {}

    static String word(Dice dice) {
        return dice.pick("orders", "billing", "queue", "eu-west-1", "default", "topic-1", "value")
                + dice.pick("", "", "-a", "_b", ".c", "/d", "2");
    }

    private static String blank(Dice dice) {
        return dice.oneIn(6) ? dice.pick(Samples.of("blanks")) : "";
    }

    static String list(Dice dice) {
        StringBuilder list = new StringBuilder();
        boolean numbers = dice.oneIn(2);
        for (int left = dice.between(1, 4); left > 0; left--) {
            list.append(list.length() == 0 ? "" : dice.oneIn(12) ? dice.pick(";", "|", ", ,", ",,") : ",")
                    .append(blank(dice))
                    .append(numbers ? numbers(dice) : word(dice))
                    .append(blank(dice));
        }
        return list.toString();
    }

    private static String numbers(Dice dice) {
        int first = dice.below(20);
        return dice.oneIn(3)
                ? first + blank(dice) + "-" + blank(dice) + dice.between(first - 2, first + 5)
                : Integer.toString(first);
    }

    static String map(Dice dice) {
        StringBuilder map = new StringBuilder();
        for (int left = dice.between(1, 3); left > 0; left--) {
            map.append(map.length() == 0 ? "" : ",")
                    .append(blank(dice))
                    .append(word(dice))
                    .append(blank(dice))
                    .append(dice.oneIn(15) ? "" : "=")
                    .append(blank(dice))
                    .append(dice.oneIn(8) ? "" : word(dice));
        }
        return map.toString();
    }
}
