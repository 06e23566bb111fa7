package io.github.keda4j.provisioner.internal;

import java.util.List;
import java.util.Map;

/** Finds the owner of something in AWS that keda4j did not make. */
final class Foreign {

    /** Tags that tools and teams use to mark what is theirs, the most reliable first. */
    private static final List<String> SIGNATURES = List.of(
            "aws:cloudformation:stack-name",
            "managed-by",
            "ManagedBy",
            "managed_by",
            "app.kubernetes.io/managed-by",
            "alpha.eksctl.io/cluster-name",
            "services.k8s.aws/controller-version",
            "terraform",
            "Terraform",
            "owner",
            "Owner",
            "team",
            "Team");

    private Foreign() {}

    static String of(Map<String, String> tags) {
        return SIGNATURES.stream()
                .filter(tags::containsKey)
                .filter(key -> !Owner.US.equals(tags.get(key)))
                .findFirst()
                .map(key -> "somebody else (tag " + key + "=" + tags.get(key) + ")")
                .orElse("somebody else (no tag says who)");
    }
}
