package io.github.keda4j.podidentity.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.keda4j.findings.Findings;
import io.github.keda4j.podidentity.Growth;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Malicious documents are read or refused, checked and compared in time linear in their length. */
class HostileDocumentsTest {

    static Stream<Arguments> documents() {
        return Stream.of(
                family("deep arrays", n -> "[".repeat(n)),
                family("deep objects", n -> "{\"Statement\":".repeat(n / 13)),
                family("deep unknown element", n -> "{\"X\":" + "[".repeat(n / 2) + "]".repeat(n / 2) + "}"),
                family("one long string", n -> "{\"Id\":\"" + "x".repeat(n) + "\"}"),
                family("a long version", n -> "{\"Version\":\"" + "x".repeat(n) + "\"}"),
                family("a number of many digits", n -> inCondition("9".repeat(n))),
                family("nothing", " "::repeat),
                family("many keys", n -> inCondition("1", n / 12)),
                family("no json", n -> "a*".repeat(n / 2)),
                family("unclosed variables", n -> statements(1).replace("\"*\"", "\"" + "${".repeat(n / 2) + "\"")),
                family("many statements", n -> statements(n / 80)),
                family("many equal sids", n -> statements(n / 90).replace("\"Effect\"", "\"Sid\":\"a\",\"Effect\"")),
                family("many variables", n -> statements(1).replace("\"*\"", "\"" + "${a:b}".repeat(n / 6) + "\"")));
    }

    private static Arguments family(String name, IntFunction<String> document) {
        return Arguments.of(name, document);
    }

    /** The larger document of each pair has close to 160,000 characters, 25 times the largest quota of IAM. */
    @ParameterizedTest(name = "{0}")
    @MethodSource("documents")
    void areReadOrRefusedAndCheckedInTimeThatGrowsWithTheirLength(String name, IntFunction<String> document) {
        Growth.isAtMostLinear(20_000, n -> read(document.apply(n)));
        Growth.isAtMostLinear(20_000, n -> check(document.apply(n)));
    }

    static Stream<String> oddities() {
        return Stream.of(
                "{\"Id\":\"" + "x".repeat(3_000_000) + "\"}",
                "{\"Id\":\"\\u00",
                "{\"Id\":\"\\ud800\",\"Statement\":[]}",
                "{\"Id\":\"\u0000\"}");
    }

    @ParameterizedTest
    @MethodSource("oddities")
    void areRefusedWhateverTheyAre(String document) {
        read(document);
        check(document);
    }

    private static void read(String json) {
        try {
            PolicyDocument document = PolicyDocument.parse(json);
            assertThat(document.canonical()).isEqualTo(document);
            assertThat(document.merge(document).statements().size())
                    .isLessThanOrEqualTo(document.statements().size());
        } catch (PolicySyntaxException e) {
            assertThat(e.getMessage()).hasSizeLessThan(2_000);
        }
    }

    private static void check(String json) {
        Findings findings = PolicyValidator.forType(PolicyType.TRUST).validate(json);
        assertThat(findings.hasErrors()).isTrue();
        assertThat(findings.asList()).hasSizeLessThanOrEqualTo(1_000);
        assertThat(findings).allSatisfy(finding -> assertThat(finding.message()).hasSizeLessThan(1_000));
    }

    @Test
    void tenThousandStatementsOfAMegabyteAreRead() {
        String json = statements(10_000);
        assertThat(json).hasSizeLessThan(1 << 20);

        assertThat(PolicyDocument.parse(json).statements()).hasSize(10_000);
    }

    @Test
    void aDocumentBeyondTheLimitIsRefusedUnread() {
        assertThatThrownBy(() -> PolicyDocument.parse(" ".repeat(PolicyReader.MAX_CHARACTERS + 1)))
                .isInstanceOf(PolicySyntaxException.class)
                .hasMessageContaining("it has 1048577 characters, but at most 1048576 are read");
    }

    private static String statements(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> "{\"Effect\":\"Allow\",\"Action\":\"sqs:A" + i + "\",\"Resource\":\"*\"}")
                .collect(Collectors.joining(",", "{\"Version\":\"2012-10-17\",\"Statement\":[", "]}"));
    }

    private static String inCondition(String value) {
        return inCondition(value, 1);
    }

    private static String inCondition(String value, int keys) {
        return IntStream.range(0, keys)
                .mapToObj(i -> "\"a:k" + i + "\":" + value)
                .collect(Collectors.joining(
                        ",",
                        "{\"Statement\":{\"Effect\":\"Allow\",\"Action\":\"a:b\",\"Condition\":{\"NumericEquals\":{",
                        "}}}}"));
    }
}
