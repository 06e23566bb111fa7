package io.github.keda4j.podidentity.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.github.keda4j.findings.Findings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Random;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** However a document is damaged, reading it throws only one kind of exception, and checking it throws none. */
class DamagedDocumentsTest {

    private static final String[] SHARDS = {
        "",
        "\"",
        "{",
        "}",
        "[",
        "]",
        ",",
        ":",
        "null",
        "true",
        "-1.5e9",
        "{}",
        "[]",
        "[[]]",
        "\"*\"",
        "\"Action\"",
        "\"Principal\"",
        "\"AWS\"",
        "\"${\"",
        "\\u0000",
        "\"ForAllValues:StringEquals\"",
        "\"2012-10-17\"",
        "/",
        "~",
        "::"
    };

    private static final List<String> DOCUMENTS = documents();

    @Property(tries = 1000, edgeCases = EdgeCasesMode.NONE)
    void isRefusedInOrder(@ForAll long seed) {
        Random random = new Random(seed);
        String damaged = damaged(random);

        for (PolicyType type : PolicyType.values()) {
            Findings findings = PolicyValidator.forType(type).validate(damaged);
            assertThat(findings).isNotNull();
            if (!findings.hasErrors()) {
                assertThatCode(() -> PolicyDocument.parse(damaged).canonical()).doesNotThrowAnyException();
            }
        }
        try {
            PolicyDocument document = PolicyDocument.parse(damaged);
            assertThat(PolicyDocument.parse(document.toJson())).isEqualTo(document);
        } catch (PolicySyntaxException e) {
            assertThat(e).hasMessageStartingWith("The text is not a policy document: ");
        }
    }

    private static String damaged(Random random) {
        String document = DOCUMENTS.get(random.nextInt(DOCUMENTS.size()));
        for (int i = random.nextInt(3); i >= 0; i--) {
            int from = random.nextInt(document.length() + 1);
            int to = Math.min(document.length(), from + random.nextInt(6));
            document = document.substring(0, from) + SHARDS[random.nextInt(SHARDS.length)] + document.substring(to);
        }
        return document;
    }

    private static List<String> documents() {
        try {
            return PolicyValidatorTest.cases().stream()
                    .map(PolicyValidatorTest.Case::document)
                    .filter(document -> document.length() < 1000)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
