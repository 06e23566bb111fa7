package io.github.keda4j.testing.kubernetes.internal.merge;

import io.github.keda4j.testing.kubernetes.internal.json.Json;
import io.github.keda4j.testing.kubernetes.internal.schema.Type;
import io.github.keda4j.testing.kubernetes.internal.schema.Type.ListOf;
import io.github.keda4j.testing.kubernetes.internal.schema.Type.Scalar;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The differences between two values. No path is in more than one of the sets.
 *
 * @param removed the paths that only the first has
 * @param modified the paths that both have, with different values
 * @param added the paths that only the second has
 */
record Comparison(FieldSet removed, FieldSet modified, FieldSet added) {

    static Comparison of(Type type, @Nullable Object left, @Nullable Object right) {
        Walker walker = new Walker();
        walker.compare(type, left, right);
        return new Comparison(walker.removed.build(), walker.modified.build(), walker.added.build());
    }

    /** The comparison without the paths that lead through any of the given ones. */
    Comparison excluding(FieldSet fields) {
        return new Comparison(
                removed.recursiveDifference(fields),
                modified.recursiveDifference(fields),
                added.recursiveDifference(fields));
    }

    private static final class Walker {

        private final FieldSet.Builder removed = new FieldSet.Builder();
        private final FieldSet.Builder modified = new FieldSet.Builder();
        private final FieldSet.Builder added = new FieldSet.Builder();
        private final List<PathElement> path = new ArrayList<>();

        /** One of the two may be {@link Json#ABSENT}. */
        void compare(Type declared, @Nullable Object left, @Nullable Object right) {
            Type leftType = TypedValues.resolve(declared, left);
            Type rightType = TypedValues.resolve(declared, right);
            boolean leaf;
            if (right == Json.ABSENT) {
                leaf = compareAs(leftType, left, right);
            } else {
                if (left != Json.ABSENT && !leftType.equals(rightType)) {
                    compareAs(leftType, left, right);
                }
                leaf = compareAs(rightType, left, right);
            }
            if (!leaf && left == Json.ABSENT) {
                added.add(path);
            } else if (!leaf && right == Json.ABSENT) {
                removed.add(path);
            }
        }

        /** @return whether the values were compared as a whole */
        private boolean compareAs(Type type, @Nullable Object left, @Nullable Object right) {
            if (type instanceof Scalar
                    || TypedValues.isAtomic(type)
                    || (Json.isEmpty(part(type, left)) && Json.isEmpty(part(type, right)))) {
                leaf(left, right);
                return true;
            }
            if (type instanceof ListOf list) {
                elements(list, Json.list(part(type, left)), Json.list(part(type, right)));
            } else {
                fields(type, Json.map(part(type, left)), Json.map(part(type, right)));
            }
            return false;
        }

        /** The value if it is a map or a list and the type requires that; otherwise nothing. */
        private static @Nullable Object part(Type type, @Nullable Object value) {
            return type instanceof ListOf ? Json.list(value) : Json.map(value);
        }

        private void leaf(@Nullable Object left, @Nullable Object right) {
            if (left == Json.ABSENT) {
                added.add(path);
            } else if (right == Json.ABSENT) {
                removed.add(path);
            } else if (!Json.same(left, right)) {
                modified.add(path);
            }
        }

        private void fields(Type type, Map<String, @Nullable Object> left, Map<String, @Nullable Object> right) {
            Set<String> names = new LinkedHashSet<>(left.keySet());
            names.addAll(right.keySet());
            for (String name : names) {
                Type fieldType = TypedValues.fieldType(type, name);
                if (fieldType != null) {
                    path.add(new PathElement.Field(name));
                    compare(fieldType, valueOf(left, name), valueOf(right, name));
                    path.remove(path.size() - 1);
                }
            }
        }

        private static @Nullable Object valueOf(Map<String, @Nullable Object> map, String name) {
            return map.containsKey(name) ? map.get(name) : Json.ABSENT;
        }

        private void elements(ListOf list, List<@Nullable Object> left, List<@Nullable Object> right) {
            Map<PathElement, List<@Nullable Object>> before = byStep(list, left);
            Map<PathElement, List<@Nullable Object>> after = byStep(list, right);
            Set<PathElement> steps = new LinkedHashSet<>(before.keySet());
            steps.addAll(after.keySet());
            for (PathElement step : steps) {
                path.add(step);
                element(list, before.getOrDefault(step, List.of()), after.getOrDefault(step, List.of()));
                path.remove(path.size() - 1);
            }
        }

        private static Map<PathElement, List<@Nullable Object>> byStep(ListOf list, List<@Nullable Object> elements) {
            Map<PathElement, List<@Nullable Object>> byStep = new LinkedHashMap<>();
            for (Object element : elements) {
                byStep.computeIfAbsent(TypedValues.stepTo(list, element), any -> new ArrayList<>())
                        .add(element);
            }
            return byStep;
        }

        /** Elements that share a key are compared together, as if they were one atomic value. */
        private void element(ListOf list, List<@Nullable Object> left, List<@Nullable Object> right) {
            boolean manyBefore = left.size() > 1;
            boolean manyAfter = right.size() > 1;
            if (manyBefore && manyAfter) {
                if (!Json.same(left, right)) {
                    modified.add(path);
                }
                return;
            }
            Object before = manyBefore || left.isEmpty() ? Json.ABSENT : left.get(0);
            Object after = manyAfter || right.isEmpty() ? Json.ABSENT : right.get(0);
            if (before != Json.ABSENT || after != Json.ABSENT) {
                compare(list.elements(), before, after);
            }
            if (manyBefore) {
                removed.add(path);
            }
            if (manyAfter) {
                added.add(path);
            }
        }
    }
}
