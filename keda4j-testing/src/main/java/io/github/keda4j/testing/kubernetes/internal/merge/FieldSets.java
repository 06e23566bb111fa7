package io.github.keda4j.testing.kubernetes.internal.merge;

import io.github.keda4j.testing.kubernetes.internal.json.Json;
import io.github.keda4j.testing.kubernetes.internal.schema.Type;
import io.github.keda4j.testing.kubernetes.internal.schema.Type.ListOf;
import io.github.keda4j.testing.kubernetes.internal.schema.Type.Scalar;
import io.github.keda4j.testing.kubernetes.internal.schema.Type.Struct;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The paths of everything that a value contains: its leaves, and the elements that have an identity. */
final class FieldSets {

    private final FieldSet.Builder set = new FieldSet.Builder();
    private final List<PathElement> path = new ArrayList<>();

    private FieldSets() {}

    static FieldSet of(Type type, @Nullable Object value) {
        FieldSets walker = new FieldSets();
        walker.visit(type, value);
        return walker.set.build();
    }

    private void visit(Type declared, @Nullable Object value) {
        Type type = TypedValues.resolve(declared, value);
        if (type instanceof Scalar || TypedValues.isAtomic(type)) {
            set.add(path);
        } else if (type instanceof ListOf list) {
            elements(list, Json.list(value));
        } else {
            fields(type, Json.map(value));
        }
    }

    private void fields(Type type, Map<String, @Nullable Object> value) {
        value.forEach((name, child) -> {
            path.add(new PathElement.Field(name));
            Type fieldType = TypedValues.fieldType(type, name);
            if (fieldType != null) {
                visit(fieldType, child);
            }
            boolean declared = type instanceof Struct struct && struct.fields().containsKey(name);
            if (!declared || child == null || (child instanceof Map<?, ?> map && map.isEmpty())) {
                set.add(path);
            }
            path.remove(path.size() - 1);
        });
    }

    private void elements(ListOf list, List<@Nullable Object> elements) {
        Set<PathElement> seen = new HashSet<>();
        Set<PathElement> twice = new HashSet<>();
        for (Object element : elements) {
            PathElement step = TypedValues.stepTo(list, element);
            if (!seen.add(step)) {
                twice.add(step);
            }
        }
        for (Object element : elements) {
            PathElement step = TypedValues.stepTo(list, element);
            path.add(step);
            if (!twice.contains(step)) {
                visit(list.elements(), element);
            }
            set.add(path);
            path.remove(path.size() - 1);
        }
    }
}
