package io.github.keda4j.provisioner.internal;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.StatusCause;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.net.HttpURLConnection;
import java.util.List;
import java.util.Optional;

/** Applies objects as a dry run, and tells what the API server would refuse. */
final class ObjectTrial {

    private static final int UNPROCESSABLE = 422;

    private final Cluster cluster;
    private final Draft draft;

    ObjectTrial(Cluster cluster, Draft draft) {
        this.cluster = cluster;
        this.draft = draft;
    }

    /**
     * The result of a dry run.
     *
     * @param object the resulting object
     * @param forced whether it takes fields that others own
     */
    record Outcome(ObjectNode object, boolean forced) {}

    /** Applies the object as a dry run; empty if the API server refuses it. */
    Optional<Outcome> attempt(HasMetadata desired, ObjectNode configuration, boolean force, LiveObject live) {
        return attempt(desired, configuration, force, live, false);
    }

    /**
     * Like the method above. If {@code followsAnother}, KEDA may object that another ScaledObject still scales the
     * workload.
     */
    Optional<Outcome> attempt(
            HasMetadata desired, ObjectNode configuration, boolean force, LiveObject live, boolean followsAnother) {
        String target = Cluster.target(desired);
        try {
            return Optional.of(new Outcome(cluster.apply(desired, configuration, force, true), force));
        } catch (KubernetesClientException refused) {
            if (followsAnother && Cluster.isManagedByAnother(refused)) {
                return Optional.of(new Outcome(configuration, force));
            }
            List<StatusCause> conflicts = Cluster.fieldConflicts(refused);
            if (!conflicts.isEmpty()) {
                List<StatusCause> foreign = conflicts.stream()
                        .filter(conflict -> !isWrittenBack(conflict, live))
                        .toList();
                if (foreign.isEmpty()) {
                    return attempt(desired, configuration, true, live);
                }
                List<String> differences = ifForced(desired, configuration, live);
                foreign.forEach(conflict -> draft.refuseForeign(
                        conflict.getField() + " of " + target,
                        "field manager " + Cluster.managerOf(conflict),
                        valuesOf(conflict.getField(), differences) + "Describe the current value, or call adopt(\""
                                + target + "\")."));
                return Optional.empty();
            }
            switch (refused.getCode()) {
                case HttpURLConnection.HTTP_NOT_FOUND -> draft.refuse(missing(desired, refused));
                case HttpURLConnection.HTTP_BAD_REQUEST,
                        HttpURLConnection.HTTP_FORBIDDEN,
                        HttpURLConnection.HTTP_INTERNAL_ERROR,
                        UNPROCESSABLE ->
                    draft.refuse("The API server would refuse " + target + ": " + Cluster.message(refused)
                            + advice(Cluster.message(refused)));
                default -> throw refused;
            }
            return Optional.empty();
        }
    }

    private static String advice(String message) {
        return message.contains("field is immutable") || message.contains("updates to statefulset spec")
                ? ". Delete it first, or give it another name."
                : "";
    }

    /** What an apply would change if it took fields from their owners. */
    private List<String> ifForced(HasMetadata desired, ObjectNode configuration, LiveObject live) {
        try {
            return Trees.differences(
                    Trees.described(live.tree()), Trees.described(cluster.apply(desired, configuration, true, true)));
        } catch (KubernetesClientException refused) {
            return List.of();
        }
    }

    /** The present value of a field and the described one, if the field is a single value that may be shown. */
    private static String valuesOf(String field, List<String> differences) {
        String path = field.substring(1).replaceAll("\\[name=\"([^\"]*)\"]", "[$1]") + ": ";
        return differences.stream()
                .filter(line -> line.startsWith(path))
                .map(line -> line.substring(path.length()))
                .filter(values -> !values.contains("(hidden)"))
                .map(values -> "The difference: " + values + ". ")
                .findFirst()
                .orElse("");
    }

    /**
     * Whether KEDA's operator owns a field only because it wrote the object back: the field still has our value then.
     */
    private static boolean isWrittenBack(StatusCause conflict, LiveObject live) {
        return KedaForm.isOperator(Cluster.managerOf(conflict)) && live.isAppliedByUs(conflict.getField());
    }

    private static String missing(HasMetadata desired, KubernetesClientException refused) {
        String message = Cluster.message(refused);
        return message.contains("namespaces")
                ? Preflight.missingNamespace(desired.getMetadata().getNamespace())
                : "The cluster does not have the kind " + desired.getKind() + " of " + desired.getApiVersion()
                        + ", which " + Cluster.target(desired) + " needs. Install KEDA first.";
    }
}
