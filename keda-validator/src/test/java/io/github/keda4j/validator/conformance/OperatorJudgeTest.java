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
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Objects whose triggers take parameters from their surroundings, compared with what KEDA's operator says when it builds
 * scalers. The system properties are those of {@link ObjectJudgeTest}.
 */
@Tag("judge")
class OperatorJudgeTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int AT_ONCE = 1_000;
    private static final int SHOWN = 4;

    /** What cannot work as it is written, and KEDA only logs: it goes on with a parameter that is empty. */
    private static final Set<String> LOGGED_BY_KEDA =
            Set.of("authentication-not-found", "authentication-source", "scaledobject-target-not-found");

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
        question.putArray("layers").add("operator");
        question.set("object", asked.object());
        question.set("cluster", asked.cluster());
        return question.toString();
    }

    private static String compare(ObjectCase asked, JsonNode answer, KedaVersion version, Map<String, Integer> tally) {
        JsonNode operator = answer.path("operator");
        if (operator.path("stage").asText().equals("client")) {
            tally.merge("parameters accepted, and refused by a client's library", 1, Integer::sum);
            return null;
        }
        boolean refused = operator.path("verdict").asText().equals("refuse");
        ValidationReport report = Comparison.validate(asked, version);
        boolean error = false;
        boolean logged = false;
        for (Finding finding : report.findings()) {
            if (finding.severity() == Severity.ERROR && isOfOperator(finding)) {
                error = true;
                logged |= LOGGED_BY_KEDA.contains(finding.rule());
            }
        }
        tally.merge(refused ? "refused" : logged ? "accepted, and logged" : "accepted", 1, Integer::sum);
        return refused == error || (logged && !refused)
                ? null
                : asked + "\n  KEDA: " + operator + "\n  ours: " + report;
    }

    private static boolean isOfOperator(Finding finding) {
        return KedaRules.find(finding.rule()).orElseThrow().layer() == Layer.OPERATOR;
    }
}
