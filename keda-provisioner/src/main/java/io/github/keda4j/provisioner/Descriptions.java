package io.github.keda4j.provisioner;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import io.github.keda4j.keda.v1alpha1.ScaledObject;
import io.github.keda4j.keda.v1alpha1.TriggerAuthentication;
import io.github.keda4j.model.ObjectReferences;
import io.github.keda4j.podidentity.association.PodIdentityAssociation;
import io.github.keda4j.podidentity.policy.PolicyDocument;
import io.github.keda4j.provisioner.ProvisioningException.Reason;
import io.github.keda4j.provisioner.internal.AssociationForm;
import io.github.keda4j.provisioner.internal.Differences;
import io.github.keda4j.provisioner.internal.Hashes;
import io.github.keda4j.provisioner.internal.Owner;
import io.github.keda4j.provisioner.internal.RoleShare;
import io.github.keda4j.wiring.EksCluster;
import io.github.keda4j.wiring.RoleDefinition;
import io.github.keda4j.wiring.ScalingStack;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The combined description of several stacks. What they share appears once; contradictions between them are refused.
 */
final class Descriptions {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final KubernetesSerialization KUBERNETES = new KubernetesSerialization();

    private static final String AUTHENTICATION = "TriggerAuthentication";

    /** How many hexadecimal digits a hash has. */
    static final int HASH_DIGITS = 64;

    private final List<ScalingStack> stacks;

    Descriptions(ScalingStack... stacks) {
        this.stacks = List.of(stacks);
    }

    /**
     * A Kubernetes object.
     *
     * @param object the object as described
     * @param scaledByKeda whether KEDA owns its {@code spec.replicas}
     * @param owners the stacks that describe it
     */
    record Manifest(HasMetadata object, boolean scaledByKeda, Set<Owner> owners) {}

    /**
     * An association.
     *
     * @param association the association as described
     * @param owners the stacks that describe it
     */
    record Association(PodIdentityAssociation association, Set<Owner> owners) {}

    boolean isEmpty() {
        return stacks.isEmpty();
    }

    /** The cluster, which must be the same for all stacks. */
    EksCluster cluster() {
        Set<String> arns = new TreeSet<>();
        stacks.forEach(stack -> arns.add(stack.cluster().arn()));
        if (arns.size() != 1) {
            throw new ProvisioningException(
                    Reason.CONTRADICTION,
                    "The stacks belong to " + arns.size() + " clusters: " + String.join(", ", arns)
                            + ". Plan the stacks of each cluster with a provisioner for that cluster.");
        }
        return stacks.get(0).cluster();
    }

    Set<Owner> owners() {
        Set<Owner> owners = new TreeSet<>();
        stacks.forEach(stack -> owners.add(Owner.of(stack)));
        return owners;
    }

    /**
     * Refuses stacks of the same name with different objects: a stack is known by the name of its workload, so each of them
     * would remove the objects of the other.
     */
    void checkNames() {
        Map<Owner, Set<String>> targets = new TreeMap<>();
        for (ScalingStack stack : stacks) {
            Owner owner = Owner.of(stack);
            Set<String> own = new TreeSet<>();
            stack.manifests()
                    .forEach(object -> own.add(ObjectReferences.of(object).toString()));
            Set<String> first = targets.computeIfAbsent(owner, one -> own);
            if (!first.equals(own)) {
                throw contradiction(
                        "the workload " + owner.namespace() + "/" + owner.workload(),
                        List.of(String.join(", ", first) + " -> " + String.join(", ", own)),
                        "A stack is known by the name of its workload: give one of the workloads another name.");
            }
        }
    }

    /** The roles of all stacks. A role that several stacks describe gets the inline policies of all of them. */
    List<RoleShare> roles() {
        Map<String, RoleDefinition> byArn = new LinkedHashMap<>();
        Map<String, Map<Owner, Set<String>>> policies = new LinkedHashMap<>();
        for (ScalingStack stack : stacks) {
            for (RoleDefinition role : stack.roles()) {
                byArn.merge(role.arn(), role, Descriptions::together);
                policies.computeIfAbsent(role.arn(), arn -> new TreeMap<>())
                        .computeIfAbsent(Owner.of(stack), owner -> new TreeSet<>())
                        .addAll(role.inlinePolicies().keySet());
            }
        }
        return byArn.values().stream()
                .map(role -> new RoleShare(role, Objects.requireNonNull(policies.get(role.arn()))))
                .toList();
    }

    private static RoleDefinition together(RoleDefinition first, RoleDefinition second) {
        String name = "IAM role " + first.role().name();
        if (!first.trustPolicy().equals(second.trustPolicy()) || !first.role().equals(second.role())) {
            throw contradiction(
                    name,
                    first.trustPolicy().diff(second.trustPolicy()).lines(),
                    "Give one of the roles another name.");
        }
        Map<String, PolicyDocument> all = new LinkedHashMap<>(first.inlinePolicies());
        second.inlinePolicies().forEach((policy, document) -> {
            PolicyDocument other = all.putIfAbsent(policy, document);
            if (other != null && !other.equals(document)) {
                throw contradiction(
                        "inline policy " + policy + " of " + name,
                        other.diff(document).lines(),
                        "Give the roles different names.");
            }
        });
        return new RoleDefinition(first.role(), first.arn(), first.trustPolicy(), all);
    }

    /** The associations of all stacks. EKS allows only one per service account. */
    Collection<Association> associations() {
        Map<List<String>, Association> byPod = new LinkedHashMap<>();
        for (ScalingStack stack : stacks) {
            for (PodIdentityAssociation association : stack.associations()) {
                Association shared = byPod.computeIfAbsent(
                        List.of(association.namespace(), association.serviceAccount()),
                        pod -> new Association(association, new TreeSet<>()));
                shared.owners().add(Owner.of(stack));
                if (!shared.association().equals(association)) {
                    throw contradiction(
                            "the pod identity association of " + association.namespace() + "/"
                                    + association.serviceAccount(),
                            List.of(shared.association() + " -> " + association),
                            "EKS allows one per service account. Give the workloads the same role, or separate"
                                    + " service accounts.");
                }
            }
        }
        return byPod.values();
    }

    /** The Kubernetes objects of all stacks, in the order of the stacks. */
    Collection<Manifest> manifests() {
        Map<List<String>, Manifest> byName = new LinkedHashMap<>();
        for (ScalingStack stack : stacks) {
            for (HasMetadata object : stack.manifests()) {
                Manifest shared = byName.computeIfAbsent(
                        keyOf(object), key -> new Manifest(object, object == stack.workload(), new TreeSet<>()));
                shared.owners().add(Owner.of(stack));
                if (!shared.object().equals(object)) {
                    throw contradiction(
                            ObjectReferences.of(object).toString(),
                            Differences.between(tree(shared.object()), tree(object)),
                            "Describe it the same way in both stacks, or give each stack its own object.");
                }
            }
        }
        return byName.values();
    }

    /** {@code namespace/workload} of each stack, sorted. */
    List<String> names() {
        return owners().stream()
                .map(owner -> owner.namespace() + "/" + owner.workload())
                .sorted()
                .toList();
    }

    /** A hash of each description, by target, without the values of environment variables and secrets. */
    Map<String, String> hashes() {
        Map<String, String> hashes = new TreeMap<>();
        roles().forEach(role -> hashes.put(role.target(), hash(role.text())));
        associations()
                .forEach(one -> hashes.put(
                        AssociationForm.target(one.association()), hash(AssociationForm.text(one.association()))));
        manifests()
                .forEach(manifest -> hashes.put(
                        ObjectReferences.of(manifest.object()).toString(),
                        hash(Differences.shown((ObjectNode) tree(manifest.object())))));
        return hashes;
    }

    static String hash(String text) {
        return Hashes.of(text, HASH_DIGITS);
    }

    /** The values of environment variables and secrets in the described objects, object by object. */
    List<String> hiddenValues() {
        Map<String, List<String>> byTarget = new TreeMap<>();
        manifests().forEach(manifest -> {
            List<String> values = Differences.hidden(tree(manifest.object()));
            if (!values.isEmpty()) {
                byTarget.put(ObjectReferences.of(manifest.object()).toString(), values);
            }
        });
        List<String> all = new ArrayList<>();
        byTarget.forEach((target, values) -> {
            all.add(target);
            all.addAll(values);
        });
        return all;
    }

    /**
     * The ScaledObjects.
     *
     * @param secrets receives the values that must not be shown
     */
    List<ScaledObject> scaledObjects(Set<String> secrets) {
        List<ScaledObject> all = new ArrayList<>();
        manifests().forEach(manifest -> {
            secrets.addAll(Differences.hidden(tree(manifest.object())));
            if (manifest.object() instanceof ScaledObject scaledObject) {
                all.add(scaledObject);
            }
        });
        return all;
    }

    Set<String> namespaces() {
        Set<String> namespaces = new LinkedHashSet<>();
        manifests()
                .forEach(manifest ->
                        namespaces.add(manifest.object().getMetadata().getNamespace()));
        return namespaces;
    }

    /** The namespaces that may have associations of the stacks. */
    Set<String> associationNamespaces() {
        Set<String> namespaces = new TreeSet<>(namespaces());
        stacks.forEach(stack -> namespaces.add(stack.operator().namespace()));
        return namespaces;
    }

    /** The service accounts of the operators. */
    Set<String> operatorAccounts() {
        Set<String> accounts = new TreeSet<>();
        stacks.forEach(stack -> accounts.add(stack.operator().serviceAccount()));
        return accounts;
    }

    /** The ARNs of roles that stacks refer to but do not describe. */
    Set<String> existingRoles() {
        Set<String> arns = new TreeSet<>();
        associations().forEach(one -> arns.add(one.association().role().toString()));
        manifests().forEach(manifest -> {
            if (manifest.object() instanceof TriggerAuthentication authentication
                    && authentication.getSpec() != null
                    && authentication.getSpec().getPodIdentity() != null
                    && authentication.getSpec().getPodIdentity().getRoleArn() != null) {
                arns.add(authentication.getSpec().getPodIdentity().getRoleArn());
            }
        });
        roles().forEach(role -> arns.remove(role.definition().arn()));
        return arns;
    }

    /** The trigger authentications that ScaledObjects refer to, as plans name them. */
    Set<String> authentications() {
        Set<String> targets = new TreeSet<>();
        manifests().forEach(manifest -> {
            if (manifest.object() instanceof ScaledObject) {
                String namespace = manifest.object().getMetadata().getNamespace();
                for (JsonNode trigger : tree(manifest.object()).at("/spec/triggers")) {
                    JsonNode reference = trigger.path("authenticationRef");
                    if (reference.path("kind").asText(AUTHENTICATION).equals(AUTHENTICATION)) {
                        targets.add(AUTHENTICATION + " " + namespace + "/"
                                + reference.path("name").asText());
                    }
                }
            }
        });
        return targets;
    }

    private static JsonNode tree(HasMetadata object) {
        try {
            return JSON.readTree(KUBERNETES.asJson(object));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("fabric8 serialized an object as invalid JSON", e);
        }
    }

    private static List<String> keyOf(HasMetadata object) {
        return Arrays.asList(
                object.getApiVersion(),
                object.getKind(),
                Objects.requireNonNullElse(object.getMetadata().getNamespace(), ""),
                object.getMetadata().getName());
    }

    private static ProvisioningException contradiction(String what, List<String> differences, String advice) {
        return new ProvisioningException(
                Reason.CONTRADICTION,
                "Two stacks describe " + what + " differently: " + String.join("; ", differences) + ". " + advice);
    }
}
