package io.github.keda4j.provisioner;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.github.keda4j.model.ObjectReferences;
import io.github.keda4j.podidentity.association.PodIdentityAssociation;
import io.github.keda4j.podidentity.policy.PolicyDocument;
import io.github.keda4j.wiring.RoleDefinition;
import io.github.keda4j.wiring.ScalingStack;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** What several stacks describe together. What they share is there once; what they contradict each other about is refused. */
final class Descriptions {

    private final List<ScalingStack> stacks;

    Descriptions(ScalingStack... stacks) {
        this.stacks = List.of(stacks);
    }

    /**
     * A Kubernetes object.
     *
     * @param object as it is described
     * @param scaledByKeda whether KEDA owns its {@code spec.replicas}
     */
    record Manifest(HasMetadata object, boolean scaledByKeda) {}

    /** What several stacks describe is one role with the inline policies of each. */
    List<RoleDefinition> roles() {
        Map<String, RoleDefinition> byArn = new LinkedHashMap<>();
        for (ScalingStack stack : stacks) {
            stack.roles().forEach(role -> byArn.merge(role.arn(), role, Descriptions::together));
        }
        return List.copyOf(byArn.values());
    }

    private static RoleDefinition together(RoleDefinition first, RoleDefinition second) {
        String name = "IAM role " + first.role().name();
        if (!first.trustPolicy().equals(second.trustPolicy()) || !first.role().equals(second.role())) {
            throw contradiction(name, first.trustPolicy(), second.trustPolicy(), "give one of the roles another name");
        }
        Map<String, PolicyDocument> all = new LinkedHashMap<>(first.inlinePolicies());
        second.inlinePolicies().forEach((policy, document) -> {
            PolicyDocument other = all.putIfAbsent(policy, document);
            if (other != null && !other.equals(document)) {
                throw contradiction(
                        "inline policy " + policy + " of " + name, other, document, "give the roles different names");
            }
        });
        return new RoleDefinition(first.role(), first.arn(), first.trustPolicy(), all);
    }

    /** EKS takes one association for a service account. */
    List<PodIdentityAssociation> associations() {
        Map<List<String>, PodIdentityAssociation> byPod = new LinkedHashMap<>();
        for (ScalingStack stack : stacks) {
            for (PodIdentityAssociation association : stack.associations()) {
                PodIdentityAssociation other = byPod.putIfAbsent(
                        List.of(
                                association.cluster().toString(),
                                association.namespace(),
                                association.serviceAccount()),
                        association);
                if (other != null && !other.equals(association)) {
                    throw contradiction(
                            "the pod identity association of " + association.namespace() + "/"
                                    + association.serviceAccount(),
                            other,
                            association,
                            "EKS takes one for a service account: give the workloads the same role, or service accounts"
                                    + " of their own");
                }
            }
        }
        return List.copyOf(byPod.values());
    }

    /** In the order of the stacks. */
    List<Manifest> manifests() {
        Map<List<String>, Manifest> byName = new LinkedHashMap<>();
        for (ScalingStack stack : stacks) {
            for (HasMetadata object : stack.manifests()) {
                Manifest manifest = new Manifest(object, object == stack.workload());
                Manifest other = byName.putIfAbsent(keyOf(object), manifest);
                if (other != null && !other.object().equals(object)) {
                    throw contradiction(
                            ObjectReferences.of(object).toString(),
                            other.object(),
                            object,
                            "describe it in the same way, or under two names");
                }
            }
        }
        return List.copyOf(byName.values());
    }

    private static List<String> keyOf(HasMetadata object) {
        return Arrays.asList(
                object.getApiVersion(),
                object.getKind(),
                Objects.requireNonNullElse(object.getMetadata().getNamespace(), ""),
                object.getMetadata().getName());
    }

    private static ProvisioningException contradiction(String what, Object one, Object other, String advice) {
        return new ProvisioningException(
                "two stacks describe " + what + " differently: " + one + " and " + other + "; " + advice);
    }
}
