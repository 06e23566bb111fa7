package io.github.keda4j.validator.internal.schema;

import io.github.keda4j.findings.Pointer;
import io.github.keda4j.validator.internal.core.Reporter;
import io.github.keda4j.validator.internal.core.Words;
import io.github.keda4j.yaml.tree.Node;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What tells the elements of a list apart: some of their fields, or all of them in a set. */
final class ListKeys {

    private final Schema schema;

    private ListKeys(Schema schema) {
        this.schema = schema;
    }

    /** The keys of a list; null if its elements need not be told apart. */
    static @Nullable ListKeys of(Schema schema) {
        return schema.isSet || !schema.listKeys.isEmpty() ? new ListKeys(schema) : null;
    }

    void reportDuplicates(List<Node> elements, Pointer at, Reporter reporter) {
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < elements.size(); i++) {
            String identity = of(elements.get(i));
            if (identity != null && !seen.add(identity)) {
                String list = Words.name(Labels.last(at));
                String message = schema.isSet
                        ? list + " must not have an element twice."
                        : list + " must not have two elements with the same " + String.join(" and ", schema.listKeys)
                                + ".";
                reporter.report(SchemaRules.DUPLICATE, at.element(i).toString(), message, null);
            }
        }
    }

    /** The elements by what tells them apart; empty for a set, whose elements have nothing else. */
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

    /** What tells an element from others; null if it is not of the right type. */
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
            String text = map.text(key);
            Schema field = schema.items == null ? null : schema.items.property(key);
            if (text == null && field != null) {
                text = field.defaultValue;
            }
            identity.append(text == null ? "\u0000" : text).append('\u0001');
        }
        return identity.toString();
    }
}
