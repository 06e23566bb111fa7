package io.github.keda4j.conformance.object;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.keda4j.conformance.compare.Comparison;
import io.github.keda4j.conformance.compare.Difference;
import io.github.keda4j.conformance.compare.Subject;
import io.github.keda4j.conformance.judge.Release;
import io.github.keda4j.validator.ClusterState;
import io.github.keda4j.validator.KedaValidator;
import io.github.keda4j.validator.ValidationReport;
import io.github.keda4j.yaml.Manifests;
import java.util.ArrayList;
import java.util.List;

/** An object to be applied to a fully known cluster, as seen by the layers that the question names, or by all. */
public final class ObjectSubject implements Subject {

    /** The subject for questions about objects. */
    public ObjectSubject() {}

    @Override
    public String ask() {
        return "object";
    }

    @Override
    public Comparison compare(ObjectNode question, JsonNode answer, Release release) {
        ObjectCase asked = ObjectCase.of(question);
        if (!asked.isSound(question)) {
            return Comparison.leftOut("not a question that the suites ask");
        }
        ValidationReport report = validate(asked, release);
        List<Difference> differences = new ArrayList<>();
        if (!question.path("layers").isEmpty()) {
            ObjectComparison.of(asked, answer, report)
                    .forEach((kind, keda) ->
                            differences.add(new Difference(asked.kind() + ": " + kind, report.toString(), keda)));
            return Comparison.of(differences);
        }
        String stage = answer.path("stage").asText();
        if (stage.equals("schema") || stage.equals("webhook")) {
            return Comparison.leftOut("refused before the operator sees it");
        }
        return new OperatorComparison(asked, answer, report).compare();
    }

    private static ValidationReport validate(ObjectCase asked, Release release) {
        StringBuilder cluster = new StringBuilder();
        asked.cluster().forEach(object -> cluster.append(object).append('\n'));
        if (asked.old() != null) {
            cluster.append(asked.old()).append('\n');
        }
        return KedaValidator.builder()
                .version(release.version())
                .cluster(ClusterState.of(Manifests.parse("cluster", cluster.toString()))
                        .complete())
                .build()
                .validate(Manifests.parse("object", asked.object().toString()));
    }
}
