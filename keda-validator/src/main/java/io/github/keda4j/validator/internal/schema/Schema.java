package io.github.keda4j.validator.internal.schema;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The schema of a value, as in a CustomResourceDefinition. It does not change after it has been read. */
public final class Schema {

    /** The allowed values of a field. */
    public enum Type {
        OBJECT("a map"),
        ARRAY("a list"),
        STRING("a string"),
        INTEGER("an integer"),
        BOOLEAN("a boolean"),
        INT_OR_STRING("an integer or a string"),
        ANYTHING("anything");

        private final String words;

        Type(String words) {
            this.words = words;
        }

        /** The type as messages write it. */
        public String words() {
            return words;
        }
    }

    Type type = Type.ANYTHING;
    final Map<String, Schema> properties = new LinkedHashMap<>();
    List<String> required = List.of();

    @Nullable
    Schema items;

    @Nullable
    Schema values;

    boolean keepsUnknown;
    List<String> words = List.of();
    long minimum = Long.MIN_VALUE;
    long maximum = Long.MAX_VALUE;
    int minLength;
    int minItems;

    @Nullable
    String format;

    @Nullable
    String pattern;

    @Nullable
    String defaultValue;
    /** The fields that distinguish the elements of a list; empty if elements may be equal. */
    List<String> listKeys = List.of();
    /** Whether all elements of a list must be different. */
    boolean isSet;
    /** A rule in the Common Expression Language; null if there is none. */
    @Nullable
    String rule;

    Schema() {}

    /** The schema of a field; null if there is no field with that name. */
    public @Nullable Schema property(String name) {
        return properties.get(name);
    }

    /** The known fields, in alphabetical order. */
    public List<String> fields() {
        return new ArrayList<>(properties.keySet());
    }

    public Type type() {
        return type;
    }

    /** The schema of the elements of a list; null if the value is not a list. */
    public @Nullable Schema items() {
        return items;
    }
}
