package io.github.keda4j.internal.go;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Lists as KEDA reads them. */
public final class GoLists {

    /** More elements than any list of partitions has; a range like {@code 0-2147483647} would exhaust the memory. */
    private static final int MOST = 1_000_000;

    private GoLists() {}

    /**
     * Whether KEDA reads an element as it was written; in a list with ranges, an element with a leading dash is read
     * differently.
     */
    public static boolean isWritable(String element, String separator, boolean ranges) {
        return !element.isEmpty()
                && !element.contains(separator)
                && element.equals(GoText.trim(element))
                && !(ranges && element.startsWith("-"));
    }

    /** Describes what KEDA would refuse in a list of whole numbers; null if it is valid. */
    public static @Nullable String problem(List<String> elements, boolean ranges) {
        for (String element : elements) {
            int dash = ranges ? element.indexOf('-') : -1;
            boolean fine = dash < 0
                    ? GoText.isInteger(element, 64)
                    // Neither end may have a sign, because only the first dash separates them.
                    : isPlainInteger(element.substring(0, dash)) && isPlainInteger(element.substring(dash + 1));
            if (!fine) {
                return "\"" + element + "\" is "
                        + (ranges ? "neither a whole number nor a range (for example 1-4)" : "not a whole number");
            }
        }
        return null;
    }

    private static boolean isPlainInteger(String end) {
        return end.indexOf('-') < 0 && GoText.isInteger(trimJson(end), 64);
    }

    /** Removes the characters that JSON treats as space, since KEDA reads the ends of a range as JSON. */
    private static String trimJson(String end) {
        int first = 0;
        int last = end.length();
        while (first < last && isJsonSpace(end.charAt(first))) {
            first++;
        }
        while (last > first && isJsonSpace(end.charAt(last - 1))) {
            last--;
        }
        return end.substring(first, last);
    }

    private static boolean isJsonSpace(char character) {
        return character == ' ' || character == '\t' || character == '\n' || character == '\r';
    }

    public static List<Integer> integers(List<String> elements, boolean ranges) {
        List<Integer> numbers = new ArrayList<>();
        for (String element : elements) {
            int dash = ranges ? element.indexOf('-') : -1;
            if (dash < 0) {
                numbers.add(integer(element));
            } else {
                int last = integer(trimJson(element.substring(dash + 1)));
                // A long counter, because an int would overflow after the largest number.
                for (long number = integer(trimJson(element.substring(0, dash)));
                        number <= last && numbers.size() < MOST;
                        number++) {
                    numbers.add((int) number);
                }
            }
        }
        return List.copyOf(numbers);
    }

    /** How many numbers a valid list with ranges has; {@link Long#MAX_VALUE} if there are more than that. */
    public static long count(List<String> elements) {
        long count = 0;
        for (String element : elements) {
            int dash = element.indexOf('-');
            long first = dash < 0 ? 0 : Long.parseLong(GoText.trim(element.substring(0, dash)));
            long last = dash < 0 ? 0 : Long.parseLong(GoText.trim(element.substring(dash + 1)));
            count += last < first ? 0 : last - first + 1;
            if (count < 0) {
                return Long.MAX_VALUE;
            }
        }
        return count;
    }

    /** Limits a number to 32 bits. KEDA reads 64 bits, but no partition number is that large. */
    private static int integer(String text) {
        return (int) Math.max(Integer.MIN_VALUE, Math.min(Integer.MAX_VALUE, Long.parseLong(text)));
    }
}
