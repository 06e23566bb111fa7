package io.github.keda4j.validator;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.keda4j.findings.Finding;
import io.github.keda4j.findings.Severity;
import io.github.keda4j.trigger.KedaVersion;
import io.github.keda4j.trigger.Triggers;
import io.github.keda4j.yaml.Manifests;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

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

    /** Returns the manifests by what they are. */
    private static Map<String, String> manifests() {
        Map<String, CatalogueExample> plainest = new TreeMap<>();
        CatalogueExample.all().stream()
                .filter(example -> example.tree().get("warns") == null && !example.isReadByFormula())
                .forEach(example -> plainest.putIfAbsent(example.type(), example));
        Map<String, String> all = new LinkedHashMap<>();
        for (CatalogueExample example : plainest.values()) {
            String plain = example.manifests();
            if (example.isOfResource()) {
                all.put(example.type() + " of a service", shaped(plain, OF_RESOURCE));
                all.put(example.type() + " as it is", plain);
            } else {
                all.put(example.type() + " of a service", shaped(plain, SERVICE));
                all.put(
                        example.type() + " of a stateful set",
                        shaped(plain, STATEFUL).replace("kind: Deployment", "kind: StatefulSet"));
            }
        }
        return all;
    }

    private static String shaped(String plain, String spec) {
        int begin = plain.indexOf("spec:\n") + "spec:\n".length();
        return plain.substring(0, begin) + spec + plain.substring(plain.indexOf("  triggers:\n"));
    }

    @Test
    void everyTypeIsAmongThem() {
        assertThat(manifests()).hasSizeGreaterThanOrEqualTo(150);
        assertThat(manifests().keySet().stream().map(what -> what.split(" ", 2)[0]))
                .containsAll(Triggers.types());
    }

    @Test
    void nobodyIsToldOfAMistakeThatIsNone() {
        assertThat(Cases.some(List.copyOf(manifests().values())))
                .allSatisfy(manifests -> assertThat(told(manifests)).isEmpty());
    }

    private static List<Finding> told(String manifests) {
        return KedaValidator.forVersion(KedaVersion.V2_21)
                .validate(Manifests.parse("field.yaml", manifests))
                .findings()
                .stream()
                .filter(finding -> finding.severity() != Severity.INFO)
                .filter(finding -> !finding.rule().equals("trigger-deprecated-type"))
                .toList();
    }
}
