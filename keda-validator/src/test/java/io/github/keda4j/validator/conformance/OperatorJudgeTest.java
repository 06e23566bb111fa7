package io.github.keda4j.validator.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.keda4j.findings.Finding;
import io.github.keda4j.findings.Severity;
import io.github.keda4j.trigger.KedaVersion;
import io.github.keda4j.validator.KedaRules;
import io.github.keda4j.validator.Layer;
import io.github.keda4j.validator.ValidationReport;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Objects whose triggers take parameters from their surroundings, compared with what KEDA's operator says when it builds the
 * scaler of each trigger, and the API server of the autoscaler that it makes then. The system properties are those of
 * {@link ObjectJudgeTest}, which has what the API server and the webhook say before.
 */
@Tag("judge")
class OperatorJudgeTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int AT_ONCE = 1_000;
    private static final int SHOWN = 4;

    /** What cannot work as it is written, and KEDA only logs: it goes on with a parameter that is empty. */
    private static final Set<String> LOGGED_BY_KEDA = Set.of("authentication-not-found", "authentication-source");

    /** What the operator passes on, and the API server refuses in the autoscaler. */
    private static final String OF_AUTOSCALER = "trigger-target";

    @ParameterizedTest
    @EnumSource(
            value = KedaVersion.class,
            names = {"V2_20", "V2_21"})
    void generatedObjectsGetTheVerdictOfTheOperator(KedaVersion version, TestReporter reporter) throws IOException {
        Optional<Path> program = Judge.program(version);
        Assumptions.assumeTrue(
                program.isPresent(),
                "No judge of KEDA " + version
                        + ": set the system property keda4j.judge.dir to the folder of its program.");
        long seed = Long.getLong("keda4j.judge.seed", System.nanoTime());
        int count = Integer.getInteger("keda4j.judge.objects", 6_000);
        OperatorGenerator generator = new OperatorGenerator(seed);
        List<String> disagreements = new ArrayList<>();
        Map<String, Integer> tally = new TreeMap<>();
        try (Judge judge = Judge.start(program.orElseThrow())) {
            for (int left = count; left > 0; left -= AT_ONCE) {
                List<ObjectCase> cases = generator.cases(Math.min(left, AT_ONCE));
                List<JsonNode> answers = judge.ask(
                        cases.stream().map(OperatorJudgeTest::question).toList());
                for (int i = 0; i < cases.size(); i++) {
                    String difference = compare(cases.get(i), answers.get(i), version, tally);
                    if (difference != null) {
                        disagreements.add(disagreements.size() < SHOWN ? difference : "another one");
                    }
                }
            }
        }
        reporter.publishEntry("KEDA " + version + ", objects of seed " + seed, tally.toString());
        assertThat(disagreements).as("seed %d", seed).isEmpty();
    }

    private static String question(ObjectCase asked) {
        ObjectNode question = JSON.createObjectNode();
        question.put("ask", "object").put("reachable", true);
        question.set("object", asked.object());
        question.set("cluster", asked.cluster());
        return question.toString();
    }

    private static @Nullable String compare(
            ObjectCase asked, JsonNode answer, KedaVersion version, Map<String, Integer> tally) {
        String stage = answer.path("stage").asText();
        if (stage.equals("schema") || stage.equals("webhook")) {
            tally.merge("refused before the operator sees it", 1, Integer::sum);
            return null;
        }
        ValidationReport report = Comparison.validate(asked, version);
        List<Finding> errors = report.findings().stream()
                .filter(OperatorJudgeTest::isErrorOfOperator)
                .toList();
        String difference = new Operators(asked, answer, errors, tally).compare();
        return difference == null
                ? null
                : difference + ": " + asked + "\n  KEDA: " + answer.path("operator") + "\n  " + answer.path("reconcile")
                        + "\n  ours: " + report;
    }

    private static boolean isErrorOfOperator(Finding finding) {
        return finding.severity() == Severity.ERROR
                && KedaRules.find(finding.rule()).orElseThrow().layer() == Layer.OPERATOR;
    }

    private static boolean isLogged(Finding finding) {
        return LOGGED_BY_KEDA.contains(finding.rule());
    }

    /**
     * The operator's answer beside the errors that were found.
     *
     * @param tally how many got which verdict
     */
    private record Operators(ObjectCase asked, JsonNode answer, List<Finding> errors, Map<String, Integer> tally) {

        /** The difference in words; null if there is none. */
        @Nullable
        String compare() {
            JsonNode triggers = answer.path("operator").path("triggers");
            boolean byClient = false;
            for (int i = 0; i < triggers.size(); i++) {
                boolean found = hasErrorOf(i);
                if (triggers.get(i).path("stage").asText().equals("client") && !found) {
                    byClient = true;
                } else if (isRefused(triggers.get(i)) && !found) {
                    return "trigger " + i + " is refused";
                } else if (!isRefused(triggers.get(i)) && !isAccepted(i)) {
                    return "trigger " + i + " is accepted";
                }
            }
            // Certificates, connection strings and the like are read by libraries, not by KEDA.
            if (byClient) {
                count("accepted by KEDA, and refused by a client's library");
                return null;
            }
            return compareWhole();
        }

        private @Nullable String compareWhole() {
            boolean operator = isRefused(answer.path("operator"));
            boolean refused = operator || isRefused(answer.path("reconcile"));
            boolean found = !errors.stream().allMatch(OperatorJudgeTest::isLogged);
            count(operator ? "refused by the operator" : refused ? "refused as an autoscaler" : "accepted");
            if (refused) {
                return found || (operator && !errors.isEmpty()) ? null : "the whole is refused";
            }
            return found ? "the whole is accepted" : null;
        }

        /** Whether an error explains why a trigger is refused: one of its own, of its authentication, or of the whole object. */
        private boolean hasErrorOf(int index) {
            return errors.stream().anyMatch(error -> {
                int other = triggerOf(error);
                return other < 0
                        || (other == index && !error.rule().equals(OF_AUTOSCALER))
                        || (error.pointer().contains("/authenticationRef")
                                && reference(other).equals(reference(index)));
            });
        }

        private boolean isAccepted(int index) {
            return errors.stream()
                    .filter(error -> triggerOf(error) == index && !error.rule().equals(OF_AUTOSCALER))
                    .allMatch(OperatorJudgeTest::isLogged);
        }

        /** What a trigger refers to, as kind and name. */
        private String reference(int index) {
            JsonNode reference = asked.object().at("/spec/triggers/" + index + "/authenticationRef");
            return reference.path("kind").asText("TriggerAuthentication")
                    + reference.path("name").asText();
        }

        /** The place of the trigger that an error is about; -1 if it is about something else. */
        private static int triggerOf(Finding error) {
            String[] steps = error.pointer().split("/");
            return steps.length > 3 && steps[2].equals("triggers") ? Integer.parseInt(steps[3]) : -1;
        }

        private static boolean isRefused(JsonNode ruling) {
            return ruling.path("verdict").asText().equals("refuse");
        }

        private void count(String verdict) {
            tally.merge(verdict, 1, Integer::sum);
        }
    }
}
