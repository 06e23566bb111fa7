package io.github.keda4j.conformance.generate;

import java.time.ZoneId;
import java.util.List;

/** Cron expressions and time zones. */
final class Schedules {

    private static final List<String> ZONES =
            ZoneId.getAvailableZoneIds().stream().sorted().toList();
    private static final List<String> NAMES = List.of(
            "jan", "FEB", "Mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec", "sun", "Mon", "TUE",
            "wed", "thu", "fri", "sat");
    private static final int[] LOWEST = {0, 0, 1, 1, 0};
    private static final int[] HIGHEST = {59, 23, 31, 12, 6};

    private Schedules() {}

    static String timezone(Dice dice) {
        return dice.pick(ZONES);
    }

    static String expression(Dice dice) {
        StringBuilder expression =
                new StringBuilder(dice.oneIn(12) ? dice.pick("TZ=", "CRON_TZ=") + timezone(dice) + " " : "");
        for (int field = 0; field < 5; field++) {
            expression.append(field == 0 ? "" : dice.oneIn(30) ? "  " : " ").append(field(dice, field));
        }
        return expression.toString();
    }

    private static String field(Dice dice, int field) {
        String ranges = range(dice, field);
        for (int more = dice.pick(0, 0, 0, 1, 2); more > 0; more--) {
            ranges += "," + range(dice, field);
        }
        return ranges;
    }

    private static String range(Dice dice, int field) {
        String range = switch (dice.below(6)) {
            case 0 -> value(dice, field) + "-" + value(dice, field);
            case 1, 2 -> dice.pick("*", "*", "?");
            default -> value(dice, field);
        };
        return dice.oneIn(5) ? range + "/" + dice.between(0, HIGHEST[field] + 2) : range;
    }

    private static String value(Dice dice, int field) {
        if (dice.oneIn(8)) {
            return dice.pick(NAMES);
        }
        int slack = dice.oneIn(10) ? 1 : 0;
        return Integer.toString(dice.between(LOWEST[field] - slack, HIGHEST[field] + slack));
    }
}
