package io.github.keda4j.validator.internal.schema;

import io.github.keda4j.validator.internal.core.Trees;
import io.github.keda4j.yaml.tree.Node;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Compares values as the API server stores them, without unknown fields and with defaults, or as KEDA reads them from there. */
final class Stored {

    /** As the API server compares: with the unknown fields of maps that keep them. */
    static final Stored FOR_API_SERVER = new Stored(null);

    private final @Nullable Schema ofKept;

    private Stored(@Nullable Schema ofKept) {
        this.ofKept = ofKept;
    }

    /**
     * As KEDA's webhook compares, which reads known fields only.
     *
     * @param ofKept the schema of maps that keep unknown fields, which are the metadata of pods
     */
    static Stored forWebhook(Schema ofKept) {
        return new Stored(ofKept);
    }

    /** Whether two values are the same. */
    boolean isSame(Node one, Node other, Schema declared) {
        Schema schema = declared.keepsUnknown && ofKept != null ? ofKept : declared;
        if (schema.type == Schema.Type.OBJECT && one instanceof Node.Mapping a && other instanceof Node.Mapping b) {
            return hasSameFields(a, b, schema) && hasDefaultsOnly(b, a, schema);
        }
        Schema items = schema.items;
        if (items != null && one instanceof Node.Sequence a && other instanceof Node.Sequence b) {
            return hasSameElements(a.elements(), b.elements(), items);
        }
        return Trees.areEqual(one, other);
    }

    private boolean hasSameElements(List<Node> one, List<Node> other, Schema items) {
        if (one.size() != other.size()) {
            return false;
        }
        for (int i = 0; i < one.size(); i++) {
            if (!isSame(one.get(i), other.get(i), items)) {
                return false;
            }
        }
        return true;
    }

    private boolean hasSameFields(Node.Mapping one, Node.Mapping other, Schema schema) {
        for (Node.Entry entry : one.entries()) {
            if (isStored(entry, schema)) {
                Schema field = field(entry, schema);
                Node there = other.get(entry.key());
                boolean same;
                if (there == null || Trees.isNull(there)) {
                    same = isDefault(entry.value(), field);
                } else if (field == null) {
                    same = Trees.areEqual(entry.value(), there);
                } else {
                    same = isSame(entry.value(), there, field);
                }
                if (!same) {
                    return false;
                }
            }
        }
        return true;
    }

    /** Whether what only the one map has would be there by default. */
    private boolean hasDefaultsOnly(Node.Mapping one, Node.Mapping other, Schema schema) {
        for (Node.Entry entry : one.entries()) {
            if (isStored(entry, schema)
                    && !Trees.has(other, entry.key())
                    && !isDefault(entry.value(), field(entry, schema))) {
                return false;
            }
        }
        return true;
    }

    private static boolean isStored(Node.Entry entry, Schema schema) {
        return !Trees.isNull(entry.value()) && (schema.keepsUnknown || field(entry, schema) != null);
    }

    private static @Nullable Schema field(Node.Entry entry, Schema schema) {
        Schema known = schema.properties.get(entry.key());
        return known == null ? schema.values : known;
    }

    private static boolean isDefault(Node value, @Nullable Schema field) {
        return field != null
                && field.defaultValue != null
                && value instanceof Node.Scalar scalar
                && field.defaultValue.equals(scalar.text());
    }
}
