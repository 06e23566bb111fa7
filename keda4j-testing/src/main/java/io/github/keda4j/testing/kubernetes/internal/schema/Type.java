package io.github.keda4j.testing.kubernetes.internal.schema;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The type of a value, as far as server-side apply and the API server's own decoding distinguish types. */
public sealed interface Type {

    /** A value without parts. */
    enum Scalar implements Type {
        /** Text. */
        STRING,
        /** True or false. */
        BOOL,
        /** An integer of 32 bits. */
        INT32,
        /** An integer of 64 bits. */
        INT64,
        /** A number. */
        FLOAT64,
        /** An amount such as {@code 500m} or {@code 1Gi}. */
        QUANTITY,
        /** An integer, or text such as {@code 25%} or the name of a port. */
        INT_OR_STRING,
        /** A date and time, in seconds. */
        TIME,
        /** A date and time, in microseconds. */
        MICRO_TIME,
        /** Bytes, in Base64. */
        BYTES,
        /** Any scalar. */
        ANY
    }

    /** Values that no schema describes. */
    enum Free implements Type {
        /** Merged as a whole. */
        ATOMIC,
        /** Merged field by field; lists as a whole. */
        DEDUCED
    }

    /**
     * A map whose keys are data.
     *
     * @param values the type of the values
     * @param atomic whether it is merged as a whole
     */
    record MapOf(Type values, boolean atomic) implements Type {}

    /**
     * A list.
     *
     * @param elements the type of the elements
     * @param kind how the list merges
     * @param keys the keys that identify its elements; empty unless it merges by keys
     */
    record ListOf(Type elements, ListKind kind, List<Key> keys) implements Type {}

    /** How a list merges. */
    enum ListKind {
        /** As a whole. */
        ATOMIC,
        /** Merged element by element; each element is its own identity. */
        SET,
        /** Merged element by element; the elements are found by their keys. */
        MAP
    }

    /**
     * A field that identifies the elements of a list.
     *
     * @param name the name of the field
     * @param defaultValue its value if an element omits it; null for none
     */
    record Key(String name, @Nullable Object defaultValue) {}

    /** A map whose keys are declared. It is mutable while a schema is read, since some structs contain themselves. */
    final class Struct implements Type {

        private final String name;
        private final boolean atomic;
        private final Map<String, Field> fields = new LinkedHashMap<>();
        private @Nullable Type others;

        /**
         * Creates a struct without fields.
         *
         * @param name the name in Kubernetes' API
         * @param atomic whether it merges as a whole
         * @param others the type of undeclared fields; null if there must not be any
         */
        public Struct(String name, boolean atomic, @Nullable Type others) {
            this.name = name;
            this.atomic = atomic;
            this.others = others;
        }

        void add(Field field) {
            fields.put(field.name(), field);
        }

        /** {@return its name in Kubernetes' API, for messages} */
        public String name() {
            return name;
        }

        /** {@return whether it merges as a whole} */
        public boolean atomic() {
            return atomic;
        }

        /** {@return the declared fields, in the order in which they are written} */
        public Map<String, Field> fields() {
            return fields;
        }

        /** {@return the type of undeclared fields; null if there must not be any} */
        public @Nullable Type others() {
            return others;
        }

        /**
         * {@return the type of a field, declared or not; null if there must not be such a field}
         *
         * @param fieldName any name
         */
        public @Nullable Type typeOf(String fieldName) {
            Field field = fields.get(fieldName);
            return field == null ? others : field.type();
        }
    }

    /**
     * A declared field.
     *
     * @param name the name as it is written
     * @param type the type of its value
     * @param presence when the field is written
     * @param patch what a strategic merge patch does with it
     */
    record Field(String name, Type type, Presence presence, PatchStrategy patch) {}

    /** When a field is written. */
    enum Presence {
        /** Written unless it is the zero value or empty. */
        UNLESS_ZERO,
        /** Written unless it is null. */
        UNLESS_NULL,
        /** Always written, as its zero value if it is not set. */
        ALWAYS,
        /** Always written, as null if it is not set. */
        ALWAYS_OR_NULL
    }

    /**
     * What a strategic merge patch does with a field.
     *
     * @param merge whether the elements of a list are merged; otherwise the list is replaced
     * @param retainKeys whether the patch may name the keys that stay
     * @param key the field that identifies the elements; empty if each element is its own identity
     */
    record PatchStrategy(boolean merge, boolean retainKeys, String key) {

        /** A list is replaced, a map is merged. */
        static final PatchStrategy NONE = new PatchStrategy(false, false, "");
    }
}
