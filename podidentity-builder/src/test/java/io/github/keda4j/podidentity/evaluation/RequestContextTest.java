package io.github.keda4j.podidentity.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
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

    /**
     * Statements that one context makes, which is then added to others.
     *
     * @param lower what the lower layer of the context says
     * @param upper what the upper layer says
     * @param open whether nothing is known about other keys
     */
    private record Part(List<Said> lower, List<Said> upper, boolean open) {

        RequestContext context() {
            RequestContext start = open ? RequestContext.unknown() : RequestContext.empty();
            return added(added(start, lower), upper);
        }

        /** All in one layer. */
        private static RequestContext added(RequestContext to, List<Said> all) {
            RequestContext.Builder builder = to.toBuilder();
            all.forEach(said -> builder.withMentioned(said.in(RequestContext.empty())));
            return builder.build();
        }

        List<Said> all() {
            return Stream.concat(lower.stream(), upper.stream()).toList();
        }
    }

    @Property
    void whatWasSaidLastAboutAKeyCountsInHoweverManyStepsItWasSaid(@ForAll("parts") List<Part> parts) {
        RequestContext oneByOne =
                parts.stream().anyMatch(Part::open) ? RequestContext.unknown() : RequestContext.empty();
        RequestContext inParts = RequestContext.empty();
        RequestContext.Builder atOnce = RequestContext.empty().toBuilder();
        Map<String, String> last = new HashMap<>();
        for (Part part : parts) {
            RequestContext ofPart = part.context();
            for (Said said : part.all()) {
                oneByOne = said.in(oneByOne);
                last.put(said.key().toLowerCase(Locale.ROOT), said.value());
            }
            inParts = inParts.withAll(ofPart);
            atOnce.withAll(ofPart);
            assertThat(ofPart).as("a part that was added").isEqualTo(part.context());
        }
        String otherwise = parts.stream().anyMatch(Part::open) ? "?" : "-";

        for (RequestContext context : List.of(oneByOne, inParts, atOnce.build())) {
            assertThat(context).isEqualTo(oneByOne).hasSameHashCodeAs(oneByOne);
            assertThat(context.asMap()).isEqualTo(oneByOne.asMap());
            assertThat(context.isComplete()).isEqualTo(!last.containsValue("?") && otherwise.equals("-"));
            for (String key : KEYS) {
                String expected = expected(key, last, otherwise);
                assertThat(context.isUnknown(key)).as(key).isEqualTo(expected.equals("?"));
                assertThat(context.isMultiValued(key)).as(key).isEqualTo(expected.equals("[]"));
                assertThat(context.values(key)).as(key).isEqualTo(values(expected));
            }
        }
    }

    /** A builder adds only the keys that another context mentions, after those of its own and before later ones. */
    @Property
    void whatIsMentionedStandsBetweenWhatWasAddedBeforeAndAfter(
            @ForAll("statements") List<Said> base,
            @ForAll("statements") List<Said> before,
            @ForAll("parts") List<Part> mentioned,
            @ForAll("statements") List<Said> after) {
        RequestContext.Builder builder = new Part(base, List.of(), false).context().toBuilder();
        before.forEach(said -> builder.withMentioned(said.in(RequestContext.empty())));
        mentioned.forEach(part -> builder.withMentioned(part.context()));
        after.forEach(said -> builder.withMentioned(said.in(RequestContext.empty())));
        Map<String, String> last = new HashMap<>();
        Stream.of(
                        base.stream(),
                        before.stream(),
                        mentioned.stream().flatMap(part -> part.all().stream()),
                        after.stream())
                .flatMap(Function.identity())
                .forEach(said -> last.put(said.key().toLowerCase(Locale.ROOT), said.value()));

        RequestContext built = builder.build();

        assertThat(built.isOpen()).isFalse();
        for (String key : KEYS) {
            String expected = expected(key, last, "-");
            assertThat(built.isUnknown(key)).as(key).isEqualTo(expected.equals("?"));
            assertThat(built.values(key)).as(key).isEqualTo(values(expected));
        }
    }

    /** What was said about the key itself, or else about the longest of its prefixes. */
    private static String expected(String key, Map<String, String> last, String otherwise) {
        String name = key.toLowerCase(Locale.ROOT);
        String found = last.get(name);
        for (int length = name.length(); found == null && length >= 0; length--) {
            found = last.get(name.substring(0, length) + "*");
        }
        return found == null ? otherwise : found;
    }

    private static Optional<List<String>> values(String expected) {
        return switch (expected) {
            case "?", "-" -> Optional.empty();
            case "[]" -> Optional.of(List.of("a", "b"));
            default -> Optional.of(List.of(expected));
        };
    }

    @Provide
    Arbitrary<List<Part>> parts() {
        return Combinators.combine(
                        statements(), statements(), Arbitraries.frequency(Tuple.of(9, false), Tuple.of(1, true)))
                .as(Part::new)
                .list()
                .ofMaxSize(10);
    }

    @Provide
    Arbitrary<List<Said>> statements() {
        Arbitrary<Said> ofKey = Combinators.combine(Arbitraries.of(KEYS), Arbitraries.of("x", "y", "[]", "?", "-"))
                .as(Said::new);
        Arbitrary<Said> ofPrefix = Combinators.combine(Arbitraries.of(PREFIXES), Arbitraries.of("?", "-"))
                .as(Said::new);
        return Arbitraries.frequencyOf(Tuple.of(4, ofKey), Tuple.of(1, ofPrefix))
                .list()
                .ofMaxSize(12);
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
