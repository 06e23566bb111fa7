package io.github.keda4j.validator.internal.schema;

import io.github.keda4j.validator.internal.core.Trees;
import io.github.keda4j.yaml.tree.Node;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Compares values as the API server stores them, without unknown fields and with defaults, or as KEDA reads them from there. */
final class Stored {

    /** Compares as the API server does. In maps that keep unknown fields, these are compared too. */
    static final Stored FOR_API_SERVER = new Stored(null, false);

    /** The fields whose types come from Kubernetes, many of which are pointers. */
    private static final String POD = "jobTargetRef";

    /**
     * Texts that are pointers in Go, so that an empty text is not the same as none; all of KEDA's numbers are pointers.
     */
    private static final Set<String> POINTERS = Set.of(
            "identityId",
            "identityTenantId",
            "identityAuthorityHost",
            "roleArn",
            "externalID",
            "identityOwner",
            "selectPolicy");

    private final @Nullable Schema ofKept;
    private final boolean readsZeros;

    private Stored(@Nullable Schema ofKept, boolean readsZeros) {
        this.ofKept = ofKept;
        this.readsZeros = readsZeros;
    }

    /**
     * Compares as KEDA's webhook does, which reads only known fields.
     *
     * @param ofKept the schema to use for maps that keep unknown fields (the metadata of pods)
     */
    static Stored forWebhook(Schema ofKept) {
        return new Stored(ofKept, true);
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
                    same = isAbsent(entry, schema);
                } else if (field == null) {
                    same = Trees.areEqual(entry.value(), there);
                } else {
                    same = of(entry).isSame(entry.value(), there, field);
                }
                if (!same) {
                    return false;
                }
            }
        }
        return true;
    }

    /** Whether the entries that only one of the maps has are equal to the defaults. */
    private boolean hasDefaultsOnly(Node.Mapping one, Node.Mapping other, Schema schema) {
        for (Node.Entry entry : one.entries()) {
            if (isStored(entry, schema) && !Trees.has(other, entry.key()) && !isAbsent(entry, schema)) {
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

    /** Whether a value is the same as a missing field; a map does not have fields, so each of its entries counts. */
    private boolean isAbsent(Node.Entry entry, Schema schema) {
        Schema field = schema.properties.get(entry.key());
        return field != null && (isDefault(entry.value(), field) || (readsZeros && isZero(entry, field)));
    }

    /**
     * Whether Go cannot distinguish a value from a missing field, because it reads a missing field as this value and
     * omits the value when writing.
     */
    private static boolean isZero(Node.Entry entry, Schema field) {
        if (POINTERS.contains(entry.key())) {
            return false;
        }
        Node value = entry.value();
        return switch (field.type) {
            case BOOLEAN -> value instanceof Node.Scalar flag && flag.text().equals("false");
            case STRING -> value instanceof Node.Scalar text && text.text().isEmpty();
            case ARRAY -> value instanceof Node.Sequence list && list.elements().isEmpty();
            // This applies only to maps, because a structure is a pointer in Go.
            case OBJECT ->
                field.values != null
                        && value instanceof Node.Mapping map
                        && map.entries().isEmpty();
            default -> false;
        };
    }

    private Stored of(Node.Entry entry) {
        return readsZeros && entry.key().equals(POD) ? new Stored(ofKept, false) : this;
    }

    private static boolean isDefault(Node value, Schema field) {
        return field.defaultValue != null
                && value instanceof Node.Scalar scalar
                && field.defaultValue.equals(scalar.text());
    }
}
