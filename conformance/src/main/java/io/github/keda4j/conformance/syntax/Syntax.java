package io.github.keda4j.conformance.syntax;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BigIntegerNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.DoubleNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.github.keda4j.conformance.judge.Json;
import io.github.keda4j.conformance.judge.Release;
import io.github.keda4j.internal.go.GoCron;
import io.github.keda4j.internal.go.GoDuration;
import io.github.keda4j.internal.go.GoGlob;
import io.github.keda4j.internal.go.GoLists;
import io.github.keda4j.internal.go.GoMaps;
import io.github.keda4j.internal.go.GoQuantity;
import io.github.keda4j.internal.go.GoRegex;
import io.github.keda4j.internal.go.GoText;
import io.github.keda4j.internal.go.GoUrl;
import io.github.keda4j.internal.go.LabelSelector;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** The judge's syntaxes for which this library has a parser. */
enum Syntax {
    BOOL("bool", "booleans", Syntax::flag),
    QUANTITY("quantity", "quantities", Syntax::quantity),
    REGEXP("regexp", "regex", text -> Reading.unless(GoRegex.problem(text))),
    GLOB("glob", "globs", text -> Reading.unless(GoGlob.problem(text))) {
        @Override
        Reading read(String text, Release release) {
            return release.isLatest() ? read(text) : Reading.unless(GoGlob.problemOfOldLibrary(text));
        }
    },
    LABEL_SELECTOR("labelSelector", "selectors", text -> Reading.unless(LabelSelector.problem(text))),
    CRON("cron", "cron", text -> Reading.unless(GoCron.problem(text))),
    TIMEZONE("timezone", "timezones", text -> GoCron.isZone(text) ? Reading.good() : Reading.refused("unknown zone")),
    URL("url", "urls", text -> url(GoUrl.parse(text))),
    REQUEST_URI("requestURI", "urls", text -> url(GoUrl.parseRequestUri(text))),
    QUERY("query", "queries", Syntax::query),
    TYPED_STRING("typed-string", "words", typed(text -> Reading.of(TextNode.valueOf(text)))),
    TYPED_BOOL("typed-bool", "booleans", typed(Syntax::flag)),
    TYPED_INT("typed-int", "numbers", typed(text -> integer(text, 64))),
    TYPED_INT32("typed-int32", "numbers", typed(text -> integer(text, 32))),
    TYPED_INT64("typed-int64", "numbers", typed(text -> integer(text, 64))),
    TYPED_FLOAT64("typed-float64", "numbers", typed(Syntax::number)),
    TYPED_DURATION("typed-duration", "durations", typed(Syntax::duration)),
    TYPED_STRINGS("typed-strings", "lists", typed(Syntax::strings)),
    TYPED_INTS("typed-ints", "lists", typed(text -> integers(text, false))),
    TYPED_RANGES("typed-ranges", "lists", typed(text -> integers(text, true))),
    TYPED_MAP("typed-map", "maps", typed(Syntax::map)),
    TYPED_QUERY("typed-query", "queries", typed(Syntax::query));

    private static final double NANOS = 1e9;

    private final String judgeName;
    private final String sort;

    @SuppressWarnings("ImmutableEnumChecker") // none of them has state
    private final Function<String, Reading> reader;

    Syntax(String judgeName, String sort, Function<String, Reading> reader) {
        this.judgeName = judgeName;
        this.sort = sort;
        this.reader = reader;
    }

    static Optional<Syntax> of(String judgeName) {
        return Arrays.stream(values())
                .filter(syntax -> syntax.judgeName.equals(judgeName))
                .findFirst();
    }

    String judgeName() {
        return judgeName;
    }

    /** The generator for texts of this syntax. */
    String sort() {
        return sort;
    }

    /** How this library reads the text for a release. */
    Reading read(String text, Release release) {
        return read(text);
    }

    final Reading read(String text) {
        return reader.apply(text);
    }

    /** Whether this library reads the same value as KEDA, comparing only the parts that it keeps. */
    boolean isSame(JsonNode ours, JsonNode keda) {
        return this == QUANTITY ? isSameAmount(ours, keda.path("float")) : Json.sameValue(ours, part(keda));
    }

    /** The part of KEDA's value that this library also reads. */
    private JsonNode part(JsonNode value) {
        return switch (this) {
            case URL, REQUEST_URI ->
                Json.object()
                        .put("scheme", value.path("scheme").asText())
                        .put("host", value.path("host").asText())
                        .put("path", value.path("path").asText());
            case TYPED_INTS, TYPED_RANGES -> of32Bits(value);
            case QUERY, TYPED_QUERY -> replacedOnce(value);
            default -> value;
        };
    }

    /** Limits the numbers in a list to 32 bits, as this library does because no partition number is larger. */
    private static JsonNode of32Bits(JsonNode value) {
        ArrayNode integers = JsonNodeFactory.instance.arrayNode();
        value.forEach(one -> integers.add(Math.max(Integer.MIN_VALUE, Math.min(Integer.MAX_VALUE, one.asLong()))));
        return integers;
    }

    /** Decoders differ in how many replacement characters they use for invalid bytes. */
    private static JsonNode replacedOnce(JsonNode value) {
        return Json.read(value.toString().replaceAll("\ufffd+", "\ufffd"));
    }

    /** Reads a text like a required parameter: without surrounding space, and not empty. */
    private static Function<String, Reading> typed(Function<String, Reading> reader) {
        return text -> {
            String trimmed = GoText.trim(text);
            return trimmed.isEmpty() ? Reading.refused("missing") : reader.apply(trimmed);
        };
    }

    private static Reading flag(String text) {
        Boolean flag = GoText.flag(text);
        return flag == null ? Reading.refused("no flag") : Reading.of(BooleanNode.valueOf(flag));
    }

    private static Reading quantity(String text) {
        BigDecimal amount = GoQuantity.parse(text);
        return amount == null ? Reading.refused("no quantity") : Reading.of(amount(amount.doubleValue()));
    }

    private static JsonNode amount(double amount) {
        return Double.isInfinite(amount) ? TextNode.valueOf(Double.toString(amount)) : DoubleNode.valueOf(amount);
    }

    /**
     * Kubernetes' own conversion rounds three times, returns NaN for a zero with a large exponent, and may return
     * Infinity for numbers that are up to 10^9 times smaller than those that overflow, because it counts in nanos.
     */
    private static boolean isSameAmount(JsonNode ours, JsonNode keda) {
        if (ours.isNumber() && keda.isNumber()) {
            double amount = ours.doubleValue();
            return Math.abs(amount - keda.doubleValue()) <= 3 * Math.ulp(amount);
        }
        if (!ours.isNumber()) {
            return ours.equals(keda);
        }
        double amount = ours.doubleValue();
        return amount == 0
                ? keda.asText().equals("NaN")
                : Double.isInfinite(amount * NANOS) && keda.asText().equals(Double.toString(amount * NANOS));
    }

    private static Reading integer(String text, int bits) {
        return GoText.isInteger(text, bits)
                ? Reading.of(LongNode.valueOf(Long.parseLong(text)))
                : Reading.refused("no whole number");
    }

    private static Reading number(String text) {
        return GoText.isNumber(text)
                ? Reading.of(DoubleNode.valueOf(Double.parseDouble(text) + 0.0)) // JSON does not have -0.0
                : Reading.refused("no number");
    }

    private static Reading duration(String text) {
        Duration duration = GoDuration.parse(text);
        if (duration == null || GoDuration.isNegative(text)) {
            return Reading.refused(duration == null ? "no duration" : "negative");
        }
        BigInteger nanos = BigInteger.valueOf(duration.getSeconds())
                .multiply(BigInteger.valueOf(1_000_000_000))
                .add(BigInteger.valueOf(duration.getNano()));
        return Reading.of(BigIntegerNode.valueOf(nanos));
    }

    private static Reading strings(String text) {
        ArrayNode strings = JsonNodeFactory.instance.arrayNode();
        GoText.split(text, ",").forEach(strings::add);
        return Reading.of(strings);
    }

    private static Reading integers(String text, boolean ranges) {
        List<String> elements = GoText.split(text, ",");
        String problem = GoLists.problem(elements, ranges);
        if (problem != null) {
            return Reading.refused(problem);
        }
        ArrayNode integers = JsonNodeFactory.instance.arrayNode();
        GoLists.integers(elements, ranges).forEach(integers::add);
        return Reading.of(integers);
    }

    private static Reading map(String text) {
        String problem = GoMaps.mapProblem(text);
        if (problem != null) {
            return Reading.refused(problem);
        }
        ObjectNode map = Json.object();
        GoMaps.map(text).forEach(map::put);
        return Reading.of(map);
    }

    private static Reading query(String text) {
        String problem = GoMaps.queryProblem(text);
        if (problem != null) {
            return Reading.refused(problem);
        }
        ObjectNode query = Json.object();
        for (Map.Entry<String, List<String>> entry : GoMaps.query(text).entrySet()) {
            ArrayNode values = query.putArray(entry.getKey());
            entry.getValue().forEach(values::add);
        }
        return Reading.of(replacedOnce(query));
    }

    private static Reading url(@org.jspecify.annotations.Nullable GoUrl url) {
        return url == null
                ? Reading.refused("no URL")
                : Reading.of(Json.object()
                        .put("scheme", url.scheme())
                        .put("host", url.host())
                        .put("path", url.decodedPath()));
    }
}
