package io.github.keda4j.yaml;

import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.Quantity;
import io.github.keda4j.findings.Finding;
import io.github.keda4j.findings.Location;
import io.github.keda4j.findings.ObjectReference;
import io.github.keda4j.findings.Pointer;
import io.github.keda4j.internal.go.GoQuantity;
import io.github.keda4j.model.OpenEnum;
import io.github.keda4j.yaml.tree.Node;
import java.lang.reflect.Method;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.lang.reflect.WildcardType;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Converts nodes of one document to values of given types. A value that does not fit is reported as a problem and
 * becomes null.
 */
final class ValueReader {

    private static final int LONGEST_QUOTE = 60;

    private static final ClassValue<Method> FACTORIES = new ClassValue<>() {
        @Override
        protected Method computeValue(Class<?> type) {
            try {
                return type.getMethod("of", String.class);
            } catch (NoSuchMethodException e) {
                throw new IllegalStateException(type + " is an open enum without of(String)", e);
            }
        }
    };

    private final ObjectReference object;
    private final @Nullable String source;
    private final Problems problems;

    ValueReader(ObjectReference object, @Nullable String source, Problems problems) {
        this.object = object;
        this.source = source;
        this.problems = problems;
    }

    /** Reads the value of a field of the given type; returns null for null, and for a value that does not fit. */
    @Nullable
    Object value(Node node, Type type, Pointer pointer) {
        if (node instanceof Node.Scalar scalar && scalar.isNull()) {
            return null;
        }
        if (type instanceof WildcardType wildcard) {
            return value(node, wildcard.getUpperBounds()[0], pointer);
        }
        if (type instanceof ParameterizedType generic) {
            Type[] arguments = generic.getActualTypeArguments();
            if (generic.getRawType() == List.class) {
                return list(node, arguments[0], pointer);
            }
            if (generic.getRawType() == Map.class && arguments[0] == String.class) {
                return map(node, arguments[1], pointer);
            }
            return value(node, generic.getRawType(), pointer);
        }
        return type instanceof Class<?> raw ? ofClass(node, raw, pointer) : tree(node);
    }

    private @Nullable Object ofClass(Node node, Class<?> type, Pointer pointer) {
        if (type == String.class) {
            return string(node, pointer);
        }
        if (type == Object.class) {
            return tree(node);
        }
        if (type == Boolean.class || type == boolean.class) {
            return bool(node, pointer);
        }
        if (Number.class.isAssignableFrom(type) || type == int.class || type == long.class || type == double.class) {
            return number(node, type, pointer);
        }
        if (OpenEnum.class.isAssignableFrom(type)) {
            return openEnum(node, type, pointer);
        }
        if (type == Quantity.class) {
            return quantity(node, pointer);
        }
        if (type == IntOrString.class) {
            return intOrString(node, pointer);
        }
        Layout layout = Layout.of(type);
        return layout == null ? byJackson(node, type, pointer) : bean(node, type, layout, pointer);
    }

    private @Nullable Object bean(Node node, Class<?> type, Layout layout, Pointer pointer) {
        if (!(node instanceof Node.Mapping mapping)) {
            return misfit(node, pointer, "a map of fields");
        }
        Object bean = ObjectReader.newInstance(type);
        Map<String, @Nullable Object> unknown = null;
        int index = -1;
        for (Node.Entry entry : mapping.entries()) {
            int found = layout.indexOf(entry.key(), index + 1);
            if (found >= 0) {
                index = found;
                Property property = layout.properties().get(index);
                Object value = value(entry.value(), property.type(), pointer.field(entry.key()));
                if (value != null) {
                    property.set(bean, value);
                }
            } else if (layout.unknown() == null) {
                problem(
                        entry.line(),
                        entry.column(),
                        pointer.field(entry.key()),
                        entry.key() + " is not a field of this kind.",
                        null);
            } else {
                unknown = unknown == null ? new LinkedHashMap<>() : unknown;
                unknown.put(entry.key(), tree(entry.value()));
            }
        }
        if (unknown != null && layout.unknown() != null) {
            layout.unknown().set(bean, unknown);
        }
        return bean;
    }

    private @Nullable Object list(Node node, Type elementType, Pointer pointer) {
        if (!(node instanceof Node.Sequence sequence)) {
            return misfit(node, pointer, "a list");
        }
        List<@Nullable Object> list = new ArrayList<>(sequence.elements().size());
        for (int i = 0; i < sequence.elements().size(); i++) {
            list.add(value(sequence.elements().get(i), elementType, pointer.element(i)));
        }
        return list;
    }

    private @Nullable Object map(Node node, Type valueType, Pointer pointer) {
        if (!(node instanceof Node.Mapping mapping)) {
            return misfit(node, pointer, "a map");
        }
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        for (Node.Entry entry : mapping.entries()) {
            map.put(entry.key(), value(entry.value(), valueType, pointer.field(entry.key())));
        }
        return map;
    }

    private @Nullable Object string(Node node, Pointer pointer) {
        if (!(node instanceof Node.Scalar scalar)) {
            return misfit(node, pointer, "a string");
        }
        if (!(scalar.value() instanceof String text)) {
            return misfit(node, pointer, "a string", "Put it in quotes.");
        }
        return text;
    }

    private @Nullable Object bool(Node node, Pointer pointer) {
        return tree(node) instanceof Boolean value ? value : misfit(node, pointer, "true or false");
    }

    private @Nullable Object number(Node node, Class<?> type, Pointer pointer) {
        if (!(tree(node) instanceof Number number)) {
            return misfit(node, pointer, isWhole(type) ? "a whole number" : "a number");
        }
        try {
            if (type == Integer.class || type == int.class) {
                return decimal(number).intValueExact();
            }
            if (type == Long.class || type == long.class) {
                return decimal(number).longValueExact();
            }
            return type == Double.class || type == double.class ? (Number) number.doubleValue() : number;
        } catch (ArithmeticException | NumberFormatException e) {
            return misfit(
                    node, pointer, "a whole number that fits into " + (type == Integer.class ? "32" : "64") + " bits");
        }
    }

    private static BigDecimal decimal(Number number) {
        return number instanceof Integer whole ? BigDecimal.valueOf(whole) : new BigDecimal(number.toString());
    }

    private static boolean isWhole(Class<?> type) {
        return type != Double.class && type != double.class && type != Float.class && type != Number.class;
    }

    private @Nullable Object openEnum(Node node, Class<?> type, Pointer pointer) {
        Object text = string(node, pointer);
        try {
            return text == null ? null : FACTORIES.get(type).invoke(null, text);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(type + ".of failed", e);
        }
    }

    private @Nullable Object quantity(Node node, Pointer pointer) {
        if (node instanceof Node.Scalar scalar) {
            String text = quantityText(scalar);
            if (GoQuantity.parse(text) != null && GoQuantity.isCountable(text)) {
                try {
                    return Quantity.parse(text);
                } catch (IllegalArgumentException e) {
                    // Kubernetes reads "+" as zero, but fabric8 refuses it. Nobody writes it on purpose.
                }
            }
        }
        return misfit(node, pointer, "a quantity such as 500m or 1Gi");
    }

    /** YAML's numbers reach Kubernetes as JSON numbers: {@code 0x10} as 16, and {@code 1_000} as 1000. */
    private static String quantityText(Node.Scalar scalar) {
        Object value = scalar.value();
        if (value instanceof Number number && !(value instanceof Double)) {
            return number.toString();
        }
        return scalar.plain() && value instanceof Double ? scalar.text().replace("_", "") : scalar.text();
    }

    private @Nullable Object intOrString(Node node, Pointer pointer) {
        Object value = tree(node);
        return value instanceof Integer || value instanceof String
                ? new IntOrString(value)
                : misfit(node, pointer, "a whole number that fits into 32 bits, or a string");
    }

    private @Nullable Object byJackson(Node node, Class<?> type, Pointer pointer) {
        Object tree = tree(node);
        try {
            return tree == null ? null : JacksonBridge.value(tree, type);
        } catch (IllegalArgumentException e) {
            String reason = String.valueOf(e.getMessage());
            int end = reason.indexOf('\n');
            problem(
                    node.line(),
                    node.column(),
                    pointer,
                    "The value does not fit its type: " + (end < 0 ? reason : reason.substring(0, end)) + ".",
                    null);
            return null;
        }
    }

    /**
     * Converts a node to maps, lists, strings, numbers, booleans and null, as Kubernetes' own reader understands it.
     */
    @Nullable
    Object tree(Node node) {
        if (node instanceof Node.Scalar scalar) {
            return scalar.value();
        }
        if (node instanceof Node.Sequence sequence) {
            List<@Nullable Object> list = new ArrayList<>(sequence.elements().size());
            for (Node element : sequence.elements()) {
                list.add(tree(element));
            }
            return list;
        }
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        for (Node.Entry entry : ((Node.Mapping) node).entries()) {
            map.put(entry.key(), tree(entry.value()));
        }
        return map;
    }

    private @Nullable Object misfit(Node node, Pointer pointer, String expected) {
        return misfit(node, pointer, expected, null);
    }

    private @Nullable Object misfit(Node node, Pointer pointer, String expected, @Nullable String hint) {
        String found = isSecret(pointer) ? typeOf(node) : describe(node);
        String message = "The value is " + found + ". It must be " + expected + ".";
        problem(node.line(), node.column(), pointer, message, hint);
        return null;
    }

    private void problem(int line, int column, Pointer pointer, String message, @Nullable String hint) {
        problems.add(Finding.error(ManifestException.TYPE, pointer.toString(), message, hint)
                .about(object)
                .at(new Location(source, line, column)));
    }

    /**
     * Whether a value may be one that must not be shown: it is in a Secret or an environment, or has a name that
     * suggests a secret.
     */
    private boolean isSecret(Pointer pointer) {
        if (object.kind().equals("Secret")) {
            return true;
        }
        List<String> tokens = pointer.tokens();
        String name = tokens.isEmpty() ? "" : tokens.get(tokens.size() - 1);
        int env = tokens.size() - 3;
        return name.equals("value") && env >= 0 && tokens.get(env).equals("env") || SecretNames.contains(name);
    }

    /** Describes a node in words. */
    static String describe(Node node) {
        if (!(node instanceof Node.Scalar scalar) || scalar.isNull()) {
            return typeOf(node);
        }
        String text = scalar.text();
        String shown = text.length() > LONGEST_QUOTE ? text.substring(0, LONGEST_QUOTE) + "..." : text;
        return "the " + typeName(scalar) + " " + (scalar.isString() ? Documents.quoted(shown) : shown);
    }

    private static String typeOf(Node node) {
        if (node instanceof Node.Sequence) {
            return "a list";
        }
        if (!(node instanceof Node.Scalar scalar)) {
            return "a map";
        }
        return scalar.isNull() ? "null" : "a " + typeName(scalar);
    }

    private static String typeName(Node.Scalar scalar) {
        Object value = scalar.value();
        return value instanceof String ? "string" : value instanceof Boolean ? "boolean" : "number";
    }
}
