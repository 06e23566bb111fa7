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

    /** Whether somebody has put their name in place of keda4j's. */
    static boolean hasTaken(Map<String, String> tags) {
        return tags.containsKey(Owner.MANAGED_BY)
                && !Owner.US.equals(tags.get(Owner.MANAGED_BY))
                && !tags.containsKey(Owner.ADOPTED_TAG);
    }

    /** Why something that carries tags of stacks is not removed with those stacks. */
    static String whyItStays(Map<String, String> tags) {
        if (tags.containsKey(Owner.ADOPTED_TAG)) {
            return "it existed before it was adopted.";
        }
        return hasTaken(tags)
                ? "it belongs to " + of(tags) + "."
                : "its tag " + Owner.MANAGED_BY + "=" + Owner.US + " is gone, so it may belong to somebody else.";
    }

    static String of(Map<String, String> tags) {
        return SIGNATURES.stream()
                .filter(tags::containsKey)
                .filter(key -> !Owner.US.equals(tags.get(key)))
                .findFirst()
                .map(key -> "somebody else (tag " + key + "=" + tags.get(key) + ")")
                .orElse("somebody else (no tag says who)");
    }
}
