package io.github.keda4j.provisioner.internal;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import io.github.keda4j.findings.Pointer;
import io.github.keda4j.model.ObjectReferences;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Compares the objects that a stack describes with what the API server has.
 *
 * <p>What was last described stands in an annotation, as {@code kubectl apply} does it: only so can a field be told that
 * is no longer described from one that KEDA or the API server added.
 */
public final class ObjectPlanner {

    /** The annotation that holds what was last described, as JSON. */
    public static final String LAST_APPLIED = "keda4j.github.io/last-applied-configuration";

    private static final ObjectMapper JSON = new ObjectMapper();

    private final KubernetesClient client;
    private final KubernetesSerialization serialization;

    /**
     * A planner that reads through the given client.
     *
     * @param client only read from
     */
    public ObjectPlanner(KubernetesClient client) {
        this.client = client;
        this.serialization = client.getKubernetesSerialization();
    }

    /**
     * What needs to be written for the object to be as described.
     *
     * @param desired the object as described
     * @param replicasAreKedas whether KEDA scales this object: then {@code spec.replicas} counts on creation only
     * @return empty where the API server has it so already
     */
    public Optional<ExecutableChange> plan(HasMetadata desired, boolean replicasAreKedas) {
        ObjectNode described = tree(desired);
        described.remove("status");
        ObjectNode kept = described.deepCopy();
        if (replicasAreKedas && kept.get("spec") instanceof ObjectNode spec) {
            spec.remove("replicas");
        }
        HasMetadata live = client.resource(desired).get();
        if (live == null) {
            annotate(described, kept);
            return Optional.of(new ObjectChange.Create(
                    ObjectReferences.of(desired).toString(), read(described, desired), desired, replicasAreKedas));
        }
        ObjectNode liveTree = tree(live);
        ObjectNode lastApplied = lastApplied(live);
        ObjectNode wanted = kept.deepCopy();
        annotate(wanted, kept);
        ObjectNode patch = MergePatch.between(lastApplied, wanted, liveTree);
        if (patch.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new ObjectChange.Patch(
                ObjectReferences.of(desired).toString(), desired, patch.toString(), describe(patch)));
    }

    /**
     * What needs to be written for the object to be gone.
     *
     * @param desired the object as it was described
     * @return empty where it is not there, or was not made by a plan of ours
     */
    public Optional<ExecutableChange> planRemoval(HasMetadata desired) {
        HasMetadata live = client.resource(desired).get();
        return live == null || annotation(live) == null
                ? Optional.empty()
                : Optional.of(
                        new ObjectChange.Delete(ObjectReferences.of(desired).toString(), desired));
    }

    private static void annotate(ObjectNode object, ObjectNode lastApplied) {
        object.withObjectProperty("metadata")
                .withObjectProperty("annotations")
                .put(LAST_APPLIED, lastApplied.toString());
    }

    private static ObjectNode lastApplied(HasMetadata live) {
        String text = annotation(live);
        try {
            return text != null && JSON.readTree(text) instanceof ObjectNode object ? object : JSON.createObjectNode();
        } catch (JsonProcessingException brokenByHand) {
            return JSON.createObjectNode();
        }
    }

    private static @Nullable String annotation(HasMetadata live) {
        Map<String, String> annotations = live.getMetadata().getAnnotations();
        return annotations == null ? null : annotations.get(LAST_APPLIED);
    }

    /** The fields that a patch touches, a line each: {@code /spec/maxReplicaCount: 10}. */
    private static List<String> describe(ObjectNode patch) {
        return PatchDescription.linesOf(
                patch, Pointer.to("metadata", "annotations", LAST_APPLIED).toString());
    }

    private ObjectNode tree(HasMetadata object) {
        try {
            JsonNode tree = JSON.readTree(serialization.asJson(object));
            return (ObjectNode) tree;
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(
                    "fabric8 wrote " + ObjectReferences.of(object) + " as something that is not JSON", e);
        }
    }

    private HasMetadata read(ObjectNode tree, HasMetadata like) {
        return serialization.unmarshal(tree.toString(), like.getClass());
    }
}
