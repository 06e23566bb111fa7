package io.github.keda4j.testing.kubernetes.internal.merge;

import io.github.keda4j.testing.kubernetes.internal.json.Json;
import io.github.keda4j.testing.kubernetes.internal.schema.Type;
import io.github.keda4j.testing.kubernetes.internal.schema.Type.ListOf;
import io.github.keda4j.testing.kubernetes.internal.schema.Type.Scalar;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Merges an applied configuration into an existing object. It removes nothing. */
final class Merging {

    private Merging() {}

    /**
     * The result, or {@link Json#ABSENT} if nothing is left of it.
     *
     * @param left the existing value, or {@link Json#ABSENT}
     * @param right the value that takes precedence, or {@link Json#ABSENT}
     */
    static @Nullable Object merge(Type declared, @Nullable Object left, @Nullable Object right) {
        Type type = TypedValues.resolve(declared, right == Json.ABSENT ? left : right);
        if (type instanceof Scalar || TypedValues.isAtomic(type)) {
            return winner(left, right);
        }
        if (type instanceof ListOf list) {
            List<@Nullable Object> before = Json.list(left);
            List<@Nullable Object> after = Json.list(right);
            return before.isEmpty() && after.isEmpty() ? winner(left, right) : elements(list, before, after);
        }
        Map<String, @Nullable Object> before = Json.map(left);
        Map<String, @Nullable Object> after = Json.map(right);
        return before.isEmpty() && after.isEmpty() ? winner(left, right) : fields(type, before, after);
    }

    private static @Nullable Object winner(@Nullable Object left, @Nullable Object right) {
        return Json.copy(right == Json.ABSENT ? left : right);
    }

    private static Object fields(Type type, Map<String, @Nullable Object> left, Map<String, @Nullable Object> right) {
        Set<String> names = new LinkedHashSet<>(left.keySet());
        names.addAll(right.keySet());
        Map<String, @Nullable Object> merged = new LinkedHashMap<>();
        for (String name : names) {
            Type fieldType = TypedValues.fieldType(type, name);
            if (fieldType != null) {
                Object value = merge(fieldType, valueOf(left, name), valueOf(right, name));
                if (value != Json.ABSENT) {
                    merged.put(name, value);
                }
            }
        }
        return merged.isEmpty() ? Json.ABSENT : merged;
    }

    private static @Nullable Object valueOf(Map<String, @Nullable Object> map, String name) {
        return map.containsKey(name) ? map.get(name) : Json.ABSENT;
    }

    /**
     * The elements of both lists. Those that both lists have are in the order of the right list, and every other
     * element is next to its neighbours. The traversal of the two lists follows structured-merge-diff, since its order
     * is visible in the result.
     */
    private static Object elements(ListOf list, List<@Nullable Object> left, List<@Nullable Object> right) {
        Indexed before = Indexed.of(list, left);
        Indexed after = Indexed.of(list, right);
        List<PathElement> shared =
                after.steps.stream().filter(before.elements::containsKey).toList();
        int nextShared = 0;
        Set<PathElement> merged = new HashSet<>();
        List<@Nullable Object> result = new ArrayList<>();
        int l = 0;
        int r = 0;
        while (l < before.steps.size() || r < after.steps.size()) {
            if (l < before.steps.size()) {
                PathElement step = before.steps.get(l);
                boolean common = after.elements.containsKey(step);
                if (r < after.steps.size()) {
                    if (step.equals(after.steps.get(r))) {
                        merged.add(step);
                        add(result, merge(list.elements(), before.elements.get(step), after.elements.get(step)));
                        l++;
                        r++;
                        nextShared++;
                        continue;
                    }
                    if (common
                            && nextShared < shared.size()
                            && !shared.get(nextShared).equals(step)) {
                        l++;
                        continue;
                    }
                }
                if (!common) {
                    add(result, merge(list.elements(), left.get(l), Json.ABSENT));
                    l++;
                    continue;
                }
                if (merged.contains(step)) {
                    l++;
                }
            }
            if (r < after.steps.size()) {
                PathElement step = after.steps.get(r);
                merged.add(step);
                add(
                        result,
                        merge(
                                list.elements(),
                                before.elements.getOrDefault(step, Json.ABSENT),
                                after.elements.get(step)));
                r++;
                if (nextShared < shared.size() && shared.get(nextShared).equals(step)) {
                    nextShared++;
                }
            }
        }
        return result.isEmpty() ? Json.ABSENT : result;
    }

    private static void add(List<@Nullable Object> result, @Nullable Object element) {
        if (element != Json.ABSENT) {
            result.add(element);
        }
    }

    /** The steps in the order of the list, with their elements; null for elements that share a key. */
    private record Indexed(List<PathElement> steps, Map<PathElement, @Nullable Object> elements) {

        static Indexed of(ListOf list, List<@Nullable Object> values) {
            Indexed indexed = new Indexed(new ArrayList<>(), new LinkedHashMap<>());
            for (Object value : values) {
                PathElement step = TypedValues.stepTo(list, value);
                indexed.steps.add(step);
                indexed.elements.put(step, indexed.elements.containsKey(step) ? null : value);
            }
            return indexed;
        }
    }
}
