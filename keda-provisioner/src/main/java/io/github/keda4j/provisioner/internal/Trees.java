package io.github.keda4j.provisioner.internal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * How two Kubernetes objects differ, one line for each field, without {@linkplain HiddenValues values that must not be
 * shown}.
 */
final class Trees {

    private static final String HIDDEN = "(hidden)";
    private static final String NAME = "name";
    private static final int LONGEST = 200;

    /** Fields that the API server and controllers manage. */
    private static final Set<String> NOT_DESCRIBED =
            Set.of("managedFields", "resourceVersion", "generation", "uid", "creationTimestamp", "selfLink");

    private Trees() {}

    /** The object without fields that are never part of a description. */
    static ObjectNode described(ObjectNode object) {
        ObjectNode copy = object.deepCopy();
        copy.remove("status");
        if (copy.get("metadata") instanceof ObjectNode metadata) {
            metadata.remove(NOT_DESCRIBED);
            if (metadata.get("annotations") instanceof ObjectNode annotations) {
                annotations.remove("deployment.kubernetes.io/revision");
            }
        }
        return copy;
    }

    /** The object without fields that controllers write between a plan and its apply. */
    static ObjectNode settled(ObjectNode object, boolean scaledByKeda) {
        ObjectNode copy = described(object);
        KedaForm.apply(copy);
        if (copy.get("metadata") instanceof ObjectNode metadata) {
            metadata.remove("finalizers");
            if (metadata.get("labels") instanceof ObjectNode labels) {
                labels.remove("scaledobject.keda.sh/name");
            }
        }
        if (scaledByKeda && copy.get("spec") instanceof ObjectNode spec) {
            spec.remove("replicas");
        }
        return copy;
    }

    /** Fields that differ, such as {@code spec.maxReplicaCount: 10 -> 20}. */
    static List<String> differences(@Nullable JsonNode before, JsonNode after) {
        List<String> lines = new ArrayList<>();
        compare("", before, after, HiddenValues.OF_AN_OBJECT, lines);
        return lines;
    }

    private static void compare(
            String path, @Nullable JsonNode before, @Nullable JsonNode after, HiddenValues hidden, List<String> lines) {
        if (before != null && before.equals(after)) {
            return;
        }
        if (isObject(before, after)) {
            Set<String> names = new LinkedHashSet<>();
            addNames(before, names);
            addNames(after, names);
            for (String name : names) {
                JsonNode one = before == null ? null : before.get(name);
                JsonNode other = after == null ? null : after.get(name);
                compare(child(path, name), one, other, hidden.in(path, name, before, after), lines);
            }
        } else if (isNamedList(before, after)) {
            Map<String, JsonNode> old = byName(before);
            Map<String, JsonNode> now = byName(after);
            Set<String> names = new LinkedHashSet<>(old.keySet());
            names.addAll(now.keySet());
            int found = lines.size();
            names.forEach(name -> compare(path + "[" + name + "]", old.get(name), now.get(name), hidden, lines));
            if (lines.size() == found && before != null && after != null) {
                lines.add(path + ": in another order");
            }
        } else if (isListOfEqualLength(before, after)) {
            int size = Math.max(size(before), size(after));
            for (int index = 0; index < size; index++) {
                compare(
                        path + "[" + index + "]",
                        before == null ? null : before.get(index),
                        after == null ? null : after.get(index),
                        hidden,
                        lines);
            }
        } else if (before != null && after != null && isLongerOrShorter(before, after)) {
            int size = Math.max(size(before), size(after));
            for (int index = Math.min(size(before), size(after)); index < size; index++) {
                compare(path + "[" + index + "]", before.get(index), after.get(index), hidden, lines);
            }
        } else {
            lines.add(path + ": " + line(path, before, after, hidden));
        }
    }

    /** Whether a list has the elements of the other, and more at its end. */
    private static boolean isLongerOrShorter(JsonNode before, JsonNode after) {
        if (!before.isArray() || !after.isArray()) {
            return false;
        }
        int both = Math.min(before.size(), after.size());
        return both > 0
                && IntStream.range(0, both).allMatch(index -> before.get(index).equals(after.get(index)));
    }

    private static boolean isListOfEqualLength(@Nullable JsonNode before, @Nullable JsonNode after) {
        boolean lists = (before == null || before.isArray()) && (after == null || after.isArray());
        return lists
                && size(before) + size(after) > 0
                && (before == null || after == null || size(before) == size(after));
    }

    private static int size(@Nullable JsonNode list) {
        return list == null ? 0 : list.size();
    }

    private static String line(String path, @Nullable JsonNode before, @Nullable JsonNode after, HiddenValues hidden) {
        if (before == null || before.isMissingNode()) {
            return text(path, after, hidden);
        }
        return text(path, before, hidden) + " -> " + text(path, after, hidden);
    }

    private static String text(String path, @Nullable JsonNode value, HiddenValues hidden) {
        if (value == null) {
            return "(absent)";
        }
        String text = hidden.all() ? HIDDEN : redacted(path, value, hidden).toString();
        return text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "...";
    }

    private static JsonNode redacted(String path, JsonNode value, HiddenValues hidden) {
        JsonNode copy = value.deepCopy();
        redact(path, copy, hidden);
        return copy;
    }

    /** The object as text that is the same for equal objects, without hidden values. */
    static String shown(ObjectNode object) {
        return sorted(redacted("", object, HiddenValues.OF_AN_OBJECT)).toString();
    }

    private static JsonNode sorted(JsonNode node) {
        if (node instanceof ObjectNode object) {
            ObjectNode copy = object.objectNode();
            Map<String, JsonNode> fields = new TreeMap<>();
            object.properties().forEach(field -> fields.put(field.getKey(), sorted(field.getValue())));
            fields.forEach(copy::set);
            return copy;
        }
        if (node instanceof ArrayNode array) {
            ArrayNode copy = array.arrayNode();
            array.forEach(element -> copy.add(sorted(element)));
            return copy;
        }
        return node;
    }

    /** Replaces what is hidden in an object, in place. */
    static void redact(ObjectNode object) {
        redact("", object, HiddenValues.OF_AN_OBJECT);
    }

    private static void redact(String path, JsonNode node, HiddenValues hidden) {
        if (node instanceof ObjectNode object) {
            Map<String, HiddenValues> hiddenIn = new LinkedHashMap<>();
            object.fieldNames().forEachRemaining(name -> hiddenIn.put(name, hidden.in(path, name, object, null)));
            hiddenIn.forEach((name, inside) -> {
                if (inside.all()) {
                    object.put(name, HIDDEN);
                } else {
                    redact(child(path, name), object.get(name), inside);
                }
            });
        } else if (node instanceof ArrayNode array) {
            array.forEach(element -> redact(path + "[]", element, hidden));
        }
    }

    private static boolean isObject(@Nullable JsonNode before, @Nullable JsonNode after) {
        return (before == null || before.isObject())
                && (after == null || after.isObject())
                && (before == null || after == null || !before.isEmpty() || !after.isEmpty())
                && !(before == null && after != null && after.isEmpty())
                && !(after == null && before != null && before.isEmpty());
    }

    private static void addNames(@Nullable JsonNode node, Set<String> names) {
        if (node != null) {
            node.fieldNames().forEachRemaining(names::add);
        }
    }

    private static boolean isNamedList(@Nullable JsonNode before, @Nullable JsonNode after) {
        return isNamedList(before) && isNamedList(after);
    }

    private static boolean isNamedList(@Nullable JsonNode list) {
        if (list == null) {
            return true;
        }
        if (!list.isArray()) {
            return false;
        }
        Set<String> names = new LinkedHashSet<>();
        for (JsonNode element : list) {
            if (!element.path(NAME).isTextual() || !names.add(element.get(NAME).asText())) {
                return false;
            }
        }
        return !names.isEmpty();
    }

    private static Map<String, JsonNode> byName(@Nullable JsonNode list) {
        Map<String, JsonNode> elements = new LinkedHashMap<>();
        if (list != null) {
            list.forEach(element -> elements.put(element.get(NAME).asText(), element));
        }
        return elements;
    }

    private static String child(String path, String name) {
        return path.isEmpty() ? name : path + "." + name;
    }

    /** The values that must not be shown. */
    static Set<String> secrets(JsonNode node) {
        return new LinkedHashSet<>(hidden(node));
    }

    /** The values that are hidden, in their order. */
    static List<String> hidden(JsonNode node) {
        List<String> values = new ArrayList<>();
        collectSecrets("", node, HiddenValues.OF_AN_OBJECT, values);
        return values;
    }

    private static void collectSecrets(String path, JsonNode node, HiddenValues hidden, Collection<String> secrets) {
        if (node.isObject()) {
            node.properties().forEach(field -> {
                HiddenValues inside = hidden.in(path, field.getKey(), node, null);
                if (inside.all()) {
                    collectTexts(field.getValue(), secrets);
                } else {
                    collectSecrets(child(path, field.getKey()), field.getValue(), inside, secrets);
                }
            });
        } else if (node.isArray()) {
            node.forEach(element -> collectSecrets(path + "[]", element, hidden, secrets));
        }
    }

    private static void collectTexts(JsonNode node, Collection<String> texts) {
        if (node.isValueNode()) {
            texts.add(node.asText());
        } else {
            node.forEach(element -> collectTexts(element, texts));
        }
    }
}
