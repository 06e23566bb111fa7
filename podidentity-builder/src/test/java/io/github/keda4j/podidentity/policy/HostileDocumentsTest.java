package io.github.keda4j.podidentity.policy;

import static io.github.keda4j.podidentity.ProcessorTime.withinASecond;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.keda4j.findings.Findings;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Documents written to hurt: read or refused, checked and compared within a second, whatever they are. */
class HostileDocumentsTest {

    static Stream<Arguments> documents() {
        return Stream.of(
                Arguments.of("deep arrays", "[".repeat(200_000)),
                Arguments.of("deep objects", "{\"Statement\":".repeat(50_000)),
                Arguments.of("deep unknown element", "{\"X\":" + "[".repeat(10_000) + "]".repeat(10_000) + "}"),
                Arguments.of("one string of a megabyte", "{\"Id\":\"" + "x".repeat(1_000_000) + "\"}"),
                Arguments.of("a version of a megabyte", "{\"Version\":\"" + "x".repeat(1_000_000) + "\"}"),
                Arguments.of("beyond the limit", "{\"Id\":\"" + "x".repeat(3_000_000) + "\"}"),
                Arguments.of("a number of 100,000 digits", inCondition("9".repeat(100_000))),
                Arguments.of("a megabyte of nothing", " ".repeat(1_000_000)),
                Arguments.of("many keys", inCondition("1", 20_000)),
                Arguments.of("no json", "a*".repeat(300_000)),
                Arguments.of("half an escape", "{\"Id\":\"\\u00"),
                Arguments.of("unpaired surrogate", "{\"Id\":\"\\ud800\",\"Statement\":[]}"),
                Arguments.of("a zero character", "{\"Id\":\"\u0000\"}"),
                Arguments.of("unclosed variables", statements(1).replace("\"*\"", "\"" + "${".repeat(100_000) + "\"")),
                Arguments.of("many statements", statements(8_000)),
                Arguments.of("many sids alike", statements(5_000).replace("\"Effect\"", "\"Sid\":\"a\",\"Effect\"")),
                Arguments.of("many variables", statements(1).replace("\"*\"", "\"" + "${a:b}".repeat(100_000) + "\"")));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("documents")
    void areReadOrRefusedAndCheckedInTime(String name, String json) {
        withinASecond(() -> {
            try {
                PolicyDocument document = PolicyDocument.parse(json);
                assertThat(document.canonical()).isEqualTo(document);
                assertThat(document.merge(document).statements().size())
                        .isLessThanOrEqualTo(document.statements().size());
            } catch (PolicySyntaxException e) {
                assertThat(e.getMessage()).hasSizeLessThan(2_000);
            }
        });
        withinASecond(() -> {
            Findings findings = PolicyValidator.forType(PolicyType.TRUST).validate(json);
            assertThat(findings.hasErrors()).isTrue();
            assertThat(findings.asList()).hasSizeLessThanOrEqualTo(1_000);
            assertThat(findings)
                    .allSatisfy(finding -> assertThat(finding.message()).hasSizeLessThan(1_000));
        });
    }

    @Test
    void tenThousandStatementsOfAMegabyteAreRead() {
        String json = statements(10_000);
        assertThat(json).hasSizeLessThan(1 << 20);

        withinASecond(() -> assertThat(PolicyDocument.parse(json).statements()).hasSize(10_000));
    }

    @Test
    void aDocumentBeyondTheLimitIsRefusedUnread() {
        assertThatThrownBy(() -> PolicyDocument.parse(" ".repeat(PolicyReader.MAX_CHARACTERS + 1)))
                .isInstanceOf(PolicySyntaxException.class)
                .hasMessageContaining("1048577 characters; at most 1048576 are read");
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
