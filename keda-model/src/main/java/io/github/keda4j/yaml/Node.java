package io.github.keda4j.yaml;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A piece of a document and where it begins, line and column from 1. */
sealed interface Node {

    int line();

    int column();

    /** How many nodes it stands for when aliases are expanded. */
    int size();

    /**
     * Text.
     *
     * @param text without quotes
     * @param plain whether it had none and no tag, so that it may mean something else than a string
     */
    record Scalar(int line, int column, String text, boolean plain) implements Node {
        @Override
        public int size() {
            return 1;
        }

        boolean isNull() {
            return plain && PlainScalars.isNull(text);
        }
    }

    /** A list. */
    record Sequence(int line, int column, List<Node> elements, int size) implements Node {}

    /** A map, its keys being different. */
    record Mapping(int line, int column, List<Entry> entries, int size) implements Node {

        @Nullable
        Node get(String key) {
            for (int i = 0; i < entries.size(); i++) {
                if (entries.get(i).key().equals(key)) {
                    return entries.get(i).value();
                }
            }
            return null;
        }

        /** The text behind a key, or null if there is none. */
        @Nullable
        String text(String key) {
            return get(key) instanceof Scalar scalar && !scalar.isNull() ? scalar.text() : null;
        }
    }

    /** A key as JSON has it, where it stands, and its value. */
    record Entry(String key, int line, int column, Node value) {}
}
