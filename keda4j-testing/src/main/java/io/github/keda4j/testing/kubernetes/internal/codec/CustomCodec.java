package io.github.keda4j.testing.kubernetes.internal.codec;

import io.github.keda4j.testing.kubernetes.internal.json.Json;
import io.github.keda4j.testing.kubernetes.internal.schema.Kind;
import io.github.keda4j.testing.kubernetes.internal.schema.Type.Struct;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Decodes custom resources by their schema: removes unknown fields and nulls, and adds defaults. Values of a wrong
 * type stay, so that validation finds them.
 */
final class CustomCodec implements Codec {

    private static final Set<String> IN_EVERY_OBJECT = Set.of("apiVersion", "kind", "metadata");
    private static final String PRESERVE = "x-kubernetes-preserve-unknown-fields";

    private final Kind kind;
    private final Map<String, @Nullable Object> schema;

    CustomCodec(Kind kind) {
        this.kind = kind;
        this.schema = Objects.requireNonNull(kind.openApi());
    }

    @Override
    public Decoded decode(Map<String, @Nullable Object> sent, List<String> duplicates) {
        List<String> problems = new ArrayList<>();
        duplicates.forEach(field -> problems.add("duplicate field \"" + field + '"'));
        Map<String, @Nullable Object> object = Json.copyOf(sent);
        Object metadata = object.get("metadata");
        if (metadata != null) {
            object.put("metadata", metadata(metadata, problems));
        }
        List<String> unknown = new ArrayList<>();
        prune(object, schema, new ArrayList<>(), unknown);
        Collections.sort(unknown);
        unknown.forEach(field -> problems.add("unknown field \"" + field + '"'));
        removeNulls(object, schema);
        complete(object, schema);
        return new Decoded(object, problems);
    }

    private Map<String, @Nullable Object> metadata(Object sent, List<String> problems) {
        StructDecoder decoder = new StructDecoder("ObjectMeta", List.of(), StructDecoder::keep);
        Struct type = (Struct) Objects.requireNonNull(kind.type().typeOf("metadata"));
        if (!(sent instanceof Map)) {
            throw new DecodeException("json: cannot unmarshal into Go value of type v1.ObjectMeta");
        }
        Map<String, @Nullable Object> metadata = decoder.struct(type, Json.map(sent));
        decoder.strictProblems().forEach(problem -> problems.add(problem.replaceFirst("\"", "\"metadata.")));
        return metadata;
    }

    /** Keeps nulls and unknown fields, because an applied configuration was already checked against the schema. */
    @Override
    public Map<String, @Nullable Object> merged(Map<String, @Nullable Object> merged) {
        Map<String, @Nullable Object> object = Json.copyOf(merged);
        if (object.get("metadata") != null) {
            object.put("metadata", metadata(Json.map(object.get("metadata")), new ArrayList<>()));
        }
        complete(object, schema);
        return object;
    }

    @Override
    public Map<String, @Nullable Object> empty() {
        Map<String, @Nullable Object> empty = new LinkedHashMap<>();
        empty.put("apiVersion", kind.apiVersion());
        empty.put("kind", kind.name());
        return empty;
    }

    private static void prune(
            @Nullable Object value, Map<String, @Nullable Object> schema, List<Object> path, List<String> unknown) {
        boolean root = path.isEmpty();
        boolean preserve = Boolean.TRUE.equals(schema.get(PRESERVE));
        if (value instanceof Map) {
            Map<String, @Nullable Object> map = Json.map(value);
            for (String name : List.copyOf(map.keySet())) {
                if (root && IN_EVERY_OBJECT.contains(name)) {
                    continue;
                }
                Map<String, @Nullable Object> field = fieldSchema(schema, name);
                path.add(name);
                if (field != null) {
                    prune(map.get(name), field, path, unknown);
                } else if (!preserve) {
                    unknown.add(Json.path(path));
                    map.remove(name);
                }
                path.remove(path.size() - 1);
            }
        } else if (value instanceof List) {
            List<@Nullable Object> list = Json.list(value);
            for (int i = 0; i < list.size(); i++) {
                path.add(i);
                prune(list.get(i), Json.map(schema.get("items")), path, unknown);
                path.remove(path.size() - 1);
            }
        }
    }

    /** The schema of a field; null if there must not be such a field. */
    private static @Nullable Map<String, @Nullable Object> fieldSchema(
            Map<String, @Nullable Object> schema, String name) {
        Object property = Json.map(schema.get("properties")).get(name);
        Object schemaOfField = property == null ? schema.get("additionalProperties") : property;
        return schemaOfField instanceof Map ? Json.map(schemaOfField) : null;
    }

    private static void removeNulls(@Nullable Object value, Map<String, @Nullable Object> schema) {
        if (value instanceof Map) {
            Map<String, @Nullable Object> map = Json.map(value);
            for (String name : List.copyOf(map.keySet())) {
                Map<String, @Nullable Object> field = fieldSchema(schema, name);
                if (field != null && map.get(name) == null && !isNullable(field) && field.get("default") == null) {
                    map.remove(name);
                } else if (field != null) {
                    removeNulls(map.get(name), field);
                }
            }
        } else if (value instanceof List) {
            Json.list(value).forEach(element -> removeNulls(element, Json.map(schema.get("items"))));
        }
    }

    private static boolean isNullable(Map<String, @Nullable Object> schema) {
        return Boolean.TRUE.equals(schema.get("nullable"));
    }

    private static void complete(@Nullable Object value, Map<String, @Nullable Object> schema) {
        if (value instanceof Map) {
            Map<String, @Nullable Object> map = Json.map(value);
            Json.map(schema.get("properties")).forEach((name, property) -> {
                Object defaultValue = Json.at(property, "default");
                boolean missing = !map.containsKey(name) || (map.get(name) == null && !isNullable(Json.map(property)));
                if (defaultValue != null && missing) {
                    map.put(name, Json.copy(defaultValue));
                }
            });
            map.forEach((name, child) -> {
                Map<String, @Nullable Object> field = fieldSchema(schema, name);
                if (field != null) {
                    complete(child, field);
                }
            });
        } else if (value instanceof List) {
            Json.list(value).forEach(element -> complete(element, Json.map(schema.get("items"))));
        }
    }
}
