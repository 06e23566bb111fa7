package io.github.keda4j.yaml;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.Quantity;
import io.github.keda4j.model.KedaResource;
import io.github.keda4j.model.OpenEnum;
import io.github.keda4j.model.ResourcePart;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Writes objects as documents of YAML into a buffer. This class uses neither lambdas nor regular expressions: in a
 * short-lived process, the first lambda or the first regular expression takes more time than writing a whole manifest.
 */
final class ObjectWriter implements BiConsumer<String, Object> {

    static final int DEEPEST = 256;

    /** Readers do not recognize longer keys unless a question mark precedes them. */
    private static final int LONGEST_SIMPLE_KEY = 1000;

    private final StringBuilder out;
    private final ManifestFields fields;
    private int indent;
    /** Whether the next key follows the dash of a list and therefore needs no indentation. */
    private boolean behindDash;

    ObjectWriter(StringBuilder out, ManifestFields fields) {
        this.out = out;
        this.fields = fields;
    }

    /** Appends one object, without a separator. */
    void document(HasMetadata object) {
        indent = 0;
        behindDash = false;
        entry("apiVersion", object.getApiVersion());
        entry("kind", object.getKind());
        metadata(object.getMetadata());
        if (object instanceof KedaResource<?, ?> keda) {
            entry("spec", keda.getSpec());
            status("status", keda.getStatus());
            entries(keda.getAdditionalProperties());
        } else if (object instanceof GenericKubernetesResource generic) {
            body(generic.getAdditionalProperties());
        } else {
            Layout layout = Layout.of(object.getClass());
            if (layout != null) {
                body(object, layout);
            } else if (JacksonBridge.tree(object) instanceof Map<?, ?> tree) {
                body(tree);
            }
        }
    }

    private void body(Map<?, ?> tree) {
        for (Map.Entry<?, ?> entry : tree.entrySet()) {
            bodyEntry(String.valueOf(entry.getKey()), entry.getValue());
        }
    }

    private void body(Object object, Layout layout) {
        for (Property property : layout.properties()) {
            Object value = property.get(object);
            if (value != null && !(property.omitEmpty() && isEmpty(value))) {
                bodyEntry(property.name(), value);
            }
        }
        unknown(object, layout);
    }

    private void bodyEntry(String name, @Nullable Object value) {
        switch (name) {
            case "apiVersion", "kind", "metadata" -> {}
            case "status" -> status(name, value);
            default -> entry(name, value);
        }
    }

    private void status(String name, @Nullable Object value) {
        if (fields == ManifestFields.ALL) {
            entry(name, value);
        }
    }

    private void metadata(@Nullable ObjectMeta metadata) {
        if (metadata == null) {
            return;
        }
        Layout layout = Layout.of(metadata.getClass());
        if (layout == null) {
            entry("metadata", metadata);
            return;
        }
        int start = out.length();
        out.append("metadata:\n");
        int end = out.length();
        indent += 2;
        for (Property property : layout.properties()) {
            Object value = property.get(metadata);
            if (value != null && (fields == ManifestFields.ALL || !isSetByTheServer(property.name()))) {
                property(property, value);
            }
        }
        unknown(metadata, layout);
        indent -= 2;
        if (out.length() == end) {
            out.setLength(start); // fabric8 creates empty metadata for every custom resource
        }
    }

    private static boolean isSetByTheServer(String name) {
        return switch (name) {
            case "creationTimestamp",
                    "deletionGracePeriodSeconds",
                    "deletionTimestamp",
                    "generation",
                    "managedFields",
                    "resourceVersion",
                    "selfLink",
                    "uid" -> true;
            default -> false;
        };
    }

    /** Writes one field of the current object, unless it is null. */
    @Override
    public void accept(String name, Object value) {
        entry(name, value);
    }

    private void entry(String name, @Nullable Object given) {
        Object value = plain(given);
        if (value == null) {
            return;
        }
        if (behindDash) {
            behindDash = false;
        } else {
            Scalars.indent(out, indent);
        }
        if (name.length() > LONGEST_SIMPLE_KEY) {
            out.append("? ");
            Scalars.append(out, name);
            out.append('\n');
            Scalars.indent(out, indent);
        } else {
            Scalars.append(out, name);
        }
        out.append(':');
        value(value);
    }

    /** Writes a value after a colon, and ends the line. */
    private void value(Object value) {
        if (isScalar(value)) {
            out.append(' ');
            scalar(value);
            return;
        }
        int start = out.length();
        out.append('\n');
        boolean any;
        if (value instanceof Iterable<?> list) {
            any = elements(list);
        } else {
            indent += 2;
            any = object(value);
            indent -= 2;
        }
        if (!any) {
            out.setLength(start);
            out.append(value instanceof Iterable<?> ? " []\n" : " {}\n");
        }
    }

    /** Writes the elements of a list, each after a dash, and returns whether there were any. */
    private boolean elements(Iterable<?> list) {
        int start = out.length();
        for (Object element : list) {
            if (behindDash) {
                behindDash = false;
            } else {
                Scalars.indent(out, indent);
            }
            out.append("- ");
            element(plain(element));
        }
        return out.length() > start;
    }

    private void element(@Nullable Object element) {
        if (element == null) {
            out.append("null\n");
            return;
        }
        if (isScalar(element)) {
            scalar(element);
            return;
        }
        indent += 2;
        behindDash = true;
        boolean any = element instanceof Iterable<?> list ? elements(list) : object(element);
        if (!any) {
            behindDash = false;
            out.append(element instanceof Iterable<?> ? "[]\n" : "{}\n");
        }
        indent -= 2;
    }

    private static boolean isScalar(Object value) {
        return value instanceof String || value instanceof Number || value instanceof Boolean;
    }

    private void scalar(Object value) {
        if (!(value instanceof String text)) {
            out.append(value instanceof Number number ? Numbers.text(number) : value.toString())
                    .append('\n');
        } else if (Scalars.isBlock(text)) {
            Scalars.appendBlock(out, text, indent + 2);
        } else {
            Scalars.append(out, text);
            out.append('\n');
        }
    }

    /** Converts the value to a string, a number, a boolean, or something that has elements or fields; or null. */
    static @Nullable Object plain(@Nullable Object value) {
        if (value == null || isScalar(value) || value instanceof ResourcePart || value instanceof Map<?, ?>) {
            return value;
        }
        if (value instanceof Iterable<?>) {
            return value;
        }
        if (value instanceof OpenEnum constant) {
            return constant.value();
        }
        if (value instanceof Quantity quantity) {
            return quantity.toString();
        }
        if (value instanceof IntOrString intOrString) {
            return plain(intOrString.getValue());
        }
        return Layout.of(value.getClass()) != null ? value : JacksonBridge.tree(value);
    }

    /** Writes the fields of an object or a map, and returns whether there were any. */
    private boolean object(Object value) {
        if (indent > 2 * DEEPEST) {
            throw tooDeep(value);
        }
        int start = out.length();
        if (value instanceof Map<?, ?> map) {
            entries(map);
        } else if (value instanceof ResourcePart part) {
            part.forEachField(this);
        } else {
            Layout layout = layoutOf(value);
            for (Property property : layout.properties()) {
                Object field = property.get(value);
                if (field != null) {
                    property(property, field);
                }
            }
            unknown(value, layout);
        }
        return out.length() > start;
    }

    static Layout layoutOf(Object value) {
        Layout layout = Layout.of(value.getClass());
        if (layout == null) {
            throw new IllegalArgumentException(
                    "A value of class " + value.getClass().getName() + " cannot be written as YAML.");
        }
        return layout;
    }

    static IllegalArgumentException tooDeep(Object value) {
        return new IllegalArgumentException("The object is nested more than " + DEEPEST
                + " levels deep, or contains itself: " + value.getClass().getName() + ".");
    }

    private void property(Property property, Object value) {
        if (!property.omitEmpty() || !isEmpty(value)) {
            entry(property.name(), value);
        }
    }

    private void unknown(Object owner, Layout layout) {
        if (layout.unknown() != null && layout.unknown().get(owner) instanceof Map<?, ?> map) {
            entries(map);
        }
    }

    private void entries(Map<?, ?> map) {
        if (map.isEmpty()) {
            return;
        }
        for (Map.Entry<?, ?> entry : map.entrySet()) {
            entry(String.valueOf(entry.getKey()), entry.getValue());
        }
    }

    /** Whether a map has only null entries, which are omitted. */
    static boolean isEmpty(@Nullable Object value) {
        if (value instanceof Map<?, ?> map) {
            for (Object entry : map.values()) {
                if (entry != null) {
                    return false;
                }
            }
            return true;
        }
        return value instanceof List<?> list && list.isEmpty();
    }
}
