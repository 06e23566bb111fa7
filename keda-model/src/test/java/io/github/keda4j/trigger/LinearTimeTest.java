package io.github.keda4j.trigger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.github.keda4j.keda.v1alpha1.ScaleTriggers;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Anything written into a trigger is checked in time that grows linearly with its length, and without a deep stack. The
 * test measures the thread's own CPU time, which other processes hardly affect, and does not compare quick checks at
 * all.
 */
@Tag("soak")
class LinearTimeTest {

    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    /**
     * When repeated, each of these might be difficult for one of our readers or for a regular expression in the
     * catalogue.
     */
    private static final List<String> REPEATED = List.of(
            "1",
            "0",
            "-",
            "(",
            "{",
            "[",
            "[:",
            "\\",
            "\\x41",
            "\"",
            "%",
            "%41",
            ":",
            "/",
            "@",
            "=",
            ".",
            " ",
            "\t\u00a0",
            ",",
            "a,",
            "none,",
            "a=b,",
            "a=b;",
            "a=b&",
            "1-2,",
            "1h",
            "1.5ms",
            "*/2,",
            "a.",
            "app in (a),",
            "{\"a\":",
            "[1,",
            "(?:a|",
            "a{2}",
            "https://host.example,",
            "http://u:p@h/?a=b,",
            "//",
            "token",
            "\ud83d\ude00");

    private static final int LENGTH = 25_000;

    /** Enough time for any linear check of that length; checks that were not linear took seconds. */
    private static final long QUICK = 40_000_000;

    /**
     * The limit for the ratio of the times for two texts, one four times as long as the other: 4 if linear, 16 if
     * quadratic.
     */
    private static final double MOST_GROWTH = 9;

    private static final int TRIES = 5;

    private static final boolean ALL = System.getProperty("keda4j.full") != null;

    /** One source for each parameter, because the same code checks a text from any source. */
    private static final List<HostileTriggers.Place> PLACES = HostileTriggers.places().stream()
            .filter(place -> place.source() == place.parameter().sources().get(0))
            .toList();

    /**
     * Every parameter of every type with every repetition. Each run draws a fortieth of these anew; {@code
     * -Dkeda4j.full} tries all of them, which takes minutes.
     */
    @ParameterizedTest
    @MethodSource("repeated")
    void everyParameterIsCheckedInLinearTime(String repeated) {
        List<String> slow = new ArrayList<>();
        Random random = new Random();
        String shorter = repeated(repeated, LENGTH / 4);
        String longer = repeated(repeated, LENGTH);
        for (HostileTriggers.Place place : PLACES) {
            boolean drawn = ALL || random.nextInt(40) == 0;
            if (drawn && growsTooFast(() -> check(place, shorter), () -> check(place, longer))) {
                slow.add(place.toString());
            }
        }

        assertThat(slow).isEmpty();
    }

    /** Texts that are valid up to their end, and are therefore read to the end. */
    @ParameterizedTest
    @MethodSource("rightUpToTheEnd")
    void whatIsRightUpToItsEndIsCheckedInLinearTime(String type, String key, String repeated, String end) {
        HostileTriggers.Place place = PLACES.stream()
                .filter(one -> one.example().type().equals(type) && one.key().equals(key))
                .findFirst()
                .orElseThrow();
        String shorter = repeated(repeated, LENGTH) + end;
        String longer = repeated(repeated, 4 * LENGTH) + end;

        assertThat(growsTooFast(() -> check(place, shorter), () -> check(place, longer)))
                .isFalse();
    }

    static List<Arguments> rightUpToTheEnd() {
        return List.of(
                arguments("predictkube", "predictHorizon", "1h", "x"),
                arguments("predictkube", "queryStep", "1.5m", "1"),
                arguments("kafka", "oauthExtensions", "a=b,", "a"),
                arguments("kafka", "oauthExtensions", "a=b,", "a=b"),
                arguments("solace-direct-messaging", "solaceSempBaseURL", "http://aahttps://bb,", "x"),
                arguments(
                        "solace-direct-messaging",
                        "solaceSempBaseURL",
                        "https://host.example,",
                        "https://host.example"),
                arguments("prometheus", "timeout", "1", ""),
                arguments("prometheus", "timeout", "0", "1s"),
                arguments("prometheus", "authModes", "basic,", ""),
                arguments("prometheus", "authModes", "basic,", "a"),
                arguments("datadog", "query", "{", ""),
                arguments("kafka", "partitionLimitation", "1-2,", "x"),
                arguments("cron", "start", "1,", " * * * *"),
                arguments("azure-blob", "globPattern", "[a]", "["),
                arguments("kubernetes-workload", "podSelector", "a in (b,c),", "("),
                arguments("aws-dynamodb", "expressionAttributeValues", "[", "]"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"key%d", "longLongLongLongLongKey%d", "query.%d"})
    void manyKeysAreCheckedInLinearTime(String key) {
        for (String type : List.of("sumologic", "prometheus", "external", "of-tomorrow")) {
            ScaleTriggers shorter = withKeys(type, key, 2_500);
            ScaleTriggers longer = withKeys(type, key, 10_000);

            assertThat(growsTooFast(
                            () -> Triggers.check(shorter, TriggerContext.unknown()),
                            () -> Triggers.check(longer, TriggerContext.unknown())))
                    .as(type)
                    .isFalse();
        }
    }

    /** The messages quote the text that was found, with its 16,000 passwords hidden. */
    @Test
    void passwordsAreHiddenInLinearTime() {
        for (String url : List.of("http://user:word@host.example,", "http://host.example,", "a:b@c,", "x@y://")) {
            Map<String, String> shorter = Map.of("a", url.repeat(4_000));
            Map<String, String> longer = Map.of("a", url.repeat(16_000));

            assertThat(growsTooFast(
                            () -> Triggers.custom("of-tomorrow", shorter).toString(),
                            () -> Triggers.custom("of-tomorrow", longer).toString()))
                    .as(url)
                    .isFalse();
        }
    }

    private static ScaleTriggers withKeys(String type, String key, int count) {
        Map<String, String> metadata = new LinkedHashMap<>();
        for (int index = 0; index < count; index++) {
            metadata.put(key.formatted(index), "a");
        }
        ScaleTriggers entry = new ScaleTriggers();
        entry.setType(type);
        entry.setMetadata(metadata);
        return entry;
    }

    private static void check(HostileTriggers.Place place, String value) {
        ScaleTriggers entry = place.entry(value);
        Triggers.check(entry, place.context(value));
    }

    static List<String> repeated() {
        return REPEATED;
    }

    private static String repeated(String part, int length) {
        return part.repeat(length / part.length());
    }

    /** Whether the longer work takes long, and much longer than four times the shorter work in every try. */
    private static boolean growsTooFast(Runnable shorter, Runnable longer) {
        for (int attempt = 0; attempt < TRIES; attempt++) {
            long time = time(longer);
            if (time < QUICK || time < MOST_GROWTH * time(shorter)) {
                return false;
            }
        }
        return true;
    }

    private static long time(Runnable work) {
        long before = THREADS.getCurrentThreadCpuTime();
        work.run();
        return THREADS.getCurrentThreadCpuTime() - before;
    }
}
