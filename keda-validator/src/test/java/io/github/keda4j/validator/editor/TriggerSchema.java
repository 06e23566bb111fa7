package io.github.keda4j.validator.editor;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.keda4j.trigger.generator.catalogue.Catalogue;
import io.github.keda4j.trigger.generator.catalogue.CommonField;
import io.github.keda4j.trigger.generator.catalogue.Release;
import io.github.keda4j.trigger.generator.catalogue.TriggerType;
import io.github.keda4j.trigger.generator.words.Sentences;
import java.util.ArrayList;
import java.util.List;

/** The schema of one entry of {@code triggers}, with the requirements of each type. */
final class TriggerSchema {

    private static final String TYPE = "type";

    private TriggerSchema() {}

    static ObjectNode of(Catalogue latest, Release release) {
        List<TriggerType> triggers = latest.at(release).triggers();
        ObjectNode definitions = Json.object();
        List<JsonNode> cases = new ArrayList<>();
        for (TriggerType trigger : triggers) {
            definitions.set(
                    trigger.type(),
                    definition(new TriggerOfRelease(trigger, ofLatest(latest, trigger.type()), release)));
            cases.add(Json.object("if", isOf(trigger))
                    .set("then", Json.object().put("$ref", "#/definitions/" + trigger.type())));
        }
        ObjectNode schema = EditorSchemas.head("A trigger of KEDA " + release.text())
                .put(TYPE, "object")
                .set("required", Json.array(List.of(TYPE, "metadata")));
        schema.set("properties", fields(triggers));
        schema.put("additionalProperties", false);
        schema.set("allOf", Json.nodes(cases));
        new Sharing(definitions).apply();
        schema.set("definitions", definitions);
        return schema;
    }

    private static ObjectNode isOf(TriggerType trigger) {
        return Json.object("required", Json.array(List.of(TYPE)))
                .set("properties", Json.object(TYPE, Json.object().put("const", trigger.type())));
    }

    /** The fields of every trigger. */
    private static ObjectNode fields(List<TriggerType> triggers) {
        ObjectNode type = Json.object().put("description", "Scaler from which KEDA reads the metric.");
        type.set("enum", Json.array(triggers.stream().map(TriggerType::type).toList()));
        ArrayNode descriptions = Json.array(triggers.stream()
                .map(trigger -> Sentences.of(trigger.description()))
                .toList());
        type.set("enumDescriptions", descriptions);
        ObjectNode fields = Json.object(TYPE, type);
        fields.put("metadata", true);
        fields.set(
                "name", text("Name by which a formula in scalingModifiers reads the trigger. Unique in the object."));
        fields.set(
                "metricType",
                text(
                        "How the autoscaler compares the metric with the target: AverageValue (default) per replica, Value as a whole,"
                                + " Utilization in percent of the requested resource."));
        fields.set(
                "useCachedMetrics",
                Json.object()
                        .put(
                                "description",
                                "Whether the autoscaler gets the value of the last poll (pollingInterval) instead of a new one.")
                        .set(TYPE, Json.array(List.of("boolean", "null"))));
        fields.set(
                "authenticationRef",
                Json.object()
                        .put("description", "The authentication that provides parameters or a pod identity.")
                        .<ObjectNode>set(TYPE, Json.array(List.of("object", "null")))
                        .<ObjectNode>set("required", Json.array(List.of("name")))
                        .<ObjectNode>set(
                                "properties",
                                Json.object("name", text("Name of the authentication."))
                                        .set(
                                                "kind",
                                                text("TriggerAuthentication of the same namespace, which is the default, or ClusterTriggerAuthentication.")
                                                        .set(
                                                                "enum",
                                                                Json.array(List.of(
                                                                        "TriggerAuthentication",
                                                                        "ClusterTriggerAuthentication")))))
                        .put("additionalProperties", false));
        return fields;
    }

    private static ObjectNode text(String description) {
        return Json.object().put("description", description).put(TYPE, "string");
    }

    private static TriggerType ofLatest(Catalogue latest, String type) {
        return latest.triggers().stream()
                .filter(trigger -> trigger.type().equals(type))
                .findFirst()
                .orElseThrow();
    }

    private static ObjectNode definition(TriggerOfRelease known) {
        TriggerType trigger = known.type();
        ObjectNode fields = Json.object();
        trigger.deprecated()
                .ifPresent(words -> fields.set(
                        TYPE,
                        Json.object()
                                .put(
                                        "deprecationMessage",
                                        "Trigger type " + trigger.type() + " is deprecated. " + Sentences.of(words))));
        fields.set("metadata", Parameters.of(trigger));
        if (!trigger.has(CommonField.METRIC_TYPE)) {
            fields.set("metricType", refused("metricType has no effect on a trigger of type " + trigger.type() + "."));
        } else {
            List<String> types =
                    trigger.metricTypes().isEmpty() ? List.of("AverageValue", "Value") : trigger.metricTypes();
            List<String> allowed = new ArrayList<>(types);
            if (!trigger.requiresMetricType()) {
                allowed.add("");
            }
            fields.set("metricType", Json.object("enum", Json.array(allowed)));
        }
        if (!trigger.has(CommonField.USE_CACHED_METRICS)) {
            fields.set(
                    "useCachedMetrics",
                    Json.object("not", Json.object().put("const", true)).put("doNotSuggest", true));
        }
        if (!trigger.has(CommonField.AUTHENTICATION_REF)) {
            fields.set(
                    "authenticationRef",
                    Json.object()
                            .put(TYPE, "null")
                            .put("doNotSuggest", true)
                            .put(
                                    "errorMessage",
                                    "authenticationRef has no effect on a trigger of type " + trigger.type() + "."));
        }
        ObjectNode definition = Json.object();
        if (trigger.requiresMetricType()) {
            definition.set("required", Json.array(List.of("metricType")));
        }
        definition.set("properties", fields);
        List<JsonNode> rules = Rules.of(known);
        if (!rules.isEmpty()) {
            definition.set("allOf", Json.nodes(rules));
        }
        return definition;
    }

    private static ObjectNode refused(String why) {
        return Json.object()
                .put("pattern", Patterns.BLANK)
                .put("patternErrorMessage", why)
                .put("doNotSuggest", true);
    }
}
