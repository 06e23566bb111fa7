package io.github.keda4j.internal.go;

import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Cron expressions as KEDA's parser accepts them: minute, hour, day of month, month and day of week. */
public final class GoCron {

    private static final List<String> FIELDS = List.of("minute", "hour", "day of month", "month", "day of week");
    private static final int[] LOWEST = {0, 0, 1, 1, 0};
    private static final int[] HIGHEST = {59, 23, 31, 12, 6};
    private static final List<String> MONTHS =
            List.of("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec");
    private static final List<String> DAYS = List.of("sun", "mon", "tue", "wed", "thu", "fri", "sat");

    /** Zones in the IANA database and the operator's image that Java does not list. */
    private static final Set<String> OTHER_ZONES = Set.of(
            "America/Coyhaique",
            "EST",
            "Factory",
            "GMT+0",
            "GMT-0",
            "HST",
            "MST",
            "ROC",
            "UTC",
            "localtime",
            "posixrules");

    private GoCron() {}

    /** Describes what is wrong with the expression; null if it is valid. */
    public static @Nullable String problem(String text) {
        String expression = text;
        if (text.startsWith("TZ=") || text.startsWith("CRON_TZ=")) {
            int space = text.indexOf(' ');
            if (space < 0 || !isZone(text.substring(text.indexOf('=') + 1, space))) {
                return "begins with an unknown time zone";
            }
            expression = GoText.trim(text.substring(space));
        }
        List<String> fields = GoText.words(expression);
        if (fields.size() != FIELDS.size()) {
            return "has " + fields.size() + (fields.size() == 1 ? " field" : " fields")
                    + " instead of 5 (minute, hour, day of month, month and day of week)";
        }
        for (int index = 0; index < fields.size(); index++) {
            for (String range : GoText.split(fields.get(index), ",")) {
                if (!range.isEmpty() && !isRange(range, index)) {
                    return "has \"" + range + "\" as " + FIELDS.get(index) + ", which must be from " + LOWEST[index]
                            + " to " + HIGHEST[index];
                }
            }
        }
        return null;
    }

    /** Whether Go would find the zone too: it accepts names from the IANA database, but not offsets. */
    public static boolean isZone(String name) {
        if (name.isEmpty() || name.equals("Local")) {
            return true;
        }
        if (name.startsWith("/")) {
            return false;
        }
        String path = plainPath(name);
        String zone =
                path.startsWith("posix/") || path.startsWith("right/") ? path.substring(path.indexOf('/') + 1) : path;
        return OTHER_ZONES.contains(zone) || !zone.startsWith("SystemV/") && Zones.NAMES.contains(zone);
    }

    /** Go looks up a zone as a file with this path, where repeated slashes and single dots do not matter. */
    private static String plainPath(String path) {
        StringBuilder plain = new StringBuilder();
        String separator = "";
        for (String step : path.split("/", -1)) {
            if (!step.isEmpty() && !step.equals(".")) {
                plain.append(separator).append(step);
                separator = "/";
            }
        }
        // A file is not a folder.
        return path.endsWith("/") || path.endsWith("/.") ? plain + "/" : plain.toString();
    }

    /** The JDK creates a new set at each call. */
    private static final class Zones {
        static final Set<String> NAMES = ZoneId.getAvailableZoneIds();
    }

    private static boolean isRange(String text, int field) {
        List<String> rangeAndStep = GoText.split(text, "/");
        List<String> ends = GoText.split(rangeAndStep.get(0), "-");
        int first = LOWEST[field];
        int last = HIGHEST[field];
        if (!ends.get(0).equals("*") && !ends.get(0).equals("?")) {
            first = number(ends.get(0), field);
            last = ends.size() == 1 ? first : number(ends.get(1), field);
            if (first < 0 || last < 0 || ends.size() > 2) {
                return false;
            }
        }
        if (rangeAndStep.size() > 2) {
            return false;
        }
        if (rangeAndStep.size() == 2) {
            int step = number(rangeAndStep.get(1));
            if (step <= 0) {
                return false;
            }
            last = ends.size() == 1 ? HIGHEST[field] : last;
        }
        return first >= LOWEST[field] && last <= HIGHEST[field] && first <= last;
    }

    private static int number(String text, int field) {
        List<String> names = field == 3 ? MONTHS : field == 4 ? DAYS : List.of();
        int index = names.indexOf(text.toLowerCase(Locale.ROOT));
        return index < 0 ? number(text) : index + LOWEST[field];
    }

    /**
     * The number as {@code strconv.Atoi} reads it, or the largest integer if it is larger; -1 for text that it refuses,
     * and for negative numbers.
     */
    private static int number(String text) {
        boolean negative = text.startsWith("-");
        String digits = negative || text.startsWith("+") ? text.substring(1) : text;
        if (digits.isEmpty() || GoText.digits(digits, 0) != digits.length()) {
            return -1;
        }
        try {
            long number = Long.parseLong(digits);
            return negative && number > 0 ? -1 : (int) Math.min(number, Integer.MAX_VALUE);
        } catch (NumberFormatException tooLarge) {
            return -1;
        }
    }
}
