package io.github.keda4j.validator;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.keda4j.findings.Finding;
import io.github.keda4j.findings.Severity;
import io.github.keda4j.trigger.KedaVersion;
import io.github.keda4j.trigger.Triggers;
import io.github.keda4j.yaml.Manifests;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Manifests as people write them, two for each trigger type: if KEDA accepts a manifest and does what it says, there is
 * no finding above INFO.
 */
class FieldShapesTest {

    /** A service that scales to zero, with settings as in charts and tutorials. */
    private static final String SERVICE = """
              scaleTargetRef: {name: orders}
              minReplicaCount: 0
              maxReplicaCount: 30
              pollingInterval: 15
              cooldownPeriod: 120
              advanced:
                horizontalPodAutoscalerConfig:
                  behavior:
                    scaleUp: {policies: [{type: Percent, value: 100, periodSeconds: 15}]}
                    scaleDown: {stabilizationWindowSeconds: 300, policies: [{type: Pods, value: 2, periodSeconds: 60}]}
            """;

    /** A service that never scales to zero, with an explicit kind and a fallback. */
    private static final String STATEFUL = """
              scaleTargetRef: {apiVersion: apps/v1, kind: StatefulSet, name: orders}
              minReplicaCount: 2
              maxReplicaCount: 30
              fallback: {failureThreshold: 3, replicas: 4, behavior: currentReplicasIfHigher}
            """;

    /** The same service without a fallback, for cpu and memory, which do not support one. */
    private static final String OF_RESOURCE = """
              scaleTargetRef: {name: orders}
              minReplicaCount: 2
              maxReplicaCount: 30
            """;

    static Stream<Arguments> manifests() throws IOException {
        Map<String, CatalogueExample> plainest = new TreeMap<>();
        CatalogueExample.all()
                .filter(example -> example.tree().get("warns") == null && !example.isReadByFormula())
                .forEach(example -> plainest.putIfAbsent(example.type(), example));
        List<Arguments> all = new ArrayList<>();
        for (CatalogueExample example : plainest.values()) {
            String plain = example.manifests();
            if (example.isOfResource()) {
                all.add(Arguments.of(example.type() + " of a service", shaped(plain, OF_RESOURCE)));
                all.add(Arguments.of(example.type() + " as it is", plain));
            } else {
                all.add(Arguments.of(example.type() + " of a service", shaped(plain, SERVICE)));
                all.add(Arguments.of(
                        example.type() + " of a stateful set",
                        shaped(plain, STATEFUL).replace("kind: Deployment", "kind: StatefulSet")));
            }
        }
        return all.stream();
    }

    private static String shaped(String plain, String spec) {
        int begin = plain.indexOf("spec:\n") + "spec:\n".length();
        return plain.substring(0, begin) + spec + plain.substring(plain.indexOf("  triggers:\n"));
    }

    @Test
    void everyTypeIsAmongThem() throws IOException {
        assertThat(manifests()).hasSizeGreaterThanOrEqualTo(150);
        assertThat(manifests().map(arguments -> ((String) arguments.get()[0]).split(" ", 2)[0]))
                .containsAll(Triggers.types());
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("manifests")
    void nobodyIsToldOfAMistakeThatIsNone(String what, String manifests) {
        List<Finding> told =
                KedaValidator.forVersion(KedaVersion.V2_21)
                        .validate(Manifests.parse("field.yaml", manifests))
                        .findings()
                        .stream()
                        .filter(finding -> finding.severity() != Severity.INFO)
                        .filter(finding -> !finding.rule().equals("trigger-deprecated-type"))
                        .toList();

        assertThat(told).as(manifests).isEmpty();
    }
}
