package io.github.keda4j.testing.kubernetes.internal.server;

import io.github.keda4j.testing.kubernetes.internal.json.Json;
import io.github.keda4j.testing.kubernetes.internal.merge.FieldManager;
import io.github.keda4j.testing.kubernetes.internal.merge.FieldSet;
import io.github.keda4j.testing.kubernetes.internal.schema.Kind;
import io.github.keda4j.testing.kubernetes.internal.schema.Kind.Generation;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the API server changes in an object before it stores it, regardless of what the client sent ({@code
 * pkg/registry/.../strategy.go} in Kubernetes' sources).
 *
 * @param subresource the subresource through which the object is written; empty for the object itself
 */
record Strategy(Kind kind, String subresource, ServiceAddresses addresses) {

    private static final String STATUS = "status";

    /** The owners of fields after such a write. */
    FieldManager fieldManager() {
        return new FieldManager(kind.type(), kind.apiVersion(), subresource, reset());
    }

    /** The fields that such a write leaves unchanged. */
    private FieldSet reset() {
        if (subresource.equals(STATUS)) {
            return kind.custom()
                    ? FieldSet.ofFields("metadata", "spec")
                    : switch (kind.name()) {
                        case "Deployment" -> FieldSet.ofFields("spec", "metadata.labels");
                        case "Pod" ->
                            FieldSet.ofFields("spec", "metadata.deletionTimestamp", "metadata.ownerReferences");
                        default -> FieldSet.ofFields("spec");
                    };
        }
        return kind.hasStatus() ? FieldSet.ofFields(STATUS) : FieldSet.EMPTY;
    }

    void prepareForCreate(Map<String, @Nullable Object> object, Map<String, @Nullable Object> empty) {
        if (kind.hasStatus()) {
            setOrRemove(object, STATUS, empty.get(STATUS));
        }
        if (kind.generation() != Generation.NONE) {
            Json.child(object, "metadata").put("generation", 1L);
        }
        switch (kind.custom() ? "" : kind.name()) {
            case "Namespace" -> {
                Json.child(object, STATUS).put("phase", "Active");
                namespaceFinalizers(Json.child(object, "spec"));
            }
            case "Service" -> addresses.give(Json.child(object, "spec"));
            case "ServiceAccount" -> onlyNamesOfSecrets(object);
            case "PersistentVolumeClaim" -> Json.child(object, STATUS).put("phase", "Pending");
            case "Pod" -> Json.child(object, STATUS).putAll(Map.of("phase", "Pending", "qosClass", "BestEffort"));
            case "Job" -> Jobs.selectOwnPods(object);
            case "CustomResourceDefinition" -> object.put(STATUS, Definitions.established(object));
            default -> {}
        }
    }

    private static void namespaceFinalizers(Map<String, @Nullable Object> spec) {
        List<@Nullable Object> finalizers = new ArrayList<>(Json.list(spec.get("finalizers")));
        if (!finalizers.contains("kubernetes")) {
            finalizers.add("kubernetes");
        }
        spec.put("finalizers", finalizers);
    }

    private static void onlyNamesOfSecrets(Map<String, @Nullable Object> account) {
        if (account.get("secrets") != null) {
            List<@Nullable Object> names = new ArrayList<>();
            Json.list(account.get("secrets")).forEach(secret -> {
                Map<String, @Nullable Object> reference = new LinkedHashMap<>();
                setOrRemove(reference, "name", Json.at(secret, "name"));
                names.add(reference);
            });
            account.put("secrets", names);
        }
    }

    void prepareForUpdate(Map<String, @Nullable Object> object, Map<String, @Nullable Object> old) {
        if (subresource.equals(STATUS)) {
            prepareStatusForUpdate(object, old);
            return;
        }
        if (kind.hasStatus()) {
            setOrRemove(object, STATUS, old.get(STATUS));
        }
        switch (kind.custom() ? "" : kind.name()) {
            case "Namespace" ->
                setOrRemove(Json.child(object, "spec"), "finalizers", Json.at(old, "spec", "finalizers"));
            case "Secret" -> {
                if (Json.string(object.get("type")).isEmpty()) {
                    object.put("type", old.get("type"));
                }
            }
            case "Service" -> addresses.keep(Json.child(object, "spec"), Json.map(old.get("spec")));
            case "ServiceAccount" -> onlyNamesOfSecrets(object);
            case "CustomResourceDefinition" -> object.put(STATUS, Definitions.established(object));
            default -> {}
        }
        if (hasNewGeneration(object, old)) {
            long generation = Json.at(old, "metadata", "generation") instanceof Long before ? before : 0;
            Json.child(object, "metadata").put("generation", generation + 1);
        }
    }

    private void prepareStatusForUpdate(Map<String, @Nullable Object> object, Map<String, @Nullable Object> old) {
        if (kind.custom()) {
            Object owners = Json.at(object, "metadata", "managedFields");
            Object status = object.get(STATUS);
            object.clear();
            object.putAll(Json.copyOf(old));
            setOrRemove(object, STATUS, status);
            setOrRemove(Json.child(object, "metadata"), "managedFields", owners);
            return;
        }
        setOrRemove(object, "spec", old.get("spec"));
        if (kind.name().equals("Deployment")) {
            setOrRemove(Json.child(object, "metadata"), "labels", Json.at(old, "metadata", "labels"));
        }
    }

    private boolean hasNewGeneration(Map<String, @Nullable Object> object, Map<String, @Nullable Object> old) {
        return switch (kind.generation()) {
            case NONE -> false;
            case SPEC -> !Json.same(object.get("spec"), old.get("spec"));
            case SPEC_AND_ANNOTATIONS ->
                !Json.same(object.get("spec"), old.get("spec"))
                        || !Json.same(
                                Json.at(object, "metadata", "annotations"), Json.at(old, "metadata", "annotations"));
            case ALL_BUT_METADATA -> !Json.same(withoutMetadata(object), withoutMetadata(old));
        };
    }

    private static Map<String, @Nullable Object> withoutMetadata(Map<String, @Nullable Object> object) {
        Map<String, @Nullable Object> rest = new LinkedHashMap<>(object);
        rest.remove("metadata");
        return rest;
    }

    static void setOrRemove(Map<String, @Nullable Object> map, String name, @Nullable Object value) {
        if (value == null) {
            map.remove(name);
        } else {
            map.put(name, Json.copy(value));
        }
    }
}
