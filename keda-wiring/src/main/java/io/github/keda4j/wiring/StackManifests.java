package io.github.keda4j.wiring;

import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.ArrayList;
import java.util.List;

/** The Kubernetes objects of a stack. */
final class StackManifests {

    private StackManifests() {}

    static List<HasMetadata> of(StackPlan plan) {
        List<HasMetadata> manifests = new ArrayList<>();
        manifests.add(plan.stack().serviceAccount());
        manifests.add(plan.stack().workload());
        manifests.addAll(plan.authentications().manifests().values());
        manifests.add(plan.stack().scaledObject());
        return List.copyOf(manifests);
    }
}
