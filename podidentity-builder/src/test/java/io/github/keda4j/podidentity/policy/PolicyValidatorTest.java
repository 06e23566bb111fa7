package io.github.keda4j.podidentity.policy;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.keda4j.findings.Finding;
import io.github.keda4j.findings.Findings;
import io.github.keda4j.findings.Severity;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class PolicyValidatorTest {

    record Case(String name, PolicyType type, String rule, String text, String document) {
        @Override
        public String toString() {
            return name + ": " + rule;
        }
    }

    private static final List<String> FILES =
            List.of("grammar", "actions-and-resources", "conditions", "trust", "resources-and-organisations", "sizes");

    /**
     * The documents of all files: "== name | type | rule | text", and the document on the next line. The rule is "ok"
     * if there is neither error nor warning, "warn:..." if the document is accepted with a warning, otherwise the
     * rule of an error. The text is part of the finding's message, in AWS's words if AWS refuses the document.
     */
    static List<Case> cases() throws IOException {
        List<Case> cases = new ArrayList<>();
        for (String file : FILES) {
            try (InputStream in = PolicyValidatorTest.class.getResourceAsStream("documents/" + file + ".txt")) {
                String[] lines = new String(in.readAllBytes(), StandardCharsets.UTF_8).split("\n", -1);
                for (int i = 0; i < lines.length; i++) {
                    if (lines[i].startsWith("== ")) {
                        String[] parts = lines[i].substring(3).split(" \\| ?", 4);
                        cases.add(new Case(
                                parts[0], PolicyType.valueOf(parts[1]), parts[2], parts[3], repeated(lines[i + 1])));
                    }
                }
            }
        }
        return cases;
    }

    /** Replaces {@code <<3 x>>} with {@code xxx}, and {@code <<3, "q%d">>} with {@code "q0", "q1", "q2"}. */
    private static String repeated(String document) {
        return Pattern.compile("<<(\\d+)(,?) (.*?)>>")
                .matcher(document)
                .replaceAll(found -> Matcher.quoteReplacement(IntStream.range(0, Integer.parseInt(found.group(1)))
                        .mapToObj(i -> String.format(Locale.ROOT, found.group(3), i))
                        .collect(Collectors.joining(found.group(2)))));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void decidesByTheRule(Case given) {
        Findings findings = PolicyValidator.forType(given.type()).validate(given.document());

        List<Finding> grave = findings.stream()
                .filter(finding -> finding.severity() != Severity.INFO)
                .toList();
        if (given.rule().equals("ok")) {
            assertThat(grave).isEmpty();
        } else {
            boolean warning = given.rule().startsWith("warn:");
            assertThat(findings.hasErrors()).as("%s", findings).isEqualTo(!warning);
            assertThat(grave).as("%s", findings).anySatisfy(finding -> {
                assertThat(finding.rule()).isEqualTo(given.rule().replace("warn:", ""));
                assertThat(finding.message()).contains(given.text());
                assertThat(finding.severity()).isEqualTo(warning ? Severity.WARNING : Severity.ERROR);
            });
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void findsTheSameErrorsWithoutLookingForMore(Case given) {
        for (Optional<Boolean> sessionTags :
                List.of(Optional.<Boolean>empty(), Optional.of(true), Optional.of(false))) {
            PolicyValidator validator = sessionTags
                    .map(PolicyValidator.forType(given.type())::withSessionTags)
                    .orElseGet(() -> PolicyValidator.forType(given.type()));

            assertThat(validator.onlyErrors().validate(given.document()))
                    .isEqualTo(validator.validate(given.document()).ofSeverity(Severity.ERROR));
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void saysOfADocumentWhatItSaysOfItsText(Case given) {
        PolicyDocument document;
        try {
            document = PolicyDocument.parse(given.document());
        } catch (PolicySyntaxException notADocument) {
            return;
        }
        PolicyValidator validator = PolicyValidator.forType(given.type());

        assertThat(validator.validate(document)).isEqualTo(validator.validate(document.toJson()));
    }

    @Test
    void knowsEnoughDocuments() throws IOException {
        assertThat(cases()).hasSizeGreaterThan(300).doesNotHaveDuplicates();
    }

    @Test
    void listsEverythingWithItsPlace() {
        Findings findings = PolicyValidator.forType(PolicyType.MANAGED).validate("""
                {"Version": "2012-10-17", "Note": "x", "Statement": [
                  {"Sid": "a-b", "Effect": "allow", "Action": ["SendMessage"], "Resource": "invoices",
                   "Condition": {"StringLyke": {"aws:a/b": "c"}}},
                  {"Effect": "Allow", "Principal": "*"}]}""");

        assertThat(findings)
                .extracting(Finding::pointer)
                .contains(
                        "/Note",
                        "/Statement/0/Sid",
                        "/Statement/0/Effect",
                        "/Statement/0/Action/0",
                        "/Statement/0/Resource",
                        "/Statement/0/Condition/StringLyke",
                        "/Statement/0/Condition/StringLyke/aws:a~1b",
                        "/Statement/1/Principal",
                        "/Statement/1");
    }

    @Test
    void refusesArnsOfAnotherPartition() {
        String document =
                "{\"Version\":\"2012-10-17\",\"Statement\":{\"Effect\":\"Allow\",\"Action\":\"sqs:SendMessage\","
                        + "\"Resource\":\"arn:aws:sqs:eu-central-1:111122223333:q\"}}";

        assertThat(PolicyValidator.forType(PolicyType.MANAGED)
                        .inPartition(Partition.AWS_CN)
                        .validate(document))
                .extracting(Finding::message)
                .singleElement()
                .asString()
                .endsWith("Partition \"aws\" is not valid for resource "
                        + "\"arn:aws:sqs:eu-central-1:111122223333:q\".");
        assertThat(PolicyValidator.forType(PolicyType.MANAGED)
                        .inPartition(Partition.AWS)
                        .validate(document))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "https://sqs.us-east-1.amazonaws.com/111122223333/orders, arn:aws:sqs:us-east-1:111122223333:orders",
        "https://sqs.cn-north-1.amazonaws.com.cn/111122223333/a.fifo, arn:aws-cn:sqs:cn-north-1:111122223333:a.fifo",
        "https://sqs-fips.us-gov-west-1.amazonaws.com/111122223333/a, arn:aws-us-gov:sqs:us-gov-west-1:111122223333:a",
        "https://sqs.eu-west-1.api.aws/111122223333/orders, arn:aws:sqs:eu-west-1:111122223333:orders",
        "https://vpce-1a-2b.sqs.eu-west-1.vpce.amazonaws.com/111122223333/a, arn:aws:sqs:eu-west-1:111122223333:a",
        "https://eu-west-1.queue.amazonaws.com/111122223333/orders, arn:aws:sqs:eu-west-1:111122223333:orders",
        "https://queue.amazonaws.com/111122223333/orders, arn:aws:sqs:us-east-1:111122223333:orders"
    })
    void namesTheArnOfAQueueThatIsGivenByItsUrl(String url, String arn) {
        String document =
                "{\"Version\":\"2012-10-17\",\"Statement\":{\"Effect\":\"Allow\",\"Action\":\"sqs:SendMessage\","
                        + "\"Resource\":\"" + url + "\"}}";

        assertThat(PolicyValidator.forType(PolicyType.MANAGED).validate(document))
                .singleElement()
                .extracting(Finding::hint)
                .isEqualTo(Optional.of("Write the ARN of the queue: " + arn + "."));
    }

    @Test
    void takesARaisedQuota() {
        PolicyDocument trust = PolicyDocument.of(Statement.allow()
                .sid("x".repeat(3000))
                .principal(Principal.aws("111122223333"))
                .action("sts:AssumeRole", "sts:TagSession")
                .build());

        assertThat(PolicyValidator.forType(PolicyType.TRUST).validate(trust).hasErrors())
                .isTrue();
        assertThat(PolicyValidator.forType(PolicyType.TRUST)
                        .withQuota(8192)
                        .validate(trust)
                        .hasErrors())
                .isFalse();
    }

    @Test
    void remindsOfTheCallersOwnPolicyWhereAnAccountIsTrusted() {
        PolicyDocument trust = PolicyDocument.of(Statement.allow()
                .principal(Principal.aws("111122223333"))
                .action("sts:AssumeRole", "sts:TagSession")
                .build());

        assertThat(PolicyValidator.forType(PolicyType.TRUST).validate(trust))
                .singleElement()
                .satisfies(finding -> {
                    assertThat(finding.rule()).isEqualTo("trust-account");
                    assertThat(finding.severity()).isEqualTo(Severity.INFO);
                    assertThat(finding.pointer()).isEqualTo("/Statement/0/Principal");
                });
    }

    @Test
    void addsUpWhatSharesAQuota() {
        PolicyDocument half = PolicyDocument.of(Statement.allow()
                .sid("x".repeat(6000))
                .action("sqs:SendMessage")
                .resource("*")
                .build());
        PolicyValidator validator = PolicyValidator.forType(PolicyType.ROLE_INLINE);

        assertThat(validator.validateAll(Map.of("one", half))).isEmpty();
        assertThat(validator.validateAll(Map.of("one", half, "other", half)))
                .extracting(Finding::message)
                .singleElement()
                .asString()
                .contains("Maximum policy size of 10240 bytes exceeded");
    }

    @Test
    void mindsWhiteSpaceBeforeTheBrace() {
        assertThat(PolicyValidator.forType(PolicyType.MANAGED)
                        .validate("\n{\"Version\":\"2012-10-17\",\"Statement\":{\"Effect\":\"Deny\",\"Action\":\"*\","
                                + "\"Resource\":\"*\"}}"))
                .extracting(Finding::rule)
                .containsExactly("json-leading-space");
    }

    @Test
    void knowsWhatSessionTagsContradict() {
        String tagged = "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Principal\":{\"Service\":"
                + "\"pods.eks.amazonaws.com\"},\"Action\":\"sts:AssumeRole\",\"Condition\":{\"StringEquals\":"
                + "{\"aws:RequestTag/kubernetes-namespace\":\"keda\"}}}]}";
        PolicyValidator validator = PolicyValidator.forType(PolicyType.TRUST);

        assertThat(validator.withSessionTags(false).validate(tagged))
                .extracting(Finding::rule)
                .containsExactly("request-tag-without-session-tags");
        assertThat(validator.withSessionTags(true).validate(tagged).ofSeverity(Severity.ERROR))
                .extracting(Finding::rule)
                .containsExactly("trust-without-tag-session");
        assertThat(validator.validate(tagged).hasErrors()).isFalse();
    }
}
