package io.github.keda4j.validator.internal.schema;

import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * A place in the objects of a kind, and its schema. Each part is created when the first object has something there, and
 * is kept, so that checking the next object needs one lookup per field and does not build paths.
 */
final class Part {

    private static final String TRIGGER = ".spec.triggers[]";

    final Schema schema;

    /** The path, such as {@code .spec.triggers[].metadata}; empty for the whole object. */
    final String path;

    final boolean isTrigger;
    final boolean isMetadataOfTrigger;

    private final Map<String, Part> fields = new ConcurrentHashMap<>();
    private volatile @Nullable Part elements;
    private volatile @Nullable Part values;

    private Part(Schema schema, String path) {
        this.schema = schema;
        this.path = path;
        this.isTrigger = path.equals(TRIGGER);
        this.isMetadataOfTrigger = path.equals(TRIGGER + ".metadata");
    }

    static Part root(Schema schema) {
        return new Part(schema, "");
    }

    /** Returns the part for a field; null if there is no field with that name. */
    @Nullable
    Part field(String name) {
        Part known = fields.get(name);
        if (known != null) {
            return known;
        }
        Schema field = schema.properties.get(name);
        if (field == null) {
            return null;
        }
        Part made = new Part(field, path + "." + name);
        fields.put(name, made);
        return made;
    }

    /** Returns the part for the elements of a list, which must have a schema for them. */
    Part elements() {
        Part made = elements;
        if (made == null) {
            made = new Part(Objects.requireNonNull(schema.items), path + "[]");
            elements = made;
        }
        return made;
    }

    /** Returns the part for the values of a map, which must have a schema for them. */
    Part values() {
        Part made = values;
        if (made == null) {
            made = new Part(Objects.requireNonNull(schema.values), path + "{}");
            values = made;
        }
        return made;
    }
}
