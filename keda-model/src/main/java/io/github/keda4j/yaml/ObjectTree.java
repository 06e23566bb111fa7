package io.github.keda4j.yaml;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.github.keda4j.model.KedaResource;
import io.github.keda4j.model.ResourcePart;
import io.github.keda4j.yaml.tree.Node;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** Converts objects to trees that contain what {@link ObjectWriter} would write, without writing and parsing text. */
final class ObjectTree implements BiConsumer<String, Object> {

    private List<Node.Entry> entries = new ArrayList<>();
    private int depth;

    private ObjectTree() {}

    static Node.Mapping of(HasMetadata object) {
        ObjectTree tree = new ObjectTree();
        tree.document(object);
        return mapping(tree.entries);
    }

    private void document(HasMetadata object) {
        entry("apiVersion", object.getApiVersion());
        entry("kind", object.getKind());
        entry("metadata", object.getMetadata());
        if (object instanceof KedaResource<?, ?> keda) {
            entry("spec", keda.getSpec());
            entry("status", keda.getStatus());
            rest(keda.getAdditionalProperties());
        } else if (object instanceof GenericKubernetesResource generic) {
            rest(generic.getAdditionalProperties());
        } else {
            Layout layout = Layout.of(object.getClass());
            if (layout != null) {
                for (Property property : layout.properties()) {
                    if (!isHead(property.name())) {
                        property(object, property);
                    }
                }
                unknown(object, layout);
            } else if (JacksonBridge.tree(object) instanceof Map<?, ?> map) {
                rest(map);
            }
        }
    }

    private static boolean isHead(String name) {
        return name.equals("apiVersion") || name.equals("kind") || name.equals("metadata");
    }

    private void rest(Map<?, ?> map) {
        for (Map.Entry<?, ?> entry : map.entrySet()) {
            String name = String.valueOf(entry.getKey());
            if (!isHead(name)) {
                entry(name, entry.getValue());
            }
        }
    }

    @Override
    public void accept(String name, Object value) {
        entry(name, value);
    }

    private void entry(String name, @Nullable Object given) {
        Object value = ObjectWriter.plain(given);
        if (value != null) {
            entries.add(new Node.Entry(name, 0, 0, node(value)));
        }
    }

    private Node node(Object value) {
        if (value instanceof String text) {
            return new Node.Scalar(0, 0, text, false);
        }
        if (value instanceof Number number) {
            return new Node.Scalar(0, 0, Numbers.text(number), true);
        }
        if (value instanceof Boolean) {
            return new Node.Scalar(0, 0, value.toString(), true);
        }
        if (++depth > ObjectWriter.DEEPEST) {
            throw ObjectWriter.tooDeep(value);
        }
        Node node = value instanceof Iterable<?> list ? sequence(list) : object(value);
        depth--;
        return node;
    }

    private Node sequence(Iterable<?> list) {
        List<Node> elements = new ArrayList<>();
        int size = 1;
        for (Object element : list) {
            Object value = ObjectWriter.plain(element);
            Node node = value == null ? new Node.Scalar(0, 0, "null", true) : node(value);
            elements.add(node);
            size += node.size();
        }
        return new Node.Sequence(0, 0, elements, size);
    }

    private Node object(Object value) {
        List<Node.Entry> outer = entries;
        entries = new ArrayList<>();
        if (value instanceof Map<?, ?> map) {
            for (Map.Entry<?, ?> entry : map.entrySet()) {
                entry(String.valueOf(entry.getKey()), entry.getValue());
            }
        } else if (value instanceof ResourcePart part) {
            part.forEachField(this);
        } else {
            Layout layout = ObjectWriter.layoutOf(value);
            for (Property property : layout.properties()) {
                property(value, property);
            }
            unknown(value, layout);
        }
        Node node = mapping(entries);
        entries = outer;
        return node;
    }

    private void property(Object owner, Property property) {
        Object value = property.get(owner);
        if (value != null && !(property.omitEmpty() && ObjectWriter.isEmpty(value))) {
            entry(property.name(), value);
        }
    }

    private void unknown(Object owner, Layout layout) {
        if (layout.unknown() != null && layout.unknown().get(owner) instanceof Map<?, ?> map) {
            for (Map.Entry<?, ?> entry : map.entrySet()) {
                entry(String.valueOf(entry.getKey()), entry.getValue());
            }
        }
    }

    private static Node.Mapping mapping(List<Node.Entry> entries) {
        int size = 1;
        for (Node.Entry entry : entries) {
            size += entry.value().size() + 1;
        }
        return new Node.Mapping(0, 0, entries, size);
    }
}
