package io.github.keda4j.conformance.generate;

/** Well-formed numbers, durations and quantities, some of them at the limits of their range. */
final class Numbers {

    private Numbers() {}

    static String digits(Dice dice, int most) {
        StringBuilder digits = new StringBuilder();
        for (int left = dice.between(1, most); left > 0; left--) {
            digits.append((char) ('0' + dice.below(10)));
        }
        return digits.toString();
    }

    static String sign(Dice dice) {
        return dice.pick("", "", "", "", "-", "+");
    }

    static String number(Dice dice) {
        String exponent = dice.oneIn(6) ? dice.pick("e", "E") + sign(dice) + digits(dice, 3) : "";
        return sign(dice)
                + digits(dice, dice.oneIn(5) ? 22 : 4)
                + (dice.oneIn(4) ? "." + digits(dice, 5) : "")
                + exponent;
    }

    private static String decimal(Dice dice) {
        return switch (dice.below(8)) {
            case 0 -> "." + digits(dice, 3);
            case 1 -> digits(dice, 3) + ".";
            case 2, 3 -> digits(dice, 3) + "." + digits(dice, dice.oneIn(4) ? 25 : 3);
            default -> digits(dice, dice.oneIn(8) ? 22 : 4);
        };
    }

    static String duration(Dice dice) {
        StringBuilder duration = new StringBuilder(sign(dice));
        for (int left = dice.pick(1, 1, 2, 3); left > 0; left--) {
            duration.append(decimal(dice))
                    .append(dice.pick("ns", "us", "\u00b5s", "\u03bcs", "ms", "s", "m", "h", "s", ""));
        }
        return duration.toString();
    }

    static String quantity(Dice dice) {
        String unit =
                dice.pick("", "", "n", "u", "m", "k", "M", "G", "T", "P", "E", "Ki", "Mi", "Gi", "Ti", "Pi", "Ei");
        boolean exponent = dice.oneIn(5);
        return sign(dice) + decimal(dice) + (exponent ? dice.pick("e", "E") + sign(dice) + digits(dice, 3) : unit);
    }
}
