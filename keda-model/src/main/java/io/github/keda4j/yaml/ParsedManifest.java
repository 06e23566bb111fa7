package io.github.keda4j.yaml;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.github.keda4j.findings.Location;
import io.github.keda4j.findings.ObjectReference;
import io.github.keda4j.findings.Pointer;
import io.github.keda4j.yaml.tree.Node;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An object of a text as it was written, with the place of every field. It may be of an unknown kind, and fields may
 * have the wrong type. {@link #toObject()} converts it to a typed object. Immutable.
 */
public final class ParsedManifest {

    private final @Nullable String source;
    private final Node.Mapping tree;

    ParsedManifest(@Nullable String source, Node.Mapping tree) {
        this.source = source;
        this.tree = tree;
    }

    /** {@return the name of the text that the object was read from, such as a path; empty if it has none} */
    public Optional<String> source() {
        return Optional.ofNullable(source);
    }

    /** {@return group and version as they were written; empty if they are missing} */
    public Optional<String> apiVersion() {
        return Optional.ofNullable(tree.text("apiVersion"));
    }

    /** {@return the kind as it was written; empty if it is missing} */
    public Optional<String> kind() {
        return Optional.ofNullable(tree.text("kind"));
    }

    /** {@return the name of the object in reports, as far as it is known} */
    public ObjectReference reference() {
        return ObjectReader.referenceTo(tree);
    }

    /** {@return the place at which the object begins} */
    public Location location() {
        return new Location(source, tree.line(), tree.column());
    }

    /**
     * {@return the place of a field: that of its key or, in a list, of the element; for a missing field, the place of
     * the nearest enclosing part that exists}
     *
     * @param pointer JSON pointer to the field
     * @throws IllegalArgumentException if {@code pointer} is not a JSON pointer
     */
    public Location locate(String pointer) {
        Node node = tree;
        Location place = location();
        for (String token : Pointer.parse(pointer).tokens()) {
            if (node instanceof Node.Mapping mapping) {
                Node.Entry entry = mapping.entry(token);
                if (entry == null) {
                    return place;
                }
                place = new Location(source, entry.line(), entry.column());
                node = entry.value();
            } else if (node instanceof Node.Sequence sequence) {
                Node element = element(sequence, token);
                if (element == null) {
                    return place;
                }
                place = new Location(source, element.line(), element.column());
                node = element;
            } else {
                return place;
            }
        }
        return place;
    }

    private static @Nullable Node element(Node.Sequence sequence, String token) {
        try {
            int index = Integer.parseInt(token);
            return index >= 0 && index < sequence.elements().size()
                    ? sequence.elements().get(index)
                    : null;
        } catch (NumberFormatException e) {
            return null;
        }
    }

    /**
     * {@return the typed object: of the class of its kind if one is on the class path, otherwise a {@link
     * io.fabric8.kubernetes.api.model.GenericKubernetesResource}}
     *
     * @throws ManifestException if the object names no kind, or a field has the wrong type; lists every problem
     */
    public HasMetadata toObject() {
        List<HasMetadata> objects = new ArrayList<>(1);
        ObjectReader reader = new ObjectReader(source);
        reader.readOne(tree, null, (object, node) -> objects.add(object));
        reader.problems().throwAny();
        return objects.get(0);
    }

    /** {@return the tree} This is not API; only the modules of this library may use it. */
    public Node.Mapping tree() {
        return tree;
    }

    @Override
    public String toString() {
        return location() + ": " + reference();
    }
}
