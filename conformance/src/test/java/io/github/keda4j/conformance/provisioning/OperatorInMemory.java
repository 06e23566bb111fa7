package io.github.keda4j.conformance.provisioning;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.NamespacedKubernetesClient;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.util.Iterator;

/**
 * Writes ScaledObjects as KEDA's operator does: as a whole, with its label, and in the form of its Go types. Fields
 * that are false or empty are dropped, {@code advanced} gets {@code scalingModifiers}, and a tolerance becomes a
 * canonical quantity.
 */
final class OperatorInMemory {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final NamespacedKubernetesClient kubernetes;

    OperatorInMemory(NamespacedKubernetesClient kubernetes) {
        this.kubernetes = kubernetes;
    }

    void writeBack() {
        kubernetes
                .genericKubernetesResources("keda.sh/v1alpha1", "ScaledObject")
                .list()
                .getItems()
                .forEach(this::writeBack);
    }

    private void writeBack(GenericKubernetesResource object) {
        ObjectNode spec = JSON.valueToTree(object.getAdditionalProperties().get("spec"));
        dropZeros(spec);
        if (spec.get("advanced") instanceof ObjectNode advanced) {
            advanced.withObject("/scalingModifiers");
            JsonNode rules = advanced.at("/horizontalPodAutoscalerConfig/behavior/scaleDown");
            if (rules instanceof ObjectNode tolerant
                    && rules.path("tolerance").asText().equals("0.05")) {
                tolerant.put("tolerance", "50m");
            }
        }
        ArrayNode patch = JSON.createArrayNode();
        patch.addObject().put("op", "replace").put("path", "/spec").set("value", spec);
        patch.addObject()
                .put("op", "add")
                .put("path", "/metadata/labels/scaledobject.keda.sh~1name")
                .put("value", object.getMetadata().getName());
        kubernetes
                .resource(object)
                .patch(
                        new PatchContext.Builder()
                                .withPatchType(PatchType.JSON)
                                .withFieldManager("keda-operator")
                                .build(),
                        patch.toString());
    }

    /**
     * Counts of replicas and seconds are pointers in Go, so zeros stay; the metadata of a trigger is a map, so it
     * stays, too.
     */
    private static void dropZeros(JsonNode node) {
        Iterator<String> names = node.fieldNames();
        while (names.hasNext()) {
            String name = names.next();
            JsonNode value = node.get(name);
            boolean isZero = value.isBoolean()
                    ? !value.booleanValue()
                    : value.isTextual() && value.asText().isEmpty();
            if (isZero || (value.isArray() && value.isEmpty())) {
                names.remove();
            } else if (!name.equals("metadata")) {
                dropZeros(value);
            }
        }
        if (node.isArray()) {
            node.forEach(OperatorInMemory::dropZeros);
        }
    }
}
