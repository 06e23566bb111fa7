package io.github.keda4j.trigger.internal;

import java.util.List;

/** Lists and counts in sentences. */
public final class InWords {

    private InWords() {}

    /** Such as {@code a, b and c}. */
    public static String all(Object... things) {
        return join(" and ", things);
    }

    /** Such as {@code a, b or c}. */
    static String any(List<String> things) {
        return join(" or ", things.toArray());
    }

    /** Such as {@code neither a nor b} or {@code not one of a, b and c}, what {@code is} stands before. */
    static String none(List<String> things) {
        return switch (things.size()) {
            case 1 -> "not " + things.get(0);
            case 2 -> "neither " + things.get(0) + " nor " + things.get(1);
            default -> "not one of " + join(" and ", things.toArray());
        };
    }

    /** Such as {@code 1 element} or {@code 2 elements}. */
    static String count(int count, String thing) {
        return count + " " + thing + (count == 1 ? "" : "s");
    }

    private static String join(String last, Object... things) {
        StringBuilder text = new StringBuilder();
        for (int index = 0; index < things.length; index++) {
            if (index > 0) {
                text.append(index == things.length - 1 ? last : ", ");
            }
            text.append(things[index]);
        }
        return text.toString();
    }
}
