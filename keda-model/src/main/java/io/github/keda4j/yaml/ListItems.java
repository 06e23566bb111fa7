package io.github.keda4j.yaml;

import io.github.keda4j.yaml.tree.Node;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The objects of a list. As for kubectl ({@code UnstructuredJSONScheme} in apimachinery), a list is a map with
 * {@code items} and a kind such as {@code List} or {@code ScaledObjectList}, and items with neither apiVersion nor kind have
 * those of a typed list.
 */
final class ListItems {

    private static final String LIST = "List";

    private ListItems() {}

    /** {@return the objects of a document; null if it is no list} */
    static @Nullable List<Node> of(Node.Mapping document) {
        String apiVersion = document.text("apiVersion");
        String kind = document.text("kind");
        if (apiVersion == null
                || kind == null
                || !kind.endsWith(LIST)
                || !(document.get("items") instanceof Node.Sequence items)) {
            return null;
        }
        if (kind.equals(LIST)) {
            return items.elements();
        }
        String kindOfItems = kind.substring(0, kind.length() - LIST.length());
        return items.elements().stream()
                .map(item -> item instanceof Node.Mapping object
                                && object.get("apiVersion") == null
                                && object.get("kind") == null
                        ? withKind(object, apiVersion, kindOfItems)
                        : item)
                .toList();
    }

    private static Node withKind(Node.Mapping object, String apiVersion, String kind) {
        List<Node.Entry> entries = new ArrayList<>();
        entries.add(entry(object, "apiVersion", apiVersion));
        entries.add(entry(object, "kind", kind));
        int added = entries.size();
        entries.addAll(object.entries());
        return new Node.Mapping(object.line(), object.column(), entries, object.size() + added);
    }

    private static Node.Entry entry(Node.Mapping object, String key, String value) {
        int line = object.line();
        int column = object.column();
        return new Node.Entry(key, line, column, new Node.Scalar(line, column, value, false));
    }
}
