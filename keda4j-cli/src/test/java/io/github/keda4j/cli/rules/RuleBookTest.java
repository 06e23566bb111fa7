package io.github.keda4j.cli.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.keda4j.cli.Cli;
import io.github.keda4j.findings.Severity;
import io.github.keda4j.trigger.KedaVersion;
import io.github.keda4j.validator.KedaValidator;
import io.github.keda4j.yaml.Manifests;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every rule can be looked up, and its examples fail and pass as they should. */
class RuleBookTest {

    static List<RuleText> ofTexts() {
        return RuleBook.all().stream()
                .filter(text -> text.area() == RuleText.Area.TEXT && text.hasExamples())
                .toList();
    }

    @Test
    void everyRuleSaysWhatMustBeSoAndWhy() {
        assertThat(RuleBook.ids()).doesNotHaveDuplicates().hasSizeGreaterThan(150);
        assertThat(RuleBook.all()).allSatisfy(text -> {
            assertThat(text.title()).endsWith(".");
            assertThat(text.why()).isNotBlank();
        });
    }

    @ParameterizedTest
    @MethodSource("ofTexts")
    void theFailingExampleOfARuleAboutTextsFailsAndThePassingOneDoesNot(RuleText text) {
        assertThat(Cli.runWith(text.failing(), "lint", "--config=/dev/null", "-")
                        .out())
                .contains("[" + text.id() + "]");
        assertThat(Cli.runWith(text.passing(), "lint", "--config=/dev/null", "-")
                        .out())
                .doesNotContain("[" + text.id() + "]")
                .contains("no errors");
    }

    @Test
    void theExamplesOfTriggerRulesAreWhatTheySay() {
        assertThat(RuleBook.all())
                .filteredOn(text -> text.area() == RuleText.Area.TRIGGER)
                .isNotEmpty()
                .allSatisfy(text -> {
                    Map<String, Severity> failing = findings(KedaVersion.latest(), text.failing());
                    // Some rules apply only to older releases.
                    Severity found = failing.containsKey(text.id())
                            ? failing.get(text.id())
                            : findings(KedaVersion.V2_20, text.failing()).get(text.id());
                    assertThat(found).as(text.id()).isEqualTo(text.severity());
                    Map<String, Severity> passing = findings(KedaVersion.latest(), text.passing());
                    assertThat(passing.values()).as(text.id()).doesNotContain(Severity.ERROR);
                    assertThat(passing).doesNotContainKey(text.id());
                });
    }

    @Test
    void onlyRulesAboutFilesHaveNoExample() {
        assertThat(RuleBook.all())
                .filteredOn(text -> !text.hasExamples())
                .extracting(RuleText::id)
                .allMatch(id -> id.startsWith("input-"));
    }

    private static Map<String, Severity> findings(KedaVersion version, String manifests) {
        Map<String, Severity> findings = new LinkedHashMap<>();
        KedaValidator.forVersion(version)
                .validate(Manifests.parse("example.yaml", manifests))
                .findings()
                .forEach(finding -> findings.put(finding.rule(), finding.severity()));
        return findings;
    }

    @Test
    void aRuleIsExplainedWithExamplesAndHowToLeaveItOut() {
        Cli result = Cli.run("explain", "[trigger-missing-parameter]");
        assertThat(result.exitCode()).isZero();
        assertThat(result.out())
                .startsWith("trigger-missing-parameter (error, reported by KEDA's operator)\n")
                .contains("Fails:\n    apiVersion:")
                .contains("Passes:\n    apiVersion:")
                .contains("validator.keda4j.io/ignore: trigger-missing-parameter");
    }

    @Test
    void aRuleOfATriggerTypeIsExplainedInTheWordsOfItsPage() {
        assertThat(Cli.run("explain", "trigger-queue-url").out())
                .contains("queueURL, if it is a URL, must have an account and a queue in its path, and nothing else.");
    }

    @Test
    void anUnknownRuleGetsTheNearestOne() {
        Cli result = Cli.run("explain", "trigger-mising-parameter");
        assertThat(result.exitCode()).isEqualTo(2);
        assertThat(result.err()).contains("Did you mean trigger-missing-parameter?");
    }

    @Test
    void allRulesAreListedByWhatTheyAreAbout() {
        assertThat(Cli.run("explain").out())
                .contains("Files and texts\n  input-unreadable")
                .contains("Advice\n")
                .contains("  trigger-queue-url ");
    }
}
