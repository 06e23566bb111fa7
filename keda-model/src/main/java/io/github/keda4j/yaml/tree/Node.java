package io.github.keda4j.yaml.tree;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A part of a document with the line and column at which it begins, counted from 1, or 0 if the document was not read
 * from a text. Immutable.
 */
public sealed interface Node {

    /** {@return the line on which the node begins, from 1; 0 if it was not read from a text} */
    int line();

    /** {@return the column at which the node begins, from 1; 0 if it was not read from a text} */
    int column();

    /** {@return the number of nodes that this node represents when aliases are expanded} */
    int size();

    /**
     * Text.
     *
     * @param line the line, from 1, or 0
     * @param column the column, from 1, or 0
     * @param text the text without quotes
     * @param plain whether the scalar had neither quotes nor a tag, so that it may mean something other than a string
     */
    record Scalar(int line, int column, String text, boolean plain) implements Node {
        @Override
        public int size() {
            return 1;
        }

        /** {@return whether the scalar is null} */
        public boolean isNull() {
            return plain && PlainScalars.isNull(text);
        }

        /** {@return the value that Kubernetes' reader sees: a String, a Boolean, a Number, or null} */
        public @Nullable Object value() {
            if (!plain) {
                return text;
            }
            if (PlainScalars.isNull(text)) {
                return null;
            }
            Boolean bool = PlainScalars.booleanOf(text);
            if (bool != null) {
                return bool;
            }
            Number number = PlainScalars.numberOf(text);
            return number == null ? text : number;
        }

        /** {@return whether Kubernetes' reader reads the scalar as a string} */
        public boolean isString() {
            return !plain
                    || !PlainScalars.isNull(text)
                            && PlainScalars.booleanOf(text) == null
                            && PlainScalars.numberOf(text) == null;
        }
    }

    /**
     * A list.
     *
     * @param line the line, from 1, or 0
     * @param column the column, from 1, or 0
     * @param elements the elements, in their order
     * @param size the number of nodes that it represents
     */
    record Sequence(int line, int column, List<Node> elements, int size) implements Node {}

    /**
     * A key as in JSON, with its place and its value.
     *
     * @param key the key, unescaped
     * @param line the line of the key, from 1, or 0
     * @param column the column of the key, from 1, or 0
     * @param value the value of the key
     */
    record Entry(String key, int line, int column, Node value) {}

    /** A map with distinct keys. */
    final class Mapping implements Node {

        /** With more entries than this, a linear search is slower than a table. */
        private static final int FEW = 12;

        private final int line;
        private final int column;
        private final List<Entry> entries;
        private final int size;
        private volatile @Nullable Map<String, Entry> table;

        /**
         * A map.
         *
         * @param line the line, from 1, or 0
         * @param column the column, from 1, or 0
         * @param entries the entries, in their order, with distinct keys
         * @param size the number of nodes that it represents
         */
        public Mapping(int line, int column, List<Entry> entries, int size) {
            this.line = line;
            this.column = column;
            this.entries = entries;
            this.size = size;
        }

        @Override
        public int line() {
            return line;
        }

        @Override
        public int column() {
            return column;
        }

        @Override
        public int size() {
            return size;
        }

        /** {@return the entries in their order} */
        public List<Entry> entries() {
            return entries;
        }

        /**
         * {@return the entry for a key, or null if there is none}
         *
         * @param key the key, unescaped
         */
        public @Nullable Entry entry(String key) {
            int count = entries.size();
            if (count > FEW) {
                return table().get(key);
            }
            for (int i = 0; i < count; i++) {
                Entry entry = entries.get(i);
                if (entry.key().equals(key)) {
                    return entry;
                }
            }
            return null;
        }

        /**
         * {@return the value for a key, or null if there is none}
         *
         * @param key the key, unescaped
         */
        public @Nullable Node get(String key) {
            Entry entry = entry(key);
            return entry == null ? null : entry.value();
        }

        /**
         * {@return the text for a key, or null if the value is null, a list, a map or missing}
         *
         * @param key the key, unescaped
         */
        public @Nullable String text(String key) {
            return get(key) instanceof Scalar scalar && !scalar.isNull() ? scalar.text() : null;
        }

        /**
         * {@return the map for a key, or null if the value is something else or missing}
         *
         * @param key the key, unescaped
         */
        public @Nullable Mapping mapping(String key) {
            return get(key) instanceof Mapping mapping ? mapping : null;
        }

        /**
         * {@return the elements of the list for a key; empty if the value is something else or missing}
         *
         * @param key the key, unescaped
         */
        public List<Node> elements(String key) {
            return get(key) instanceof Sequence sequence ? sequence.elements() : List.of();
        }

        private Map<String, Entry> table() {
            Map<String, Entry> made = table;
            if (made == null) {
                made = new HashMap<>(entries.size() * 2);
                for (Entry entry : entries) {
                    made.put(entry.key(), entry);
                }
                table = made;
            }
            return made;
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Mapping that
                    && line == that.line
                    && column == that.column
                    && entries.equals(that.entries);
        }

        @Override
        public int hashCode() {
            return entries.hashCode();
        }

        @Override
        public String toString() {
            return "Mapping[line=" + line + ", column=" + column + ", entries=" + entries + "]";
        }
    }
}
