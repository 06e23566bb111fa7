package io.github.keda4j.validator;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.keda4j.findings.Finding;
import io.github.keda4j.findings.Severity;
import io.github.keda4j.trigger.KedaVersion;
import io.github.keda4j.yaml.Manifests;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/**
 * Checks every example of the catalogue that KEDA 2.21 accepts, as a ScaledObject with its workload, authentication and
 * Secret: none may have an error.
 */
class CatalogueExamplesTest {

    /** The findings that examples are meant to show, and unusual ones that were reviewed individually. */
    private static final Set<String> EXPECTED_WARNINGS = Set.of(
            "trigger-deprecated-type",
            "trigger-deprecated-parameter",
            "trigger-unknown-parameter",
            "trigger-ignored-parameter",
            "trigger-parameter-value", // words that KEDA takes and does not know
            "trigger-authentication");

    @Test
    void anExampleThatKedaAcceptsIsNotCalledWrong() {
        assertThat(Cases.some(CatalogueExample.all()))
                .allSatisfy(example -> assertThat(unexpected(example)).isEmpty());
    }

    private static List<Finding> unexpected(CatalogueExample example) {
        List<Finding> findings = new ArrayList<>();
        for (Finding finding : KedaValidator.forVersion(KedaVersion.V2_21)
                .validate(Manifests.parse("example.yaml", example.manifests()))
                .findings()) {
            String warned = "trigger-" + example.tree().text("warns");
            boolean expected = finding.severity() == Severity.WARNING
                    && (EXPECTED_WARNINGS.contains(finding.rule())
                            || finding.rule().equals(warned));
            if (finding.severity() != Severity.INFO && !expected) {
                findings.add(finding);
            }
        }
        return findings;
    }
}
