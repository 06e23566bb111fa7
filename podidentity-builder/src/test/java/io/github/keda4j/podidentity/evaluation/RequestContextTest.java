package io.github.keda4j.podidentity.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import org.junit.jupiter.api.Test;

class RequestContextTest {

    private static final List<String> KEYS =
            List.of("aws:SourceArn", "AWS:sourcearn", "aws:SourceAccount", "aws:RequestTag/team", "sts:ExternalId");
    private static final List<String> PREFIXES = List.of("aws:*", "aws:Source*", "AWS:requesttag/*");

    /**
     * One statement about a key.
     *
     * @param value its value; {@code -} if it is absent, {@code ?} if it is unknown, {@code []} for two values
     */
    private record Said(String key, String value) {

        RequestContext in(RequestContext context) {
            return switch (value) {
                case "?" -> context.withUnknown(key);
                case "-" -> context.without(key);
                case "[]" -> context.with(key, List.of("a", "b"));
                default -> context.with(key, value);
            };
        }
    }

    @Property
    void whatWasSaidLastAboutAKeyCountsInHoweverManyStepsItWasSaid(@ForAll("statements") List<List<Said>> parts) {
        RequestContext oneByOne = RequestContext.empty();
        RequestContext inParts = RequestContext.empty();
        Map<String, String> last = new HashMap<>();
        for (List<Said> part : parts) {
            RequestContext ofPart = RequestContext.empty();
            for (Said said : part) {
                oneByOne = said.in(oneByOne);
                ofPart = said.in(ofPart);
                last.put(said.key().toLowerCase(Locale.ROOT), said.value());
            }
            inParts = inParts.withAll(ofPart);
        }

        assertThat(inParts).isEqualTo(oneByOne).hasSameHashCodeAs(oneByOne);
        assertThat(inParts.asMap()).isEqualTo(oneByOne.asMap());
        assertThat(inParts.isComplete()).isEqualTo(oneByOne.isComplete()).isEqualTo(!last.containsValue("?"));
        for (String key : KEYS) {
            String expected = expected(key, last);
            for (RequestContext context : List.of(oneByOne, inParts)) {
                assertThat(context.isUnknown(key)).as(key).isEqualTo(expected.equals("?"));
                assertThat(context.isMultiValued(key)).as(key).isEqualTo(expected.equals("[]"));
                assertThat(context.values(key)).as(key).isEqualTo(values(expected));
            }
        }
    }

    /** What was said about the key itself, or else about the longest of its prefixes. */
    private static String expected(String key, Map<String, String> last) {
        String name = key.toLowerCase(Locale.ROOT);
        String found = last.get(name);
        for (int length = name.length(); found == null && length >= 0; length--) {
            found = last.get(name.substring(0, length) + "*");
        }
        return found == null ? "-" : found;
    }

    private static Optional<List<String>> values(String expected) {
        return switch (expected) {
            case "?", "-" -> Optional.empty();
            case "[]" -> Optional.of(List.of("a", "b"));
            default -> Optional.of(List.of(expected));
        };
    }

    @Provide
    Arbitrary<List<List<Said>>> statements() {
        Arbitrary<Said> ofKey = Combinators.combine(Arbitraries.of(KEYS), Arbitraries.of("x", "y", "[]", "?", "-"))
                .as(Said::new);
        Arbitrary<Said> ofPrefix = Combinators.combine(Arbitraries.of(PREFIXES), Arbitraries.of("?", "-"))
                .as(Said::new);
        return Arbitraries.frequencyOf(Tuple.of(4, ofKey), Tuple.of(1, ofPrefix))
                .list()
                .ofMaxSize(6)
                .list()
                .ofMaxSize(14);
    }

    @Test
    void thousandsOfKeysMayBeAddedOneByOne() {
        RequestContext context = RequestContext.empty();
        List<String> keys = new ArrayList<>();
        for (int i = 0; i < 5_000; i++) {
            keys.add("aws:PrincipalTag/" + i);
            context = context.with("aws:PrincipalTag/" + i, "v" + i);
        }

        assertThat(context.asMap().keySet()).containsExactlyInAnyOrderElementsOf(keys);
        assertThat(context.values("aws:principaltag/0")).contains(List.of("v0"));
        assertThat(context.values("aws:PrincipalTag/4999")).contains(List.of("v4999"));
        assertThat(context.values("aws:PrincipalTag/5000")).isEmpty();
    }
}
