package io.github.keda4j.testing.kubernetes.internal.merge;

import io.github.keda4j.testing.kubernetes.internal.json.Json;
import io.github.keda4j.testing.kubernetes.internal.schema.Type;
import io.github.keda4j.testing.kubernetes.internal.schema.Type.Struct;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A set of paths, as a trie. A set that contains a path does not necessarily contain the path's prefixes. Sets are
 * immutable once they are returned.
 */
public final class FieldSet {

    /** The empty set. */
    public static final FieldSet EMPTY = new FieldSet(new TreeSet<>(), new TreeMap<>());

    private static final String SELF = ".";

    private final SortedSet<PathElement> members;
    private final SortedMap<PathElement, FieldSet> children;

    private FieldSet(SortedSet<PathElement> members, SortedMap<PathElement, FieldSet> children) {
        this.members = members;
        this.children = children;
    }

    /**
     * {@return the set of the paths that lead through fields of these names}
     *
     * @param dottedPaths such as {@code metadata.labels}
     */
    public static FieldSet ofFields(String... dottedPaths) {
        Builder set = new Builder();
        for (String path : dottedPaths) {
            List<PathElement> elements = new ArrayList<>();
            for (String name : path.split("\\.", -1)) {
                elements.add(new PathElement.Field(name));
            }
            set.add(elements);
        }
        return set.build();
    }

    /** Collects paths. */
    static final class Builder {

        private final FieldSet set = new FieldSet(new TreeSet<>(), new TreeMap<>());

        void add(List<PathElement> path) {
            if (path.isEmpty()) {
                return;
            }
            FieldSet node = set;
            for (PathElement step : path.subList(0, path.size() - 1)) {
                node = node.children.computeIfAbsent(step, any -> new FieldSet(new TreeSet<>(), new TreeMap<>()));
            }
            node.members.add(path.get(path.size() - 1));
        }

        FieldSet build() {
            return set;
        }
    }

    /** {@return whether the set is empty} */
    public boolean isEmpty() {
        return members.isEmpty() && children.values().stream().allMatch(FieldSet::isEmpty);
    }

    boolean has(PathElement element) {
        return members.contains(element);
    }

    /** The paths that continue after an element. */
    FieldSet behind(PathElement element) {
        return children.getOrDefault(element, EMPTY);
    }

    /**
     * {@return the union of both sets}
     *
     * @param other any set
     */
    public FieldSet union(FieldSet other) {
        SortedSet<PathElement> allMembers = new TreeSet<>(members);
        allMembers.addAll(other.members);
        SortedMap<PathElement, FieldSet> allChildren = new TreeMap<>(children);
        other.children.forEach((step, child) -> allChildren.merge(step, child, FieldSet::union));
        return new FieldSet(allMembers, allChildren);
    }

    FieldSet intersection(FieldSet other) {
        SortedSet<PathElement> common = new TreeSet<>(members);
        common.retainAll(other.members);
        SortedMap<PathElement, FieldSet> deeper = new TreeMap<>();
        children.forEach((step, child) -> keep(deeper, step, child.intersection(other.behind(step))));
        return new FieldSet(common, deeper);
    }

    /**
     * {@return the paths of this set that are not in the other}
     *
     * @param other any set
     */
    public FieldSet difference(FieldSet other) {
        SortedSet<PathElement> rest = new TreeSet<>(members);
        rest.removeAll(other.members);
        SortedMap<PathElement, FieldSet> deeper = new TreeMap<>();
        children.forEach((step, child) -> keep(deeper, step, child.difference(other.behind(step))));
        return new FieldSet(rest, deeper);
    }

    /**
     * {@return the paths of this set that do not lead through a path of the other}
     *
     * @param other any set
     */
    public FieldSet recursiveDifference(FieldSet other) {
        SortedSet<PathElement> rest = new TreeSet<>(members);
        rest.removeAll(other.members);
        SortedMap<PathElement, FieldSet> deeper = new TreeMap<>();
        children.forEach((step, child) -> {
            if (!other.has(step)) {
                keep(deeper, step, child.recursiveDifference(other.behind(step)));
            }
        });
        return new FieldSet(rest, deeper);
    }

    private static void keep(SortedMap<PathElement, FieldSet> children, PathElement step, FieldSet child) {
        if (!child.isEmpty()) {
            children.put(step, child);
        }
    }

    /** Adds the declared fields that lead to a path; by themselves, they are not in any set. */
    FieldSet withDeclaredParents(@Nullable Type type) {
        SortedSet<PathElement> more = new TreeSet<>(members);
        SortedMap<PathElement, FieldSet> deeper = new TreeMap<>();
        children.forEach((step, child) -> {
            if (step instanceof PathElement.Field field
                    && type instanceof Struct struct
                    && struct.fields().containsKey(field.name())) {
                more.add(step);
            }
            deeper.put(step, child.withDeclaredParents(type == null ? null : TypedValues.typeBehind(type, step)));
        });
        return new FieldSet(more, deeper);
    }

    /** Every path: first those that end here, then the longer ones, each group in its order. */
    void forEach(Consumer<List<PathElement>> consumer) {
        forEach(new ArrayList<>(), consumer);
    }

    private void forEach(List<PathElement> prefix, Consumer<List<PathElement>> consumer) {
        for (PathElement member : members) {
            List<PathElement> path = new ArrayList<>(prefix);
            path.add(member);
            consumer.accept(path);
        }
        children.forEach((step, child) -> {
            List<PathElement> path = new ArrayList<>(prefix);
            path.add(step);
            child.forEach(path, consumer);
        });
    }

    /** {@return the set as {@code fieldsV1}} */
    public Map<String, @Nullable Object> toFieldsV1() {
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        SortedSet<PathElement> steps = new TreeSet<>(members);
        steps.addAll(children.keySet());
        for (PathElement step : steps) {
            Map<String, @Nullable Object> child = new LinkedHashMap<>();
            if (members.contains(step) && children.containsKey(step)) {
                child.put(SELF, Map.of());
            }
            child.putAll(behind(step).toFieldsV1());
            fields.put(step.serialized(), child);
        }
        return fields;
    }

    /**
     * {@return the described set}
     *
     * @param fields the fields as in {@code metadata.managedFields}
     * @throws IllegalArgumentException if it does not describe a set
     */
    public static FieldSet ofFieldsV1(Map<String, @Nullable Object> fields) {
        SortedSet<PathElement> members = new TreeSet<>();
        SortedMap<PathElement, FieldSet> children = new TreeMap<>();
        fields.forEach((key, value) -> {
            PathElement step = key.equals(SELF) ? null : PathElement.parse(key);
            if (step != null) {
                Map<String, @Nullable Object> child = Json.map(value);
                FieldSet deeper = ofFieldsV1(child);
                if (child.containsKey(SELF) || deeper.isEmpty()) {
                    members.add(step);
                }
                keep(children, step, deeper);
            }
        });
        return new FieldSet(members, children);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof FieldSet set && members.equals(set.members) && children.equals(set.children);
    }

    @Override
    public int hashCode() {
        return 31 * members.hashCode() + children.hashCode();
    }

    @Override
    public String toString() {
        return Json.write(toFieldsV1());
    }
}
