package io.github.keda4j.testing.kubernetes.internal.patch;

import io.github.keda4j.testing.kubernetes.internal.json.Json;
import io.github.keda4j.testing.kubernetes.internal.schema.Type;
import io.github.keda4j.testing.kubernetes.internal.schema.Type.Field;
import io.github.keda4j.testing.kubernetes.internal.schema.Type.ListOf;
import io.github.keda4j.testing.kubernetes.internal.schema.Type.PatchStrategy;
import io.github.keda4j.testing.kubernetes.internal.schema.Type.Struct;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Strategic merge patch: a merge patch that merges some lists by their keys, with directives ({@code strategicpatch}). */
public final class StrategicMergePatch {

    private static final String DIRECTIVE = "$patch";
    private static final String RETAIN = "$retainKeys";
    private static final String ORDER = "$setElementOrder/";
    private static final String DELETE_FROM = "$deleteFromPrimitiveList/";

    private static final Field UNKNOWN =
            new Field("", Type.Free.ATOMIC, Type.Presence.UNLESS_NULL, new PatchStrategy(false, false, ""));

    private StrategicMergePatch() {}

    /**
     * {@return the patched object; the arguments are not changed}
     *
     * @param type the type of the object
     * @param object the object to patch
     * @param patch the changes; null removes a field
     * @throws PatchException if the patch is not valid
     */
    public static Map<String, @Nullable Object> apply(
            Struct type, Map<String, @Nullable Object> object, Map<String, @Nullable Object> patch) {
        return merge(type, Json.copyOf(object), Json.copyOf(patch));
    }

    private static Map<String, @Nullable Object> merge(
            Type type, Map<String, @Nullable Object> object, Map<String, @Nullable Object> patch) {
        Object directive = patch.remove(DIRECTIVE);
        if (directive != null) {
            return switch (directive.toString()) {
                case "replace" -> patch;
                case "delete" -> new LinkedHashMap<>();
                default -> throw PatchException.malformed("unknown patch type: " + directive);
            };
        }
        retainKeys(object, patch);
        Map<String, List<@Nullable Object>> orders = orders(patch);
        patch.forEach((name, value) -> {
            if (name.startsWith(DELETE_FROM)) {
                Json.list(object.get(name.substring(DELETE_FROM.length()))).removeAll(Json.list(value));
            } else if (value == null) {
                object.remove(name);
            } else {
                object.put(name, merged(field(type, name), object.get(name), value));
            }
        });
        orders.forEach((name, order) -> object.computeIfPresent(
                name,
                (any, list) -> ordered(
                        Json.list(list),
                        order,
                        Json.list(list),
                        field(type, name).patch().key())));
        return object;
    }

    private static Field field(Type type, String name) {
        return type instanceof Struct struct ? struct.fields().getOrDefault(name, UNKNOWN) : UNKNOWN;
    }

    private static void retainKeys(Map<String, @Nullable Object> object, Map<String, @Nullable Object> patch) {
        Object retained = patch.remove(RETAIN);
        if (retained == null) {
            return;
        }
        List<@Nullable Object> names = Json.list(retained);
        patch.forEach((name, value) -> {
            if (value != null && !name.startsWith("$") && !names.contains(name)) {
                throw PatchException.malformed("invalid patch format of retainKeys");
            }
        });
        object.keySet().retainAll(names);
    }

    private static Map<String, List<@Nullable Object>> orders(Map<String, @Nullable Object> patch) {
        Map<String, List<@Nullable Object>> orders = new LinkedHashMap<>();
        for (String name : List.copyOf(patch.keySet())) {
            if (name.startsWith(ORDER)) {
                orders.put(name.substring(ORDER.length()), Json.list(patch.remove(name)));
            }
        }
        return orders;
    }

    private static @Nullable Object merged(Field field, @Nullable Object original, Object patch) {
        if (original instanceof Map && patch instanceof Map) {
            return merge(field.type(), Json.map(original), Json.map(patch));
        }
        if (original instanceof List && patch instanceof List && field.patch().merge()) {
            return elements(field, Json.list(original), Json.list(patch));
        }
        return withoutDirectives(patch);
    }

    private static List<@Nullable Object> elements(
            Field field, List<@Nullable Object> original, List<@Nullable Object> patch) {
        String key = field.patch().key();
        if (key.isEmpty()) {
            List<@Nullable Object> all = new ArrayList<>(original);
            all.addAll(patch);
            return ordered(new ArrayList<>(new LinkedHashSet<>(all)), patch, original, key);
        }
        List<@Nullable Object> merged = new ArrayList<>(original);
        List<@Nullable Object> plain = new ArrayList<>();
        boolean replace = false;
        for (Object element : patch) {
            Object directive = Json.map(element).get(DIRECTIVE);
            if (directive == null) {
                plain.add(element);
            } else if (directive.equals("delete")) {
                merged.removeIf(other -> sameKey(other, element, key));
            } else if (directive.equals("replace")) {
                replace = true;
            } else {
                throw PatchException.malformed("unknown patch type: " + directive);
            }
        }
        if (replace) {
            return plain;
        }
        List<@Nullable Object> before = List.copyOf(merged);
        Type elementType = field.type() instanceof ListOf list ? list.elements() : Type.Free.ATOMIC;
        plain.forEach(element -> mergeElement(elementType, merged, Json.map(element), key));
        return ordered(merged, plain, before, key);
    }

    private static void mergeElement(
            Type type, List<@Nullable Object> merged, Map<String, @Nullable Object> element, String key) {
        if (!element.containsKey(key)) {
            throw PatchException.malformed(
                    "map: " + Json.write(element) + " does not contain declared merge key: " + key);
        }
        for (int i = 0; i < merged.size(); i++) {
            if (sameKey(merged.get(i), element, key)) {
                merged.set(i, merge(type, Json.map(merged.get(i)), element));
                return;
            }
        }
        merged.add(withoutDirectives(element));
    }

    private static boolean sameKey(@Nullable Object left, @Nullable Object right, String key) {
        return key.isEmpty()
                ? Json.same(left, right)
                : Json.map(right).containsKey(key)
                        && Objects.equals(
                                Json.map(left).get(key), Json.map(right).get(key));
    }

    /** Sorts the elements that occur in the given order; all other elements keep the order that they have. */
    private static List<@Nullable Object> ordered(
            List<@Nullable Object> elements, List<@Nullable Object> order, List<@Nullable Object> before, String key) {
        List<@Nullable Object> named = new ArrayList<>();
        for (Object wanted : order) {
            elements.stream()
                    .filter(element -> sameKey(element, wanted, key))
                    .findFirst()
                    .ifPresent(named::add);
        }
        List<@Nullable Object> others = new ArrayList<>(elements);
        others.removeIf(element -> order.stream().anyMatch(wanted -> sameKey(element, wanted, key)));
        List<@Nullable Object> result = new ArrayList<>();
        int o = 0;
        int n = 0;
        while (o < others.size() || n < named.size()) {
            boolean otherFirst =
                    o < others.size() && (n == named.size() || isBefore(before, others.get(o), named.get(n), key));
            result.add(otherFirst ? others.get(o++) : named.get(n++));
        }
        return result;
    }

    private static boolean isBefore(
            List<@Nullable Object> list, @Nullable Object left, @Nullable Object right, String key) {
        int l = indexOf(list, left, key);
        int r = indexOf(list, right, key);
        return l >= 0 && r >= 0 && l < r;
    }

    private static int indexOf(List<@Nullable Object> list, @Nullable Object wanted, String key) {
        for (int i = 0; i < list.size(); i++) {
            if (sameKey(list.get(i), wanted, key)) {
                return i;
            }
        }
        return -1;
    }

    /** The value for a new object, in which nulls and directives have no meaning. */
    private static @Nullable Object withoutDirectives(@Nullable Object value) {
        if (value instanceof Map) {
            Map<String, @Nullable Object> map = new LinkedHashMap<>();
            Json.map(value).forEach((name, child) -> {
                if (child != null && !name.startsWith("$")) {
                    map.put(name, withoutDirectives(child));
                }
            });
            return map;
        }
        if (value instanceof List) {
            List<@Nullable Object> list = new ArrayList<>();
            Json.list(value).stream()
                    .filter(element -> !Json.map(element).containsKey(DIRECTIVE))
                    .forEach(element -> list.add(withoutDirectives(element)));
            return list;
        }
        return value;
    }
}
