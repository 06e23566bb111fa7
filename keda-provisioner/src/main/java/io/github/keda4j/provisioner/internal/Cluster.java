package io.github.keda4j.provisioner.internal;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.StatusCause;
import io.fabric8.kubernetes.api.model.StatusDetails;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.github.keda4j.model.ObjectReferences;
import java.net.HttpURLConnection;
import java.util.List;
import java.util.Optional;

/**
 * Reads and writes Kubernetes objects as trees, and retries every call. All writes are our own server-side
 * applies.
 */
final class Cluster {

    /** The field manager. */
    static final String MANAGER = "keda4j";

    static final ObjectMapper JSON = new ObjectMapper();

    private final Clients clients;

    Cluster(Clients clients) {
        this.clients = clients;
    }

    static String target(HasMetadata object) {
        return ObjectReferences.of(object).toString();
    }

    Optional<ObjectNode> get(HasMetadata object) {
        return Optional.ofNullable(clients.retry()
                        .call(
                                "read " + target(object),
                                () -> clients.kubernetes().resource(object).get()))
                .map(this::tree);
    }

    ObjectNode tree(HasMetadata object) {
        try {
            return (ObjectNode) JSON.readTree(
                    clients.kubernetes().getKubernetesSerialization().asJson(object));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("fabric8 serialized " + target(object) + " as invalid JSON", e);
        }
    }

    /** Applies the object. A dry run changes nothing and returns the object as an apply would store it. */
    ObjectNode apply(HasMetadata object, ObjectNode configuration, boolean force, boolean dryRun) {
        PatchContext context = new PatchContext.Builder()
                .withPatchType(PatchType.SERVER_SIDE_APPLY)
                .withFieldManager(MANAGER)
                .withFieldValidation("Strict")
                .withForce(force)
                .withDryRun(dryRun ? List.of("All") : null)
                .build();
        return tree(clients.retry()
                .call(
                        (dryRun ? "try " : "apply ") + target(object),
                        () -> clients.kubernetes().resource(object).patch(context, configuration.toString()),
                        refusal -> !dryRun
                                && refusal instanceof KubernetesClientException refused
                                && isManagedByAnother(refused)));
    }

    /** Removes only our labels, our annotations and our ownership of fields. */
    void release(
            HasMetadata object, ObjectNode live, List<String> labels, List<String> annotations, boolean ownership) {
        ArrayNode patch = JSON.createArrayNode();
        // Optimistic locking: the server compares this with its current version.
        add(patch, "replace", "/metadata/resourceVersion", live.at("/metadata/resourceVersion"));
        for (String label : labels) {
            remove(patch, live, "labels", label);
        }
        for (String annotation : annotations) {
            remove(patch, live, "annotations", annotation);
        }
        if (ownership) {
            ArrayNode others = JSON.createArrayNode();
            live.at("/metadata/managedFields").forEach(entry -> {
                if (!entry.path("manager").asText().equals(MANAGER)) {
                    others.add(entry);
                }
            });
            if (others.isEmpty()) {
                // A single empty entry means that nobody owns any field.
                others.addObject();
            }
            add(patch, "replace", "/metadata/managedFields", others);
        }
        clients.retry()
                .call(
                        "release " + target(object),
                        () -> clients.kubernetes()
                                .resource(object)
                                .patch(
                                        new PatchContext.Builder()
                                                .withPatchType(PatchType.JSON)
                                                .withFieldManager(MANAGER)
                                                .build(),
                                        patch.toString()));
    }

    private static void remove(ArrayNode patch, ObjectNode live, String field, String key) {
        if (live.at("/metadata/" + field).has(key)) {
            patch.addObject()
                    .put("op", "remove")
                    .put(
                            "path",
                            "/metadata/" + field + "/" + key.replace("~", "~0").replace("/", "~1"));
        }
    }

    private static void add(ArrayNode patch, String op, String path, JsonNode value) {
        patch.addObject().put("op", op).put("path", path).set("value", value);
    }

    /** Deletes exactly the object that was read, not another of the same name. */
    void delete(HasMetadata object, ObjectNode live) {
        ObjectNode options =
                JSON.createObjectNode().put("kind", "DeleteOptions").put("apiVersion", "v1");
        options.put("propagationPolicy", "Background");
        ObjectNode preconditions = options.putObject("preconditions");
        preconditions.set("uid", live.at("/metadata/uid"));
        preconditions.set("resourceVersion", live.at("/metadata/resourceVersion"));
        clients.retry().call("delete " + target(object), () -> {
            clients.kubernetes().raw(path(object), "DELETE", options.toString());
            return true;
        });
    }

    private static String path(HasMetadata object) {
        String version = object.getApiVersion();
        return (version.contains("/") ? "/apis/" : "/api/") + version + "/namespaces/"
                + object.getMetadata().getNamespace() + "/" + object.getPlural() + "/"
                + object.getMetadata().getName();
    }

    /** Whether an apply was refused because others own some of its fields. */
    static List<StatusCause> fieldConflicts(KubernetesClientException refused) {
        return Optional.ofNullable(refused.getStatus())
                .map(status -> status.getDetails())
                .map(StatusDetails::getCauses)
                .stream()
                .flatMap(List::stream)
                .filter(cause -> "FieldManagerConflict".equals(cause.getReason()))
                .toList();
    }

    /** The owner of a field in a conflict message, such as {@code conflict with "kubectl-edit" using apps/v1}. */
    static String managerOf(StatusCause conflict) {
        return conflict.getMessage().replaceFirst("(?s)conflict with \"([^\"]*)\".*", "$1");
    }

    /**
     * Whether KEDA refuses a ScaledObject because another ScaledObject, or its autoscaler, still scales the workload.
     * Both disappear shortly after the other ScaledObject is deleted.
     */
    static boolean isManagedByAnother(KubernetesClientException refused) {
        return message(refused).contains("is already managed by the ");
    }

    /** Whether somebody wrote to the object since it was read. */
    static boolean isOutrun(KubernetesClientException refused) {
        return refused.getCode() == HttpURLConnection.HTTP_CONFLICT
                && fieldConflicts(refused).isEmpty();
    }

    static String message(KubernetesClientException refused) {
        return refused.getStatus() == null || refused.getStatus().getMessage() == null
                ? String.valueOf(refused.getMessage())
                : refused.getStatus().getMessage();
    }
}
