package io.github.keda4j.validator.internal.schema;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.keda4j.trigger.KedaVersion;
import io.github.keda4j.validator.editor.EditorSchemas;
import io.github.keda4j.validator.editor.Json;
import io.github.keda4j.validator.internal.core.KedaKind;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/** Writes the listing of a kind as a JSON Schema. A part that a listing has in several places becomes a definition. */
public final class KindSchemaWriter {

    private static final String TYPE = "type";

    private final Map<Schema, Integer> uses = new IdentityHashMap<>();
    private final Map<Schema, String> names = new IdentityHashMap<>();
    private final ObjectNode definitions = Json.object();
    private final boolean jobs;

    private KindSchemaWriter(boolean jobs) {
        this.jobs = jobs;
    }

    /** The schema of a kind in a release. */
    public static ObjectNode write(KedaKind kind, KedaVersion version) {
        return new KindSchemaWriter(kind == KedaKind.SCALED_JOB)
                .root(kind, KindSchemas.of(version).of(kind).root(), version);
    }

    private ObjectNode root(KedaKind kind, Schema root, KedaVersion version) {
        count(root);
        ObjectNode schema = EditorSchemas.head(kind.kind() + " of KEDA " + version)
                .put("description", Descriptions.of(kind.kind()))
                .put(TYPE, "object");
        schema.set("required", Json.array(List.of("apiVersion", "kind", "metadata", "spec")));
        ObjectNode fields = Json.object("apiVersion", Json.object().put("const", kind.apiVersion()));
        fields.set("kind", Json.object().put("const", kind.kind()));
        for (String field : List.of("metadata", "spec")) {
            Schema declared = root.property(field);
            if (declared != null) {
                fields.set(field, written(declared, "/" + field, true));
            }
        }
        fields.set(
                "status", Json.object().put("description", "Written by KEDA.").put("doNotSuggest", true));
        schema.set("properties", fields);
        schema.put("additionalProperties", false);
        if (!definitions.isEmpty()) {
            schema.set("definitions", definitions);
        }
        return schema;
    }

    private void count(Schema schema) {
        if (uses.merge(schema, 1, Integer::sum) == 1) {
            schema.properties.values().forEach(this::count);
            if (schema.items != null) {
                count(schema.items);
            }
            if (schema.values != null) {
                count(schema.values);
            }
        }
    }

    private ObjectNode written(Schema schema, String path, boolean required) {
        if (path.equals("/spec/triggers/-")) {
            return trigger();
        }
        if (uses.getOrDefault(schema, 1) == 1 || schema.properties.isEmpty() && schema.items == null) {
            return inline(schema, path, required);
        }
        String name = names.get(schema);
        if (name == null) {
            name = nameOf(path);
            names.put(schema, name);
            definitions.set(name, inline(schema, path, false));
        }
        return Json.object().put("$ref", "#/definitions/" + name);
    }

    /** The last field of the path, or more fields until no other definition has the name. */
    private String nameOf(String path) {
        String[] fields = path.replace("/-", "").replace("/*", "").substring(1).split("/", -1);
        String name = fields[fields.length - 1];
        for (int i = fields.length - 2; definitions.has(name) || names.containsValue(name); i--) {
            name = fields[i] + "." + name;
        }
        return name;
    }

    private ObjectNode trigger() {
        ObjectNode reference = Json.object().put("$ref", "trigger.json");
        if (!jobs) {
            return reference;
        }
        ObjectNode noMetricType = Json.object()
                .put("errorMessage", "metricType must not be set in a ScaledJob.")
                .put("doNotSuggest", true);
        noMetricType.set("enum", Json.array(List.of("")));
        return Json.object(
                "allOf",
                Json.nodes(List.of(reference, Json.object("properties", Json.object("metricType", noMetricType)))));
    }

    private ObjectNode inline(Schema schema, String path, boolean required) {
        ObjectNode node = Json.object();
        String description = Descriptions.of(path);
        if (!description.isEmpty()) {
            node.put("description", description);
        }
        type(schema, node, required);
        if (!schema.required.isEmpty()) {
            node.set("required", Json.array(schema.required));
        }
        if (!schema.properties.isEmpty()) {
            ObjectNode fields = Json.object();
            schema.properties.forEach((name, field) ->
                    fields.set(name, written(field, path + "/" + name, schema.required.contains(name))));
            node.set("properties", fields);
        }
        if (schema.values != null) {
            node.set("additionalProperties", written(schema.values, path + "/*", true));
        } else if (schema.type == Schema.Type.OBJECT && !schema.keepsUnknown) {
            node.put("additionalProperties", false);
        }
        if (schema.items != null) {
            node.set("items", written(schema.items, path + "/-", true));
        }
        limits(schema, node);
        return node;
    }

    /** Null stands for a missing field, so an optional field may be null. */
    private static void type(Schema schema, ObjectNode node, boolean required) {
        List<String> types = switch (schema.type) {
            case OBJECT -> List.of("object");
            case ARRAY -> List.of("array");
            case STRING -> List.of("string");
            case INTEGER -> List.of("integer");
            case BOOLEAN -> List.of("boolean");
            case INT_OR_STRING -> List.of("integer", "string");
            case ANYTHING -> List.of();
        };
        boolean nullable = !required && !types.isEmpty();
        if (types.size() == 1 && !nullable) {
            node.put(TYPE, types.get(0));
        } else if (!types.isEmpty()) {
            node.set(TYPE, Json.array(types));
            if (nullable) {
                node.withArray(TYPE).add("null");
            }
        }
    }

    private static void limits(Schema schema, ObjectNode node) {
        if (!schema.words.isEmpty()) {
            node.set("enum", Json.array(schema.words));
            if (node.path(TYPE).isArray()) {
                node.withArray("enum").addNull();
            }
        }
        if (schema.defaultValue != null) {
            node.put("default", schema.defaultValue);
        }
        boolean small = "int32".equals(schema.format);
        if (schema.minimum != Long.MIN_VALUE || small) {
            node.put("minimum", Math.max(schema.minimum, small ? Integer.MIN_VALUE : Long.MIN_VALUE));
        }
        if (schema.maximum != Long.MAX_VALUE || small) {
            node.put("maximum", Math.min(schema.maximum, small ? Integer.MAX_VALUE : Long.MAX_VALUE));
        }
        if (schema.minLength > 0) {
            node.put("minLength", schema.minLength);
        }
        if (schema.minItems > 0) {
            node.put("minItems", schema.minItems);
        }
        if (schema.isSet) {
            node.put("uniqueItems", true);
        }
        if (schema.pattern != null) {
            node.put("pattern", schema.pattern);
        }
        if ("date-time".equals(schema.format)) {
            node.put("format", schema.format);
        }
    }
}
