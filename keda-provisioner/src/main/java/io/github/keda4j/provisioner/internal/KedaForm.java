package io.github.keda4j.provisioner.internal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.api.model.Quantity;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Objects in the form in which KEDA's operator writes them back.
 *
 * <p>The operator updates ScaledObjects and TriggerAuthentications as a whole, to add its finalizer and its label.
 * Its Go types omit optional fields that have their zero value, add empty structures, and write quantities in
 * canonical form. If another form is applied, the operator changes it, and since lists are owned as a whole, the
 * operator then owns the list of triggers. KEDA treats an omitted field like its zero value.
 *
 * @see <a href="https://github.com/kedacore/keda/tree/v2.21.0/apis/keda/v1alpha1">KEDA's types</a>
 */
final class KedaForm {

    /**
     * The field manager of KEDA's operator. A client that sets no field manager gets the name of its program, which is
     * {@code /keda} in the operator's image.
     */
    private static final Set<String> OPERATORS = Set.of("keda", "keda-operator");

    private static final String ELEMENTS = "[]";

    /**
     * Fields that Go omits when they are false or empty ({@code omitempty} without a pointer), by their location. This
     * list leaves out fields for which the API server refuses an empty value.
     */
    private static final Map<String, Map<String, Set<String>>> OPTIONAL = Map.of(
            "ScaledObject",
            Map.of(
                    "scaleTargetRef", Set.of("apiVersion", "kind", "envSourceContainerName"),
                    "advanced", Set.of("restoreToOriginalReplicaCount"),
                    "advanced.scalingModifiers", Set.of("formula", "target", "activationTarget", "metricType"),
                    "advanced.horizontalPodAutoscalerConfig", Set.of("name"),
                    "advanced.horizontalPodAutoscalerConfig.behavior.scaleUp", Set.of("policies"),
                    "advanced.horizontalPodAutoscalerConfig.behavior.scaleDown", Set.of("policies"),
                    "triggers.[]", Set.of("name", "useCachedMetrics", "metricType")),
            "TriggerAuthentication",
            Map.of(
                    "", Set.of("filePath", "secretTargetRef", "configMapTargetRef", "env", "boundServiceAccountToken"),
                    "env.[]", Set.of("containerName"),
                    "hashiCorpVault", Set.of("namespace", "role", "mount"),
                    "hashiCorpVault.credential", Set.of("token", "serviceAccount", "serviceAccountName"),
                    "hashiCorpVault.secrets.[]", Set.of("type"),
                    "hashiCorpVault.secrets.[].pkiData",
                            Set.of("commonName", "altNames", "ipSans", "uriSans", "otherSans", "ttl", "format"),
                    "awsSecretManager", Set.of("region"),
                    "awsSecretManager.secrets.[]", Set.of("versionId", "versionStage", "secretKey")));

    private static final List<String> TOLERANT = List.of(
            "/spec/advanced/horizontalPodAutoscalerConfig/behavior/scaleUp",
            "/spec/advanced/horizontalPodAutoscalerConfig/behavior/scaleDown");
    private static final String TOLERANCE = "tolerance";

    private KedaForm() {}

    /** Whether a field manager is KEDA's operator. */
    static boolean isOperator(String manager) {
        return OPERATORS.contains(manager);
    }

    /** Brings an object into KEDA's form; returns objects of other kinds unchanged. */
    static void apply(ObjectNode object) {
        Map<String, Set<String>> optional = OPTIONAL.get(object.path("kind").asText());
        if (optional == null
                || !object.path("apiVersion").asText().startsWith("keda.sh/")
                || !(object.get("spec") instanceof ObjectNode spec)) {
            return;
        }
        addStructures(spec);
        optional.forEach((place, fields) -> at(spec, place).forEach(node -> removeZeros(node, fields)));
        // An empty value belongs to the operator and has no meaning.
        if (spec.get("advanced") instanceof ObjectNode advanced
                && advanced.path("scalingModifiers").isObject()
                && advanced.path("scalingModifiers").isEmpty()) {
            advanced.remove("scalingModifiers");
        }
    }

    /** Lists are owned as a whole, so they must include what the operator adds. */
    private static void addStructures(ObjectNode spec) {
        at(spec, "hashiCorpVault.secrets.[]").forEach(secret -> {
            if (!secret.path("pkiData").isObject()) {
                secret.putObject("pkiData");
            }
        });
    }

    private static List<ObjectNode> at(ObjectNode spec, String place) {
        List<JsonNode> nodes = List.of(spec);
        if (!place.isEmpty()) {
            for (String step : place.split("\\.", -1)) {
                nodes = nodes.stream()
                        .flatMap(node -> step.equals(ELEMENTS) ? elements(node).stream() : Stream.of(node.path(step)))
                        .toList();
            }
        }
        return nodes.stream()
                .filter(ObjectNode.class::isInstance)
                .map(ObjectNode.class::cast)
                .toList();
    }

    private static List<JsonNode> elements(JsonNode list) {
        return list instanceof ArrayNode array ? array.valueStream().toList() : List.of();
    }

    private static void removeZeros(ObjectNode node, Set<String> fields) {
        for (String field : fields) {
            JsonNode value = node.get(field);
            if (value != null && isZero(value)) {
                node.remove(field);
            }
        }
    }

    private static boolean isZero(JsonNode value) {
        return value.isNull()
                || (value.isBoolean() && !value.booleanValue())
                || (value.isTextual() && value.textValue().isEmpty())
                || (value.isContainerNode() && value.isEmpty());
    }

    /** Writes each quantity as the existing object writes it, if both are equal. */
    static void keepQuantities(ObjectNode configuration, ObjectNode live) {
        for (String place : TOLERANT) {
            JsonNode present = live.at(place).path(TOLERANCE);
            if (configuration.at(place) instanceof ObjectNode rules
                    && present.isValueNode()
                    && isEqualQuantity(rules.path(TOLERANCE), present)) {
                rules.set(TOLERANCE, present);
            }
        }
    }

    private static boolean isEqualQuantity(JsonNode one, JsonNode other) {
        if (!one.isValueNode() || one.isNull() || other.isNull()) {
            return false;
        }
        try {
            BigDecimal wanted = new Quantity(one.asText()).getNumericalAmount();
            return wanted.compareTo(new Quantity(other.asText()).getNumericalAmount()) == 0;
        } catch (IllegalArgumentException noQuantity) {
            return false;
        }
    }
}
