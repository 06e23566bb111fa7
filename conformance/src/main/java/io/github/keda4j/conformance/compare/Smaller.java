package io.github.keda4j.conformance.compare;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Questions that are one step smaller than a given question, the largest steps first. Every step makes a question
 * smaller, so the search ends.
 */
final class Smaller {

    /** Texts longer than this are only cut, not reduced letter by letter. */
    private static final int SHORT = 80;

    private Smaller() {}

    static List<ObjectNode> than(ObjectNode question) {
        List<ObjectNode> smaller = new ArrayList<>();
        for (JsonNode one : ofObject(question)) {
            smaller.add((ObjectNode) one);
        }
        return smaller;
    }

    private static List<JsonNode> of(JsonNode value) {
        if (value.isObject()) {
            return ofObject((ObjectNode) value);
        }
        if (value.isArray()) {
            return ofArray((ArrayNode) value);
        }
        if (value.isTextual()) {
            return texts(value.asText());
        }
        if (value.isNumber() && value.asLong() != 0) {
            return List.of(IntNode.valueOf(0));
        }
        return value.isBoolean() && value.asBoolean() ? List.of(BooleanNode.FALSE) : List.of();
    }

    private static List<JsonNode> ofObject(ObjectNode object) {
        List<JsonNode> smaller = new ArrayList<>();
        List<String> names = new ArrayList<>();
        object.fieldNames().forEachRemaining(names::add);
        for (String name : names) {
            smaller.add(object.deepCopy().without(name));
        }
        for (String name : names) {
            for (JsonNode value : of(object.get(name))) {
                smaller.add(object.deepCopy().set(name, value));
            }
        }
        return smaller;
    }

    private static List<JsonNode> ofArray(ArrayNode array) {
        List<JsonNode> smaller = new ArrayList<>();
        for (int length = array.size() / 2; length > 0; length /= 2) {
            for (int start = 0; start + length <= array.size(); start += length) {
                smaller.add(without(array, start, length));
            }
        }
        if (array.size() == 1) {
            smaller.add(without(array, 0, 1));
        }
        for (int i = 0; i < array.size(); i++) {
            for (JsonNode value : of(array.get(i))) {
                ArrayNode copy = array.deepCopy();
                copy.set(i, value);
                smaller.add(copy);
            }
        }
        return smaller;
    }

    private static ArrayNode without(ArrayNode array, int start, int length) {
        ArrayNode copy = JsonNodeFactory.instance.arrayNode();
        for (int i = 0; i < array.size(); i++) {
            if (i < start || i >= start + length) {
                copy.add(array.get(i));
            }
        }
        return copy;
    }

    /** Shorter texts, then texts of the same length with plainer letters. */
    private static List<JsonNode> texts(String text) {
        Set<String> smaller = new LinkedHashSet<>();
        int[] letters = text.codePoints().toArray();
        if (letters.length > 0) {
            smaller.add("");
        }
        for (String plain : List.of("a", "1")) {
            if (letters.length > 1) {
                smaller.add(plain);
            }
        }
        for (int length = letters.length / 2; length > 0; length /= 2) {
            for (int start = 0; start + length <= letters.length; start += length) {
                if (letters.length <= SHORT || length > 1) {
                    smaller.add(string(letters, 0, start) + string(letters, start + length, letters.length));
                }
            }
        }
        for (int i = 0; i < letters.length && letters.length <= SHORT; i++) {
            int plain = plainer(letters[i]);
            if (plain != letters[i]) {
                smaller.add(string(letters, 0, i) + Character.toString(plain) + string(letters, i + 1, letters.length));
            }
        }
        smaller.remove(text);
        return smaller.stream().<JsonNode>map(TextNode::valueOf).toList();
    }

    private static int plainer(int letter) {
        if (letter >= '1' && letter <= '9') {
            return letter == '1' ? '0' : '1';
        }
        boolean plain = letter == 'a' || letter == '0' || (letter < 0x80 && !Character.isLetter(letter));
        return plain ? letter : 'a';
    }

    private static String string(int[] letters, int from, int to) {
        return new String(letters, from, to - from);
    }
}
