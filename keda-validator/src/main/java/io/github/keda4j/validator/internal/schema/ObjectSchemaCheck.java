package io.github.keda4j.validator.internal.schema;

import io.github.keda4j.findings.Pointer;
import io.github.keda4j.findings.Severity;
import io.github.keda4j.validator.internal.core.KedaKind;
import io.github.keda4j.validator.internal.core.Reporter;
import io.github.keda4j.validator.internal.core.Setting;
import io.github.keda4j.validator.internal.core.Trees;
import io.github.keda4j.validator.internal.core.Words;
import io.github.keda4j.yaml.tree.Node;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Checks one object against its schema as the API server does: null in a map counts as missing, unknown fields are
 * dropped, and on an update, unchanged values are not checked again.
 */
final class ObjectSchemaCheck {

    private final KedaKind kind;
    private final Placements placements;
    private final Setting setting;
    private final Reporter reporter;
    private final ValueCheck values;
    private final List<ListKeys.Duplicate> duplicates = new ArrayList<>(0);

    /** The trigger whose metadata is being checked. */
    private Node.@Nullable Mapping trigger;

    ObjectSchemaCheck(KedaKind kind, Placements placements, Setting setting, Reporter reporter) {
        this.kind = kind;
        this.placements = placements;
        this.setting = setting;
        this.reporter = reporter;
        this.values = new ValueCheck(reporter);
    }

    /** Checks the whole object. */
    void object(Node.Mapping tree, Part whole, Node.@Nullable Mapping before) {
        object(tree, whole, Pointer.root(), before, false);
        // If the old object already had duplicate elements in its lists, the API server also accepts them in the new
        // object.
        if (!duplicates.isEmpty() && (before == null || !ListKeys.hasDuplicates(before, whole.schema))) {
            for (ListKeys.Duplicate duplicate : duplicates) {
                reporter.report(SchemaRules.DUPLICATE, duplicate.pointer(), duplicate.message(), null);
            }
        }
    }

    /**
     * Checks a part of the object.
     *
     * @param before the part that an update replaces; null if there is none, or the object is new
     */
    private void value(Node node, Part part, Pointer at, @Nullable Node before) {
        Schema schema = part.schema;
        boolean unchanged = before != null && Stored.FOR_API_SERVER.isSame(node, before, schema);
        switch (schema.type) {
            case OBJECT -> {
                if (node instanceof Node.Mapping map) {
                    object(map, part, at, before instanceof Node.Mapping old ? old : null, unchanged);
                } else {
                    wrongType(node, part, at, unchanged);
                }
            }
            case ARRAY -> {
                if (node instanceof Node.Sequence list) {
                    list(list, part, at, before instanceof Node.Sequence old ? old : null, unchanged);
                } else {
                    wrongType(node, part, at, unchanged);
                }
            }
            case ANYTHING -> {}
            default -> scalar(node, part, at, unchanged);
        }
    }

    private void scalar(Node node, Part part, Pointer at, boolean unchanged) {
        if (!(node instanceof Node.Scalar scalar) || !values.hasType(scalar, part.schema)) {
            wrongType(node, part, at, unchanged);
        } else {
            values.check(scalar, part.schema, at, unchanged);
        }
    }

    /** The API server accepts an unchanged value. KEDA's webhook, which reads the whole object, still refuses it. */
    private void wrongType(Node node, Part part, Pointer at, boolean unchanged) {
        String path = part.path;
        if (unchanged && (Trees.isNull(node) || path.startsWith(".status"))) {
            return;
        }
        if (reporter.isFull(SchemaRules.TYPE)) {
            reporter.count(SchemaRules.TYPE, SchemaRules.TYPE.severity(), at.toString());
            return;
        }
        String key = Labels.last(at);
        if (placements.isFieldOfTrigger(key, parent(path), trigger)) {
            misplaced(key, at, Severity.ERROR);
        } else {
            values.reportType(node, part.schema, at, path.endsWith("{}"));
        }
    }

    private static String parent(String path) {
        return path.endsWith("{}") ? path.substring(0, path.length() - 2) : path;
    }

    private void misplaced(String key, Pointer at, Severity severity) {
        reporter.report(
                SchemaRules.MISPLACED_FIELD,
                severity,
                at.toString(),
                key + " has no effect in metadata. KEDA reads it from the trigger itself.",
                "Move it out of metadata, next to type.");
    }

    private void list(Node.Sequence list, Part part, Pointer at, Node.@Nullable Sequence before, boolean unchanged) {
        Schema schema = part.schema;
        List<Node> elements = list.elements();
        if (!unchanged && elements.size() < schema.minItems) {
            reporter.report(
                    SchemaRules.LENGTH,
                    at.toString(),
                    Labels.of(at) + " must have at least " + schema.minItems
                            + (schema.minItems == 1 ? " element." : " elements."),
                    null);
        }
        ListKeys keys = ListKeys.of(schema);
        if (keys != null && !unchanged) {
            keys.collectDuplicates(elements, at, duplicates);
        }
        if (schema.items == null) {
            return;
        }
        // An element can be compared with the one that it replaces only if the list has keys or is unchanged.
        Map<String, Node> keyed =
                keys == null || before == null || unchanged ? Map.of() : keys.index(before.elements());
        Part inner = part.elements();
        for (int i = 0; i < elements.size(); i++) {
            Node element = elements.get(i);
            Node old = unchanged ? element : keyed.isEmpty() || keys == null ? null : keyed.get(keys.of(element));
            value(element, inner, at.element(i), old);
        }
    }

    private void object(Node.Mapping map, Part part, Pointer at, Node.@Nullable Mapping before, boolean unchanged) {
        Schema schema = part.schema;
        List<Node.Entry> unknown = null;
        boolean empty = true;
        List<Node.Entry> entries = map.entries();
        for (int i = 0; i < entries.size(); i++) {
            Node.Entry entry = entries.get(i);
            Part field = part.field(entry.key());
            if (field == null && schema.values == null) {
                if (!schema.keepsUnknown) {
                    unknown = unknown == null ? new ArrayList<>(2) : unknown;
                    unknown.add(entry);
                }
            } else if (!Trees.isNull(entry.value())) {
                empty = false;
                entry(entry, field, part, map, at, before, unchanged);
            }
        }
        for (int i = 0; i < schema.required.size(); i++) {
            String required = schema.required.get(i);
            if (!unchanged && isMissing(map, schema, required)) {
                unknown = missing(required, map, part, at, unknown);
            }
        }
        if (unknown != null) {
            for (Node.Entry entry : unknown) {
                unknown(entry, map, part, at, empty && part.path.equals(".spec"));
            }
        }
        if (schema.rule != null && !unchanged) {
            SchemaExpressions.check(schema.rule, map, at, reporter);
        }
    }

    private void entry(
            Node.Entry entry,
            @Nullable Part field,
            Part part,
            Node.Mapping map,
            Pointer at,
            Node.@Nullable Mapping before,
            boolean unchanged) {
        String key = entry.key();
        Node old = part.path.isEmpty()
                ? SchemaCheck.before(key, entry.value(), before)
                : unchanged ? entry.value() : before == null ? null : before.get(key);
        Pointer inner = at.field(key);
        if (field != null) {
            trigger = part.isTrigger && field.schema.values != null ? map : trigger;
            value(entry.value(), field, inner, old);
        } else {
            value(entry.value(), part.values(), inner, old);
            if (part.isMetadataOfTrigger
                    && entry.value() instanceof Node.Scalar scalar
                    && scalar.isString()
                    && placements.isFieldOfTrigger(key, part.path, trigger)) {
                misplaced(key, inner, SchemaRules.MISPLACED_FIELD.severity());
            }
        }
    }

    private static boolean isMissing(Node.Mapping map, Schema schema, String field) {
        if (Trees.has(map, field)) {
            return false;
        }
        Schema known = schema.properties.get(field);
        return known == null || known.defaultValue == null;
    }

    /** Reports that a field is missing; if an unknown field was written instead, that is part of the same mistake. */
    private @Nullable List<Node.Entry> missing(
            String field, Node.Mapping map, Part part, Pointer at, @Nullable List<Node.Entry> unknown) {
        if (unknown != null && unknown.size() <= Reporter.MOST_OF_A_RULE) {
            for (Node.Entry entry : unknown) {
                Suggestion suggestion = placements.of(entry, part.path, map, part.schema);
                if (suggestion != null && field.equals(suggestion.sibling())) {
                    String because = suggestion.because() == null
                            ? Words.name(entry.key()) + " is not a field of " + Labels.whole(at, kind) + "."
                            : suggestion.because();
                    reporter.reportInstead(
                            SchemaRules.REQUIRED,
                            at.field(entry.key()).toString(),
                            at.field(field).toString(),
                            field + " is missing. " + because,
                            suggestion.hint());
                    List<Node.Entry> rest = new ArrayList<>(unknown);
                    rest.remove(entry);
                    return rest;
                }
            }
        }
        reporter.report(
                SchemaRules.REQUIRED,
                at.field(field).toString(),
                field + " is missing. " + Labels.capital(Labels.whole(at, kind)) + " must have it.",
                null);
        return unknown;
    }

    private void unknown(Node.Entry entry, Node.Mapping map, Part part, Pointer at, boolean nothingElse) {
        String pointer = at.field(entry.key()).toString();
        boolean useless = nothingElse && kind.isAuthentication();
        Severity severity = setting.strict() || useless ? Severity.ERROR : SchemaRules.UNKNOWN_FIELD.severity();
        if (reporter.isFull(SchemaRules.UNKNOWN_FIELD)) {
            reporter.count(SchemaRules.UNKNOWN_FIELD, severity, pointer);
            return;
        }
        Suggestion suggestion = placements.of(entry, part.path, map, part.schema);
        String meant = suggestion == null ? null : suggestion.sibling();
        if (meant != null && !Trees.has(map, meant)) {
            reporter.standsInstead(pointer, at.field(meant).toString());
        }
        String what = Labels.capital(Labels.whole(at, kind)) + " has no field " + Words.name(entry.key())
                + (useless ? ". The API server drops it, which leaves nothing." : ". The API server drops it.");
        reporter.report(
                SchemaRules.UNKNOWN_FIELD,
                severity,
                pointer,
                suggestion == null || suggestion.because() == null ? what : what + " " + suggestion.because(),
                suggestion == null ? null : suggestion.hint());
    }
}
