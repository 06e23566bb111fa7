package io.github.keda4j.podidentity.path;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.keda4j.podidentity.path.Hop.Verdict;
import io.github.keda4j.podidentity.policy.PolicyType;
import io.github.keda4j.podidentity.policy.PolicyValidator;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every path from a pod to a queue is allowed; if one thing is changed, it is denied at the right step and for the
 * right reason.
 */
class BrokenChainsTest {

    record Breakage(ChainVariant variant, String part, String from, String to, String hop, String reason) {
        @Override
        public String toString() {
            return variant + ": in " + part + " " + from + " -> " + to;
        }
    }

    static List<Breakage> breakages() throws IOException {
        try (InputStream in = BrokenChainsTest.class.getResourceAsStream("breakages.txt")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .map(line -> line.split("\\s*\\|\\s*", -1))
                    .map(cell ->
                            new Breakage(ChainVariant.valueOf(cell[0]), cell[1], cell[2], cell[3], cell[4], cell[5]))
                    .toList();
        }
    }

    @ParameterizedTest
    @EnumSource
    void everyWayIsAllowed(ChainVariant variant) {
        AccessPath path = variant.parts().path();

        assertThat(path.isAllowed()).as(path.toString()).isTrue();
        variant.parts()
                .documents()
                .forEach((name, json) -> assertThat(PolicyValidator.forType(typeOf(name))
                                .validate(json)
                                .hasErrors())
                        .as("%s %s", name, json)
                        .isFalse());
    }

    @ParameterizedTest
    @MethodSource("breakages")
    void oneChangeIsDeniedAtItsStep(Breakage breakage) {
        ChainVariant.Parts parts = breakage.variant().parts();
        String before = parts.text(breakage.part());
        assertThat(before).containsOnlyOnce(breakage.from());
        parts.set(breakage.part(), before.replace(breakage.from(), breakage.to()));

        AccessPath path = parts.path();

        Hop denied = path.denied().orElseThrow(() -> new AssertionError("allowed:\n" + path));
        assertThat(denied.to()).as(path.toString()).isEqualTo(breakage.hop());
        assertThat(denied.explanation()).contains(breakage.reason());
        int at = path.hops().indexOf(denied);
        assertThat(path.hops().subList(0, at)).allMatch(hop -> hop.verdict() == Verdict.ALLOWED);
        assertThat(path.hops().subList(at + 1, path.hops().size()))
                .allMatch(hop -> hop.verdict() == Verdict.NOT_REACHED);
    }

    @Test
    void everyWayIsBrokenInSeveralPlaces() throws IOException {
        List<Breakage> all = breakages();

        assertThat(all).hasSizeGreaterThanOrEqualTo(60).doesNotHaveDuplicates();
        assertThat(all.stream().collect(Collectors.groupingBy(Breakage::variant, Collectors.counting())))
                .containsOnlyKeys(ChainVariant.values())
                .allSatisfy(
                        (variant, times) -> assertThat(times).as("%s", variant).isGreaterThanOrEqualTo(3));
    }

    private static PolicyType typeOf(String document) {
        return document.endsWith("trust")
                ? PolicyType.TRUST
                : document.equals("queue policy") ? PolicyType.QUEUE : PolicyType.ROLE_INLINE;
    }
}
