package io.github.keda4j.validator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.keda4j.yaml.Manifests;
import io.github.keda4j.yaml.ParsedManifest;
import io.github.keda4j.yaml.tree.Node;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The objects of an example from the catalogue, which can be changed one by one.
 *
 * @param name the name of the example, and the source of its parameters
 * @param objects the objects that are applied together
 */
record ExampleBundle(String name, List<ObjectNode> objects) {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    /** The source from which the trigger's authentication gets its parameters. */
    enum Source {
        SECRET,
        CONFIG_MAP,
        ENVIRONMENT,
        CLUSTER
    }

    static ExampleBundle of(CatalogueExample example, Source source) {
        ExampleBundle bundle = of(example + " (" + source + ")", example.manifests());
        switch (source) {
            case SECRET -> {}
            case CONFIG_MAP -> bundle.useConfigMap();
            case ENVIRONMENT -> bundle.useEnvironment();
            case CLUSTER -> bundle.useCluster();
        }
        return bundle;
    }

    /** The objects of a text. */
    static ExampleBundle of(String name, String text) {
        List<ObjectNode> objects = new ArrayList<>();
        for (ParsedManifest manifest : Manifests.parse(name, text)) {
            objects.add((ObjectNode) json(manifest.tree()));
        }
        return new ExampleBundle(name, objects);
    }

    private void useConfigMap() {
        for (ObjectNode object : objects) {
            if (isOf(object, "TriggerAuthentication")) {
                rename(spec(object), "secretTargetRef", "configMapTargetRef");
            } else if (isOf(object, "Secret")) {
                object.put("kind", "ConfigMap");
                rename(object, "stringData", "data");
            }
        }
    }

    private void useEnvironment() {
        ArrayNode variables = JSON.arrayNode();
        for (ObjectNode object : objects) {
            if (isOf(object, "TriggerAuthentication") && spec(object).has("secretTargetRef")) {
                rename(spec(object), "secretTargetRef", "env");
                for (JsonNode reference : spec(object).path("env")) {
                    ((ObjectNode) reference).remove("key");
                    ((ObjectNode) reference).set("name", reference.get("parameter"));
                }
            } else if (isOf(object, "Secret")) {
                object.path("stringData")
                        .fields()
                        .forEachRemaining(entry -> variables
                                .addObject()
                                .put("name", entry.getKey())
                                .put("value", entry.getValue().asText()));
            }
        }
        for (ObjectNode object : objects) {
            if (isOf(object, "Deployment")) {
                ObjectNode container = (ObjectNode) object.at("/spec/template/spec/containers/0");
                if (container.get("env") instanceof ArrayNode env) {
                    env.addAll(variables);
                } else {
                    container.set("env", variables);
                }
            }
        }
        objects.removeIf(object -> isOf(object, "Secret"));
    }

    private void useCluster() {
        for (ObjectNode object : objects) {
            if (isOf(object, "TriggerAuthentication")) {
                object.put("kind", "ClusterTriggerAuthentication");
                ((ObjectNode) object.get("metadata")).remove("namespace");
            } else if (isOf(object, "Secret")) {
                ((ObjectNode) object.get("metadata")).put("namespace", "keda");
            } else if (object.at("/spec/triggers/0/authenticationRef") instanceof ObjectNode reference) {
                reference.put("kind", "ClusterTriggerAuthentication");
            }
        }
    }

    private static boolean isOf(ObjectNode object, String kind) {
        return object.path("kind").asText().equals(kind);
    }

    private static ObjectNode spec(ObjectNode object) {
        return (ObjectNode) object.get("spec");
    }

    private static void rename(ObjectNode object, String from, String to) {
        if (object.has(from)) {
            object.set(to, object.remove(from));
        }
    }

    /** A copy whose objects can be changed. */
    ExampleBundle copy() {
        return new ExampleBundle(
                name, objects.stream().map(ObjectNode::deepCopy).collect(Collectors.toList()));
    }

    String text() {
        return objects.stream().map(ObjectNode::toString).collect(Collectors.joining("\n---\n"));
    }

    private static JsonNode json(Node node) {
        if (node instanceof Node.Mapping map) {
            ObjectNode object = JSON.objectNode();
            map.entries().forEach(entry -> object.set(entry.key(), json(entry.value())));
            return object;
        }
        if (node instanceof Node.Sequence list) {
            ArrayNode array = JSON.arrayNode();
            list.elements().forEach(element -> array.add(json(element)));
            return array;
        }
        Node.Scalar scalar = (Node.Scalar) node;
        Object value = scalar.value();
        if (value instanceof Integer number) {
            return JSON.numberNode(number);
        }
        if (value instanceof Boolean flag) {
            return JSON.booleanNode(flag);
        }
        return value == null ? JSON.nullNode() : JSON.textNode(scalar.text());
    }
}
