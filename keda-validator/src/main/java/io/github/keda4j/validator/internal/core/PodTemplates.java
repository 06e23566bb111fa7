package io.github.keda4j.validator.internal.core;

import io.github.keda4j.yaml.tree.Node;
import org.jspecify.annotations.Nullable;

/** Finds the pods of the workload that an object scales. */
public final class PodTemplates {

    private PodTemplates() {}

    /** The specification of the pods of a ScaledObject's workload or of a ScaledJob's jobs; null if it is unknown. */
    public static Node.@Nullable Mapping of(Subject subject, Bundle bundle) {
        Node.Mapping spec = subject.spec();
        if (subject.is(KedaKind.SCALED_JOB)) {
            return in(spec.mapping("jobTargetRef"));
        }
        ScaleTarget target = ScaleTarget.of(spec.mapping("scaleTargetRef"));
        Subject workload = target.name().isEmpty()
                ? null
                : bundle.find(target.group(), target.kind(), subject.namespace(), target.name());
        return workload == null ? null : in(workload.spec());
    }

    /** The pod specification inside the specification of a workload; null if there is none. */
    public static Node.@Nullable Mapping in(Node.@Nullable Mapping workload) {
        return Trees.map(Trees.map(workload, "template"), "spec");
    }
}
