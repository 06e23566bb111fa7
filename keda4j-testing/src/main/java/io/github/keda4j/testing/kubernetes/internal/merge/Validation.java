package io.github.keda4j.testing.kubernetes.internal.merge;

import io.github.keda4j.testing.kubernetes.internal.json.Json;
import io.github.keda4j.testing.kubernetes.internal.schema.Type;
import io.github.keda4j.testing.kubernetes.internal.schema.Type.ListKind;
import io.github.keda4j.testing.kubernetes.internal.schema.Type.ListOf;
import io.github.keda4j.testing.kubernetes.internal.schema.Type.Scalar;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Checks that an applied configuration fits its type: no unknown fields, no wrong scalars, no duplicate keys. */
public final class Validation {

    private final List<String> problems = new ArrayList<>();

    private Validation() {}

    /**
     * Checks a value.
     *
     * @param type the type that the value must have
     * @param value the applied configuration
     * @throws TypeException if it does not have the type, with all reasons
     */
    public static void validate(Type type, @Nullable Object value) {
        Validation validation = new Validation();
        validation.visit(type, value, "");
        if (!validation.problems.isEmpty()) {
            throw new TypeException(
                    validation.problems.size() == 1
                            ? validation.problems.get(0)
                            : "errors:\n  " + String.join("\n  ", validation.problems));
        }
    }

    private void visit(Type declared, @Nullable Object value, String path) {
        Type type = TypedValues.resolve(declared, value);
        if (value == null) {
            return;
        }
        if (type instanceof Scalar scalar) {
            scalar(scalar, value, path);
        } else if (type instanceof ListOf list) {
            list(list, value, path);
        } else if (value instanceof Map) {
            map(type, Json.map(value), path);
        } else {
            report(path, "expected map, got " + goPrint(value));
        }
    }

    private void map(Type type, Map<String, @Nullable Object> value, String path) {
        for (Map.Entry<String, @Nullable Object> entry : new TreeMap<>(value).entrySet()) {
            Type fieldType = TypedValues.fieldType(type, entry.getKey());
            String fieldPath = path + "." + entry.getKey();
            if (fieldType == null) {
                report(fieldPath, "field not declared in schema");
            } else {
                visit(fieldType, entry.getValue(), fieldPath);
            }
        }
    }

    private void list(ListOf type, Object value, String path) {
        if (!(value instanceof List)) {
            report(path, "expected list, got " + goPrint(value));
            return;
        }
        List<@Nullable Object> elements = Json.list(value);
        Set<PathElement> seen = new HashSet<>();
        for (int i = 0; i < elements.size(); i++) {
            PathElement step = new PathElement.Index(i);
            if (type.kind() != ListKind.ATOMIC) {
                try {
                    step = TypedValues.stepTo(type, elements.get(i));
                } catch (TypeException e) {
                    report(path, "element " + i + ": " + e.getMessage());
                    return;
                }
                if (!seen.add(step)) {
                    report(path, "duplicate entries for key " + step);
                }
            }
            visit(type.elements(), elements.get(i), path + step);
        }
    }

    private void scalar(Scalar type, Object value, String path) {
        switch (type) {
            case INT32, INT64, FLOAT64 -> {
                if (!(value instanceof Number)) {
                    report(path, "expected numeric (int or float), got " + goType(value));
                }
            }
            case STRING, BYTES -> {
                if (!(value instanceof String)) {
                    report(path, "expected string, got &value.valueUnstructured{Value:" + goSyntax(value) + "}");
                }
            }
            case BOOL -> {
                if (!(value instanceof Boolean)) {
                    report(path, "expected boolean, got " + goPrint(value));
                }
            }
            case QUANTITY, INT_OR_STRING, TIME, MICRO_TIME, ANY -> {
                if (value instanceof Map || value instanceof List) {
                    report(path, "expected any scalar, got " + goPrint(value));
                }
            }
        }
    }

    private void report(String path, String problem) {
        problems.add(path.isEmpty() ? problem : path + ": " + problem);
    }

    private static String goType(Object value) {
        return value instanceof String
                ? "string"
                : value instanceof Boolean
                        ? "bool"
                        : value instanceof Map ? "map[string]interface {}" : "[]interface {}";
    }

    private static String goPrint(Object value) {
        return "&{" + (value instanceof String ? value : Json.write(value)) + "}";
    }

    private static String goSyntax(Object value) {
        return Json.write(value);
    }
}
