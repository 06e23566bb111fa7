package io.github.keda4j.testing.kubernetes.internal.server;

import io.github.keda4j.testing.kubernetes.internal.json.Json;
import io.github.keda4j.testing.kubernetes.internal.server.ApiException.Cause;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What a schema of a CustomResourceDefinition requires of its objects: types, required fields, allowed values, bounds,
 * lengths, patterns. Its CEL rules are not checked.
 */
final class SchemaRules {

    private static final Set<String> BLOCKING =
            Set.of("FieldValueRequired", "FieldValueNotSupported", "FieldValueTypeInvalid");
    private static final Cause NOT_ALL_CHECKED = Cause.invalid(
            "<nil>",
            "null",
            "some validation rules were not checked because the object was invalid; correct the existing errors to complete"
                    + " validation");

    private final List<Cause> causes = new ArrayList<>();

    private SchemaRules() {}

    static List<Cause> check(Map<String, @Nullable Object> schema, Map<String, @Nullable Object> object) {
        SchemaRules rules = new SchemaRules();
        rules.visit(schema, object, "");
        if (rules.causes.stream().anyMatch(cause -> BLOCKING.contains(cause.reason()))) {
            rules.causes.add(NOT_ALL_CHECKED);
        }
        return rules.causes;
    }

    private void visit(Map<String, @Nullable Object> schema, @Nullable Object value, String path) {
        if (value == null && Boolean.TRUE.equals(schema.get("nullable"))) {
            return;
        }
        if (!isOfType(schema, value)) {
            String found = typeOf(value);
            causes.add(new Cause(
                    "FieldValueTypeInvalid",
                    path,
                    "Invalid value: \"" + found + "\": " + path + " in body must be of type " + schema.get("type")
                            + ": \"" + found + '"'));
            return;
        }
        allowed(schema, value, path);
        if (value instanceof Map) {
            object(schema, Json.map(value), path);
        } else if (value instanceof List) {
            array(schema, Json.list(value), path);
        } else if (value instanceof String text) {
            text(schema, text, path);
        } else if (value instanceof Number number) {
            number(schema, number, path);
        }
    }

    private static boolean isOfType(Map<String, @Nullable Object> schema, @Nullable Object value) {
        if (Boolean.TRUE.equals(schema.get("x-kubernetes-int-or-string"))) {
            return value instanceof String || value instanceof Long;
        }
        return switch (Json.string(schema.get("type"))) {
            case "object" -> value instanceof Map;
            case "array" -> value instanceof List;
            case "string" -> value instanceof String;
            case "boolean" -> value instanceof Boolean;
            case "integer" -> value instanceof Number number && number.doubleValue() == Math.rint(number.doubleValue());
            case "number" -> value instanceof Number;
            default -> true;
        };
    }

    private static String typeOf(@Nullable Object value) {
        if (value == null) {
            return "null";
        }
        return value instanceof String
                ? "string"
                : value instanceof Boolean
                        ? "boolean"
                        : value instanceof Long
                                ? "integer"
                                : value instanceof Number ? "number" : value instanceof Map ? "object" : "array";
    }

    private void allowed(Map<String, @Nullable Object> schema, @Nullable Object value, String path) {
        List<@Nullable Object> allowed = Json.list(schema.get("enum"));
        if (!allowed.isEmpty() && allowed.stream().noneMatch(one -> Json.same(one, value))) {
            causes.add(Cause.notSupported(
                    path, Json.write(value), allowed.stream().map(Json::write).collect(Collectors.joining(", "))));
        }
    }

    private void object(Map<String, @Nullable Object> schema, Map<String, @Nullable Object> object, String path) {
        Map<String, @Nullable Object> properties = Json.map(schema.get("properties"));
        new TreeMap<>(object).forEach((name, value) -> {
            Object property = properties.get(name);
            Object child = property == null ? schema.get("additionalProperties") : property;
            if (child instanceof Map && !(path.isEmpty() && name.equals("metadata"))) {
                visit(Json.map(child), value, join(path, name));
            }
        });
        for (Object required : Json.list(schema.get("required"))) {
            if (!object.containsKey(Json.string(required))) {
                causes.add(Cause.required(join(path, Json.string(required)), ""));
            }
        }
    }

    private static String join(String path, String name) {
        return path.isEmpty() ? name : path + "." + name;
    }

    private void array(Map<String, @Nullable Object> schema, List<@Nullable Object> array, String path) {
        if (schema.get("minItems") instanceof Long least && array.size() < least) {
            outOfBounds(path, Integer.toString(array.size()), "should have at least " + least + " items");
        }
        if (schema.get("maxItems") instanceof Long most && array.size() > most) {
            outOfBounds(path, Integer.toString(array.size()), "should have at most " + most + " items");
        }
        for (int i = 0; i < array.size(); i++) {
            visit(Json.map(schema.get("items")), array.get(i), path + "[" + i + "]");
        }
    }

    private void text(Map<String, @Nullable Object> schema, String text, String path) {
        int length = text.codePointCount(0, text.length());
        if (schema.get("minLength") instanceof Long least && length < least) {
            outOfBounds(path, Json.write(text), "should be at least " + least + " chars long");
        }
        if (schema.get("maxLength") instanceof Long most && length > most) {
            causes.add(Cause.tooLong(path, "may not be more than " + most + " bytes"));
        }
        if (schema.get("pattern") instanceof String pattern
                && !Pattern.compile(pattern).matcher(text).find()) {
            outOfBounds(path, Json.write(text), "should match '" + pattern + "'");
        }
    }

    private void number(Map<String, @Nullable Object> schema, Number number, String path) {
        if (schema.get("minimum") instanceof Number least && number.doubleValue() < least.doubleValue()) {
            outOfBounds(path, Json.write(number), "should be greater than or equal to " + Json.write(least));
        }
        if (schema.get("maximum") instanceof Number most && number.doubleValue() > most.doubleValue()) {
            outOfBounds(path, Json.write(number), "should be less than or equal to " + Json.write(most));
        }
    }

    private void outOfBounds(String path, String value, String why) {
        causes.add(Cause.invalid(path, value, path + " in body " + why));
    }
}
