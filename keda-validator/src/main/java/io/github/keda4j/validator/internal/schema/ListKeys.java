package io.github.keda4j.validator.internal.schema;

import io.github.keda4j.findings.Pointer;
import io.github.keda4j.validator.internal.core.Trees;
import io.github.keda4j.validator.internal.core.Words;
import io.github.keda4j.yaml.tree.Node;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The identity of list elements: some of their fields or, in a set, the whole element. */
final class ListKeys {

    private final Schema schema;

    private ListKeys(Schema schema) {
        this.schema = schema;
    }

    /** Returns the keys of a list; null if its elements need not be distinct. */
    static @Nullable ListKeys of(Schema schema) {
        return schema.isSet || !schema.listKeys.isEmpty() ? new ListKeys(schema) : null;
    }

    /**
     * An element that duplicates an earlier one.
     *
     * @param pointer the pointer to the element
     * @param message what is wrong
     */
    record Duplicate(String pointer, String message) {}

    /** Adds a duplicate for each element that occurs more than once, at its second occurrence. */
    void collectDuplicates(List<Node> elements, Pointer at, List<Duplicate> duplicates) {
        Map<String, Integer> seen = new HashMap<>();
        List<Duplicate> found = new ArrayList<>(0);
        for (int i = 0; i < elements.size(); i++) {
            String identity = of(elements.get(i));
            if (identity == null && !Trees.isNull(elements.get(i))) {
                return; // the API server does not compare the elements of a list with one of another type
            }
            if (identity != null && seen.merge(identity, 1, Integer::sum) == 2) {
                String list = Words.name(Labels.last(at));
                String message = schema.isSet
                        ? list + " must not contain an element twice."
                        : list + " must not have two elements with the same " + String.join(" and ", schema.listKeys)
                                + ".";
                found.add(new Duplicate(at.element(i).toString(), message));
            }
        }
        duplicates.addAll(found);
    }

    /** Whether a list in the value has duplicate elements. */
    static boolean hasDuplicates(Node node, Schema schema) {
        if (node instanceof Node.Mapping map) {
            for (Node.Entry entry : map.entries()) {
                Schema field = schema.property(entry.key());
                field = field == null ? schema.values : field;
                if (field != null && hasDuplicates(entry.value(), field)) {
                    return true;
                }
            }
            return false;
        }
        Schema items = schema.items;
        if (!(node instanceof Node.Sequence list) || items == null) {
            return false;
        }
        ListKeys keys = of(schema);
        Set<String> seen = new HashSet<>();
        for (Node element : list.elements()) {
            String identity = keys == null ? null : keys.of(element);
            if ((identity != null && !seen.add(identity)) || hasDuplicates(element, items)) {
                return true;
            }
        }
        return false;
    }

    /** The elements by their identity; empty for a set, in which the element itself is the identity. */
    Map<String, Node> index(List<Node> elements) {
        if (schema.isSet) {
            return Map.of();
        }
        Map<String, Node> index = new HashMap<>();
        for (Node element : elements) {
            String identity = of(element);
            if (identity != null) {
                index.put(identity, element);
            }
        }
        return index;
    }

    /** The identity of an element; null if it is not of the right type. */
    @Nullable
    String of(Node element) {
        if (schema.isSet) {
            return element instanceof Node.Scalar scalar ? scalar.text() : null;
        }
        if (!(element instanceof Node.Mapping map)) {
            return null;
        }
        StringBuilder identity = new StringBuilder();
        for (String key : schema.listKeys) {
            Schema field = schema.items == null ? null : schema.items.property(key);
            append(map.get(key), field == null ? null : field.defaultValue, identity);
        }
        return identity.toString();
    }

    /** A value of the wrong type never equals one of the right type, even if it is written the same way. */
    private static void append(@Nullable Node value, @Nullable String byDefault, StringBuilder identity) {
        if (value == null || Trees.isNull(value)) {
            identity.append(byDefault == null ? "\u0000" : byDefault);
        } else {
            append(value, identity);
        }
        identity.append('\u0001');
    }

    private static void append(Node value, StringBuilder identity) {
        if (value instanceof Node.Scalar scalar) {
            identity.append(scalar.text()).append(scalar.isString() ? "" : "\u0002");
        } else if (value instanceof Node.Sequence list) {
            identity.append('\u0003');
            list.elements().forEach(element -> append(element, null, identity));
        } else if (value instanceof Node.Mapping map) {
            identity.append('\u0004');
            for (Node.Entry entry : map.entries()) {
                identity.append(entry.key()).append('\u0005');
                append(entry.value(), null, identity);
            }
        }
    }
}
