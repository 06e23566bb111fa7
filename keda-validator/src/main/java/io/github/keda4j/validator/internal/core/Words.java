package io.github.keda4j.validator.internal.core;

import io.github.keda4j.yaml.tree.Node;
import java.util.Collection;

/** Formats what was written for messages. */
public final class Words {

    private static final int LONGEST = 60;

    private Words() {}

    /** Puts a text in quotes, on one line and no longer than a reader needs. */
    public static String quoted(String text) {
        StringBuilder shown = new StringBuilder(Math.min(text.length(), LONGEST) + 2).append('"');
        int end = Math.min(text.length(), LONGEST);
        for (int i = 0; i < end; i++) {
            char c = text.charAt(i);
            shown.append(c < ' ' || c == '"' ? c == '"' ? '\'' : ' ' : c);
        }
        return shown.append(text.length() > LONGEST ? "...\"" : "\"").toString();
    }

    /** Writes a name for use in a sentence: without quotes if it is a word. */
    public static String name(String text) {
        if (text.isEmpty() || text.length() > LONGEST) {
            return quoted(text);
        }
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if ((!Character.isLetterOrDigit(c) && "-_./[]".indexOf(c) < 0) || (i == text.length() - 1 && c == '.')) {
                return quoted(text);
            }
        }
        return text;
    }

    /** Describes a value, such as {@code the string "5"} or {@code a list}. */
    public static String describe(Node node) {
        if (node instanceof Node.Mapping) {
            return "a map";
        }
        if (node instanceof Node.Sequence) {
            return "a list";
        }
        Node.Scalar scalar = (Node.Scalar) node;
        Object value = scalar.value();
        if (value == null) {
            return "null";
        }
        if (value instanceof Boolean) {
            return "the boolean " + name(scalar.text());
        }
        return value instanceof Number ? "the number " + name(scalar.text()) : "the string " + quoted(scalar.text());
    }

    /** Describes a value without showing it, because it may be a secret. */
    public static String kindOf(Node node) {
        if (!(node instanceof Node.Scalar scalar)) {
            return describe(node);
        }
        Object value = scalar.value();
        if (value == null) {
            return "null";
        }
        return value instanceof Boolean ? "a boolean" : value instanceof Number ? "a number" : "a string";
    }

    /** Joins words with commas and "or". */
    public static String either(Collection<String> words) {
        return joined(words, " or ");
    }

    /** Joins words with commas and "and". */
    public static String all(Collection<String> words) {
        return joined(words, " and ");
    }

    private static String joined(Collection<String> words, String last) {
        StringBuilder text = new StringBuilder();
        int left = words.size();
        for (String word : words) {
            text.append(word.isEmpty() ? "\"\"" : word);
            left--;
            text.append(left == 0 ? "" : left == 1 ? last : ", ");
        }
        return text.toString();
    }
}
