package io.github.keda4j.trigger.generator.catalogue;

import java.util.List;
import java.util.Optional;

/** The type as which KEDA reads the text of a parameter. */
public sealed interface ValueType {

    /** {@return the type in the catalogue's words} */
    String words();

    /**
     * A string.
     *
     * @param secret whether the value must never be printed
     */
    record Text(boolean secret) implements ValueType {
        @Override
        public String words() {
            return secret ? "secret" : "string";
        }
    }

    /**
     * A whole number.
     *
     * @param bits 32 or 64
     */
    record Whole(int bits) implements ValueType {
        @Override
        public String words() {
            return bits == 32 ? "int" : "long";
        }
    }

    /** A number with a fraction. */
    record Real() implements ValueType {
        @Override
        public String words() {
            return "double";
        }
    }

    /** True or false, as Go reads it. */
    record Flag() implements ValueType {
        @Override
        public String words() {
            return "boolean";
        }
    }

    /** A duration of Go, {@code 1m30s}; a bare number means milliseconds. */
    record Span() implements ValueType {
        @Override
        public String words() {
            return "duration";
        }
    }

    /**
     * One of a set of words.
     *
     * @param values the words that KEDA knows
     */
    record Choice(EnumValues values) implements ValueType {

        @Override
        public String words() {
            return "enum";
        }
    }

    /**
     * A list.
     *
     * @param element the type of its elements
     * @param values the words that KEDA knows, if the elements are words
     * @param ranges whether {@code 1-4} means four elements
     * @param separator the separator between two elements
     * @param atMostOneOf elements that exclude each other
     */
    record Items(
            Element element, Optional<EnumValues> values, boolean ranges, String separator, List<String> atMostOneOf)
            implements ValueType {

        /**
         * Copies the lists.
         *
         * @param element the type of its elements
         * @param values the words that KEDA knows
         * @param ranges whether {@code 1-4} means four elements
         * @param separator the separator between two elements
         * @param atMostOneOf elements that exclude each other
         */
        public Items {
            atMostOneOf = List.copyOf(atMostOneOf);
        }

        @Override
        public String words() {
            return "list";
        }
    }

    /** Pairs, {@code k=v,k=v}. */
    record Pairs() implements ValueType {
        @Override
        public String words() {
            return "map";
        }
    }

    /** The query part of a URL, {@code k=v&k=v}. */
    record Query() implements ValueType {
        @Override
        public String words() {
            return "query";
        }
    }

    /** The types of the elements of a list. */
    enum Element {
        /** Strings. */
        STRING("string"),
        /** Whole numbers. */
        INT("int"),
        /** Words that KEDA knows. */
        ENUM("enum");

        private final String text;

        Element(String text) {
            this.text = text;
        }

        /** {@return the element as the catalogue writes it} */
        public String text() {
            return text;
        }
    }

    /** {@return the words that KEDA knows, if the type consists of words} */
    default Optional<EnumValues> enumValues() {
        if (this instanceof Choice choice) {
            return Optional.of(choice.values());
        }
        return this instanceof Items items ? items.values() : Optional.empty();
    }

    /** {@return whether the type is a number or a duration, which can be compared with a number} */
    default boolean isNumber() {
        return this instanceof Whole || this instanceof Real || this instanceof Span;
    }

    /** {@return whether the value must never be printed} */
    default boolean isSecret() {
        return this instanceof Text text && text.secret();
    }
}
