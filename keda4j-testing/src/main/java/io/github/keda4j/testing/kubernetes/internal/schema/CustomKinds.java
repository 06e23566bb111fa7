package io.github.keda4j.testing.kubernetes.internal.schema;

import io.github.keda4j.testing.kubernetes.internal.json.Json;
import io.github.keda4j.testing.kubernetes.internal.schema.Kind.Generation;
import io.github.keda4j.testing.kubernetes.internal.schema.Type.Field;
import io.github.keda4j.testing.kubernetes.internal.schema.Type.Free;
import io.github.keda4j.testing.kubernetes.internal.schema.Type.ListKind;
import io.github.keda4j.testing.kubernetes.internal.schema.Type.ListOf;
import io.github.keda4j.testing.kubernetes.internal.schema.Type.MapOf;
import io.github.keda4j.testing.kubernetes.internal.schema.Type.PatchStrategy;
import io.github.keda4j.testing.kubernetes.internal.schema.Type.Presence;
import io.github.keda4j.testing.kubernetes.internal.schema.Type.Scalar;
import io.github.keda4j.testing.kubernetes.internal.schema.Type.Struct;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The kinds that a CustomResourceDefinition defines, with the types that server-side apply sees in their schemas. */
public final class CustomKinds {

    private static final String PRESERVE = "x-kubernetes-preserve-unknown-fields";

    private CustomKinds() {}

    /**
     * {@return one kind for each version that the definition serves}
     *
     * @param definition a CustomResourceDefinition
     */
    public static List<Kind> of(Map<String, @Nullable Object> definition) {
        Map<String, @Nullable Object> spec = Json.map(definition.get("spec"));
        List<Kind> kinds = new ArrayList<>();
        for (Object version : Json.list(spec.get("versions"))) {
            if (Boolean.TRUE.equals(Json.at(version, "served"))) {
                kinds.add(kind(spec, Json.map(version)));
            }
        }
        return kinds;
    }

    private static Kind kind(Map<String, @Nullable Object> spec, Map<String, @Nullable Object> version) {
        Map<String, @Nullable Object> names = Json.map(spec.get("names"));
        Map<String, @Nullable Object> schema = Json.map(Json.at(version, "schema", "openAPIV3Schema"));
        return new Kind(
                Json.string(spec.get("group")),
                Json.string(version.get("name")),
                Json.string(names.get("kind")),
                Json.string(names.get("plural")),
                Json.string(names.get("singular")),
                Json.string(names.get("listKind")),
                "Namespaced".equals(spec.get("scope")),
                Set.copyOf(Json.map(version.get("subresources")).keySet()),
                Generation.ALL_BUT_METADATA,
                false,
                false,
                root(Json.string(names.get("kind")), schema),
                schema);
    }

    private static Struct root(String name, Map<String, @Nullable Object> schema) {
        boolean preserve = Boolean.TRUE.equals(schema.get(PRESERVE));
        Struct struct = struct(name, schema, preserve);
        struct.add(field("apiVersion", Scalar.STRING));
        struct.add(field("kind", Scalar.STRING));
        struct.add(field("metadata", KubernetesTypes.struct("meta.v1.ObjectMeta")));
        return struct;
    }

    /** @param preserve whether the schema or one that contains it keeps unknown fields */
    private static Type type(String name, Map<String, @Nullable Object> schema, boolean preserve) {
        boolean preserving = preserve || Boolean.TRUE.equals(schema.get(PRESERVE));
        return switch (Json.string(schema.get("type"))) {
            case "object" -> object(name, schema, preserving);
            case "array" -> list(name, schema, preserving);
            case "integer", "number" -> Scalar.FLOAT64;
            case "boolean" -> Scalar.BOOL;
            case "string" ->
                schema.get("format") == null || "byte".equals(schema.get("format")) ? Scalar.STRING : Scalar.ANY;
            default -> Free.DEDUCED;
        };
    }

    private static Type object(String name, Map<String, @Nullable Object> schema, boolean preserve) {
        Object additional = schema.get("additionalProperties");
        if (Json.map(schema.get("properties")).isEmpty() && additional instanceof Map) {
            return new MapOf(
                    type(name, Json.map(additional), preserve), "atomic".equals(schema.get("x-kubernetes-map-type")));
        }
        return struct(name, schema, preserve);
    }

    private static Struct struct(String name, Map<String, @Nullable Object> schema, boolean preserve) {
        Map<String, @Nullable Object> properties = Json.map(schema.get("properties"));
        Object additional = schema.get("additionalProperties");
        boolean free = additional == null ? preserve || properties.isEmpty() : Boolean.TRUE.equals(additional);
        Struct struct =
                new Struct(name, "atomic".equals(schema.get("x-kubernetes-map-type")), free ? Free.DEDUCED : null);
        properties.forEach((property, child) -> struct.add(field(property, type(property, Json.map(child), preserve))));
        return struct;
    }

    private static Type list(String name, Map<String, @Nullable Object> schema, boolean preserve) {
        Map<String, @Nullable Object> items = Json.map(schema.get("items"));
        Type elements = type(name, items, preserve);
        return switch (Json.string(schema.get("x-kubernetes-list-type"))) {
            case "set" -> new ListOf(elements, ListKind.SET, List.of());
            case "map" -> new ListOf(elements, ListKind.MAP, keys(schema, items));
            default -> new ListOf(elements, ListKind.ATOMIC, List.of());
        };
    }

    private static List<Type.Key> keys(Map<String, @Nullable Object> schema, Map<String, @Nullable Object> items) {
        return Json.list(schema.get("x-kubernetes-list-map-keys")).stream()
                .map(Json::string)
                .map(key -> new Type.Key(key, Json.at(items, "properties", key, "default")))
                .toList();
    }

    private static Field field(String name, Type type) {
        return new Field(name, type, Presence.UNLESS_NULL, PatchStrategy.NONE);
    }
}
