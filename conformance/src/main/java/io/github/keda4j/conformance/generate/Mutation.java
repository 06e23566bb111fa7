package io.github.keda4j.conformance.generate;

import java.util.Locale;

/** Small changes of a text, of the kind that people and tools make. */
public final class Mutation {

    private static final String ANY =
            "0123456789abcxyzABCEinfmskMGu.,;:-+_*/?!=<>()[]{}|\\^$%&#@~\"'` \t\u00a0\u00fc\u0663\u4e2d";

    private Mutation() {}

    /**
     * {@return the changed text}
     *
     * @param text the text
     * @param dice the source of randomness
     */
    public static String of(String text, Dice dice) {
        int place = dice.below(text.length() + 1);
        if (place < text.length() && Character.isLowSurrogate(text.charAt(place))) {
            place--;
        }
        return switch (dice.below(10)) {
            case 0 -> dice.pick(Samples.of("blanks")) + text;
            case 1 -> text + dice.pick(Samples.of("blanks"));
            case 2 -> text.substring(0, place) + dice.pick(Samples.of("blanks")) + text.substring(place);
            case 3, 4 -> text.substring(0, place) + dice.character(ANY) + text.substring(place);
            case 5, 6 -> text.substring(0, place) + text.substring(after(text, place));
            case 7 -> dice.oneIn(2) ? text.toUpperCase(Locale.ROOT) : text.toLowerCase(Locale.ROOT);
            case 8 -> text.substring(0, place);
            default -> text.substring(0, place) + dice.character(ANY) + text.substring(after(text, place));
        };
    }

    private static int after(String text, int place) {
        return place == text.length() ? place : place + Character.charCount(text.codePointAt(place));
    }
}
