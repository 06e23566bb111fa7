package io.github.keda4j.validator.internal.schema;

import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * A place in the objects of a kind, and its schema. Each is made when the first object has something there, and kept, so that
 * a check of the next one looks up a field once and puts no path together.
 */
final class Part {

    private static final String TRIGGER = ".spec.triggers[]";

    final Schema schema;

    /** Such as {@code .spec.triggers[].metadata}; empty for the whole object. */
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

    /** A field; null if there is none of that name. */
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

    /** The elements of a list, which has to have a schema for them. */
    Part elements() {
        Part made = elements;
        if (made == null) {
            made = new Part(Objects.requireNonNull(schema.items), path + "[]");
            elements = made;
        }
        return made;
    }

    /** The values of a map, which has to have a schema for them. */
    Part values() {
        Part made = values;
        if (made == null) {
            made = new Part(Objects.requireNonNull(schema.values), path + "{}");
            values = made;
        }
        return made;
    }
}
