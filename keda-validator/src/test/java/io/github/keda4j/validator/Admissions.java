package io.github.keda4j.validator;

import io.github.keda4j.findings.Finding;
import io.github.keda4j.trigger.KedaVersion;
import io.github.keda4j.yaml.Manifests;
import java.util.List;

/** Short manifests of KEDA's kinds, clusters of such manifests, and what a cluster with nothing else has to say. */
final class Admissions {

    static final String CRON =
            "{type: cron, metadata: {timezone: UTC, start: 0 8 * * *, end: 0 9 * * *, desiredReplicas: '2'}}";

    private Admissions() {}

    static String object(String kind, String name, String spec) {
        return "---\n{apiVersion: keda.sh/v1alpha1, kind: " + kind + ", metadata: {name: " + name
                + ", namespace: shop}, spec: {" + spec + "}}\n";
    }

    static String scaledObject(String name, String target, String more) {
        return object("ScaledObject", name, "scaleTargetRef: {" + target + "}, triggers: [" + CRON + "]" + more);
    }

    static List<Finding> validateComplete(String... manifests) {
        return Validations.validate(KedaVersion.V2_21, ClusterState.unknown().complete(), manifests);
    }

    static ClusterState cluster(String... manifests) {
        return ClusterState.of(Manifests.parse("cluster.yaml", String.join("", manifests)));
    }
}
