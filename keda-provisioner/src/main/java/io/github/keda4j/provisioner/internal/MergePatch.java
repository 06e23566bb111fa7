package io.github.keda4j.provisioner.internal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.fabric8.kubernetes.api.model.Quantity;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The JSON merge patch (RFC 7386) that takes a live object to the desired one. What nobody described stays: defaults that
 * the API server filled in, fields that controllers own. What was described last time and is no longer is removed.
 */
public final class MergePatch {

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    /** Fields whose values are Kubernetes quantities: the API server may hold "1" for "1000m". */
    private static final Set<String> QUANTITIES = Set.of("limits", "requests");

    private MergePatch() {}

    /**
     * Computes the patch.
     *
     * @param lastApplied what was described when the object was last written; empty where that is not known
     * @param desired what is described now
     * @param live what the API server has
     * @return the patch; empty where nothing needs to be written
     */
    public static ObjectNode between(ObjectNode lastApplied, ObjectNode desired, ObjectNode live) {
        return between("", lastApplied, desired, live);
    }

    private static ObjectNode between(String field, ObjectNode lastApplied, ObjectNode desired, ObjectNode live) {
        ObjectNode patch = NODES.objectNode();
        for (Map.Entry<String, JsonNode> wanted : desired.properties()) {
            String name = wanted.getKey();
            JsonNode present = live.get(name);
            if (wanted.getValue() instanceof ObjectNode wantedObject) {
                ObjectNode inner = between(name, objectAt(lastApplied, name), wantedObject, objectOrEmpty(present));
                if (!inner.isEmpty() || !(present instanceof ObjectNode)) {
                    patch.set(name, inner);
                }
            } else {
                JsonNode merged = overlay(lastApplied.get(name), wanted.getValue(), present);
                if (present == null || !same(field, merged, present)) {
                    patch.set(name, merged);
                }
            }
        }
        lastApplied.fieldNames().forEachRemaining(name -> {
            if (!desired.has(name) && live.has(name)) {
                patch.set(name, NODES.nullNode());
            }
        });
        return patch;
    }

    /** The wanted value, completed with what only the live one has. A merge patch replaces lists whole, so their elements need it. */
    private static JsonNode overlay(@Nullable JsonNode lastApplied, JsonNode wanted, @Nullable JsonNode live) {
        if (wanted instanceof ObjectNode wantedObject && live instanceof ObjectNode liveObject) {
            return overlay(objectOrEmpty(lastApplied), wantedObject, liveObject);
        }
        if (wanted instanceof ArrayNode wantedList && live instanceof ArrayNode liveList) {
            ArrayNode merged = NODES.arrayNode();
            for (int index = 0; index < wantedList.size(); index++) {
                JsonNode element = wantedList.get(index);
                merged.add(overlay(
                        counterpart(element, index, lastApplied), element, counterpart(element, index, liveList)));
            }
            return merged;
        }
        return wanted;
    }

    private static ObjectNode overlay(ObjectNode lastApplied, ObjectNode wanted, ObjectNode live) {
        ObjectNode merged = live.deepCopy();
        lastApplied.fieldNames().forEachRemaining(name -> {
            if (!wanted.has(name)) {
                merged.remove(name);
            }
        });
        wanted.properties().forEach(entry -> {
            String name = entry.getKey();
            JsonNode present = live.get(name);
            JsonNode value = overlay(lastApplied.get(name), entry.getValue(), present);
            merged.set(name, present != null && same(name, value, present) ? present : value);
        });
        return merged;
    }

    /** The element of another list that a wanted one speaks of: the one of the same name, else the one in the same place. */
    private static @Nullable JsonNode counterpart(JsonNode wanted, int index, @Nullable JsonNode list) {
        if (list == null) {
            return null;
        }
        JsonNode name = wanted.get("name");
        if (name == null) {
            return list.get(index);
        }
        for (JsonNode candidate : list) {
            if (name.equals(candidate.get("name"))) {
                return candidate;
            }
        }
        return null;
    }

    private static boolean same(String field, JsonNode wanted, JsonNode live) {
        if (wanted.equals(live)) {
            return true;
        }
        if (wanted instanceof ObjectNode wantedObject && live instanceof ObjectNode liveObject) {
            return wantedObject.size() == liveObject.size()
                    && wantedObject.properties().stream()
                            .allMatch(entry -> liveObject.has(entry.getKey())
                                    && same(field, entry.getValue(), liveObject.get(entry.getKey())));
        }
        return QUANTITIES.contains(field) && sameQuantity(wanted, live);
    }

    private static boolean sameQuantity(JsonNode wanted, JsonNode live) {
        try {
            return wanted instanceof TextNode
                    && live instanceof TextNode
                    && Quantity.parse(wanted.textValue())
                                    .getNumericalAmount()
                                    .compareTo(Quantity.parse(live.textValue()).getNumericalAmount())
                            == 0;
        } catch (IllegalArgumentException notAQuantity) {
            return false;
        }
    }

    private static ObjectNode objectAt(ObjectNode parent, String name) {
        return objectOrEmpty(parent.get(name));
    }

    private static ObjectNode objectOrEmpty(@Nullable JsonNode node) {
        return node instanceof ObjectNode object ? object : NODES.objectNode();
    }
}
