package io.github.keda4j.conformance.object;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.keda4j.conformance.judge.Json;
import io.github.keda4j.internal.go.GoQuantity;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/**
 * Adds defects to objects: removes something, changes its type, sets a value out of bounds, or adds something
 * unknown.
 */
final class Defects {

    private static final List<String> UNKNOWN = List.of(
            "minReplicas",
            "deploymentName",
            "behavior",
            "metricType",
            "awsRoleArn",
            "roleARN",
            "scaleTargetRef",
            "jobTargetRef",
            "scaleType",
            "authenticationRef",
            "minReplicaCount",
            "x");

    private final Random random;

    Defects(Random random) {
        this.random = random;
    }

    /**
     * Adds defects.
     *
     * @param metadata whether the metadata may get defects, too
     */
    void addTo(ObjectNode object, int count, boolean metadata) {
        add(object, count, metadata);
    }

    /**
     * Adds a defect that an object in the API server can have, perhaps since an older release. It adds no unknown
     * field, and every value keeps its type, because the types were the same in each release, so KEDA can read the
     * object.
     */
    void addToStored(ObjectNode object) {
        if (object.get("spec") instanceof ObjectNode spec) {
            List<ObjectNode> objects = new ArrayList<>();
            collect(spec, objects, new ArrayList<>());
            ObjectNode part = objects.get(random.nextInt(objects.size()));
            List<String> names = new ArrayList<>();
            part.fieldNames().forEachRemaining(names::add);
            if (!names.isEmpty()) {
                replace(part, names.get(random.nextInt(names.size())));
            }
        }
    }

    private void replace(ObjectNode object, String name) {
        JsonNode value = object.path(name);
        if (value.isInt()) {
            object.put(name, List.of(-1, 0, 5, 3601).get(random.nextInt(4)));
        } else if (value.isBoolean()) {
            object.put(name, !value.asBoolean());
        } else if (value.isTextual() && GoQuantity.parse(value.asText()) != null) {
            object.put(name, "7");
        } else if (value.isTextual()) {
            object.put(name, List.of("", "5", "text").get(random.nextInt(3)));
        }
    }

    /** Replaces quantities that KEDA could not read, because they cannot have been stored. */
    static void makeReadable(JsonNode stored) {
        if (stored instanceof ObjectNode object) {
            for (String name : List.of("cpu", "memory", "sizeLimit", "tolerance")) {
                if (object.path(name).isTextual()
                        && GoQuantity.parse(object.path(name).asText()) == null) {
                    object.put(name, "1");
                }
            }
        }
        stored.forEach(Defects::makeReadable);
    }

    private void add(ObjectNode object, int count, boolean metadata) {
        for (int i = 0; i < count; i++) {
            boolean inMetadata = metadata && random.nextInt(10) == 0;
            if (random.nextInt(60) == 0) {
                object.put("spce", 1);
            } else if (random.nextInt(60) == 0) {
                spoil(object, "spec");
            } else if (object.get(inMetadata ? "metadata" : "spec") instanceof ObjectNode part) {
                addIn(part, inMetadata);
            }
        }
    }

    private void addIn(ObjectNode root, boolean inMetadata) {
        List<ObjectNode> objects = new ArrayList<>();
        List<ArrayNode> arrays = new ArrayList<>();
        collect(root, objects, arrays);
        ObjectNode object = objects.get(random.nextInt(objects.size()));
        List<String> names = new ArrayList<>();
        object.fieldNames().forEachRemaining(names::add);
        String name = names.isEmpty() ? "x" : names.get(random.nextInt(names.size()));
        switch (random.nextInt(7)) {
            case 0 -> object.remove(name);
            case 1 -> object.set(UNKNOWN.get(random.nextInt(UNKNOWN.size())), value());
            case 2 -> rename(object, name);
            case 3 -> {
                if (!arrays.isEmpty() && !inMetadata) {
                    ArrayNode array = arrays.get(random.nextInt(arrays.size()));
                    if (array.isEmpty() || random.nextInt(3) == 0) {
                        array.add(value());
                    } else {
                        array.add(array.get(0).deepCopy());
                    }
                }
            }
            default -> spoil(object, name);
        }
    }

    private void spoil(ObjectNode object, String name) {
        object.set(name, value());
    }

    private void rename(ObjectNode object, String name) {
        JsonNode value = object.remove(name);
        if (value != null) {
            String other = random.nextBoolean() ? name.toUpperCase(Locale.ROOT) : name + "s";
            object.set(other, value);
        }
    }

    private JsonNode value() {
        return switch (random.nextInt(13)) {
            case 0 -> JsonNodeFactory.instance.nullNode();
            case 1 -> JsonNodeFactory.instance.textNode("");
            case 2 -> JsonNodeFactory.instance.textNode("5");
            case 3 -> JsonNodeFactory.instance.textNode("text");
            case 4 -> JsonNodeFactory.instance.numberNode(5);
            case 5 -> JsonNodeFactory.instance.numberNode(-1);
            case 6 -> JsonNodeFactory.instance.numberNode(5.5);
            case 7 -> JsonNodeFactory.instance.numberNode(3_000_000_000L);
            case 8 -> JsonNodeFactory.instance.booleanNode(random.nextBoolean());
            case 9 -> Json.object();
            case 10 -> JsonNodeFactory.instance.arrayNode();
            case 11 -> Json.object().put("x", 1);
            default -> JsonNodeFactory.instance.arrayNode().addNull();
        };
    }

    private static void collect(JsonNode node, List<ObjectNode> objects, List<ArrayNode> arrays) {
        if (node instanceof ObjectNode object) {
            objects.add(object);
        } else if (node instanceof ArrayNode array) {
            arrays.add(array);
        }
        node.forEach(child -> collect(child, objects, arrays));
    }
}
