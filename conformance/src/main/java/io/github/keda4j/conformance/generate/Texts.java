package io.github.keda4j.conformance.generate;

import java.util.Map;
import java.util.Objects;

/**
 * Texts by their intended kind, such as {@code durations}: well-formed texts, known oddities, both of these with a
 * small change, and random sequences of the characters that matter to the parser.
 */
public final class Texts {

    private static final int LONGEST_HEAP = 12;

    /** Characters that matter to the parser of a kind. */
    private static final Map<String, String> ALPHABETS = Map.ofEntries(
            Map.entry("numbers", "0123456789012345.+-eExX_ "),
            Map.entry("booleans", "tTfFrueRUEalsALS10"),
            Map.entry("durations", "0123456789.+-hmsnu\u00b5\u03bc "),
            Map.entry("quantities", "0123456789.+-eEnumkMGTPKi "),
            Map.entry("cron", "0123456789012345*/,-? \tjanMONfri"),
            Map.entry("timezones", "UTCGMEtc/+-0123_EuropeBrlin"),
            Map.entry("urls", "http://a.b:80@?#%2[]&=~ ;,!$'()*+-_{}|\\^\u00fc"),
            Map.entry("queries", "ab=&&==%2fF+;, \u00fc"),
            Map.entry("maps", "ab=,,== %\t"),
            Map.entry("lists", "0123456789ab,,,,-- +."),
            Map.entry("selectors", "ab01=!,()<> \tinot./-_"),
            Map.entry("regex", "()[]{}*+?|\\^$.-:<>=!PQEdwsbpAz01a,i"),
            Map.entry("globs", "*?[]{}!,-\\^ab\u00fc"),
            Map.entry("words", "abcXYZ019-_./:%(){}\"'$ ,=\u00fc\u4e2d"));

    private static final Map<String, TextGenerator> WELL_FORMED = Map.ofEntries(
            Map.entry("numbers", Numbers::number),
            Map.entry("booleans", dice -> dice.pick("true", "false")),
            Map.entry("durations", Numbers::duration),
            Map.entry("quantities", Numbers::quantity),
            Map.entry("cron", Schedules::expression),
            Map.entry("timezones", Schedules::timezone),
            Map.entry("urls", Urls::url),
            Map.entry("queries", Urls::query),
            Map.entry("maps", Lists::map),
            Map.entry("lists", Lists::list),
            Map.entry("selectors", Selectors::selector),
            Map.entry("regex", Patterns::regex),
            Map.entry("globs", Patterns::glob),
            Map.entry("words", Lists::word));

    private Texts() {}

    /**
     * {@return a generator for texts of a kind}
     *
     * @param sort such as {@code durations}: a name in {@code samples.yaml}
     */
    public static TextGenerator of(String sort) {
        TextGenerator wellFormed = Objects.requireNonNull(WELL_FORMED.get(sort), sort);
        String alphabet = Objects.requireNonNull(ALPHABETS.get(sort), sort);
        return dice -> next(sort, wellFormed, alphabet, dice);
    }

    private static String next(String sort, TextGenerator wellFormed, String alphabet, Dice dice) {
        int chance = dice.below(100);
        if (chance < 35) {
            return wellFormed.next(dice);
        }
        if (chance < 60) {
            return dice.pick(Samples.of(sort));
        }
        if (chance < 85) {
            String text = dice.oneIn(2) ? wellFormed.next(dice) : dice.pick(Samples.of(sort));
            String changed = Mutation.of(text, dice);
            return dice.oneIn(3) ? Mutation.of(changed, dice) : changed;
        }
        return heap(alphabet, dice);
    }

    private static String heap(String alphabet, Dice dice) {
        StringBuilder heap = new StringBuilder();
        for (int left = dice.between(1, LONGEST_HEAP); left > 0; left--) {
            heap.append(dice.character(alphabet));
        }
        return heap.toString();
    }
}
