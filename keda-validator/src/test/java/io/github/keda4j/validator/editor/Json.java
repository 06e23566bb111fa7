package io.github.keda4j.validator.editor;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

/** Creates JSON, and writes it so that changes are easy to read. */
public final class Json {

    /** A value of at most this length is written on one line. */
    private static final int LINE = 150;

    private Json() {}

    public static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }

    /** An object with one member. */
    public static ObjectNode object(String name, JsonNode value) {
        return object().set(name, value);
    }

    public static ArrayNode array(Iterable<String> texts) {
        ArrayNode array = JsonNodeFactory.instance.arrayNode();
        texts.forEach(array::add);
        return array;
    }

    public static ArrayNode nodes(Iterable<? extends JsonNode> nodes) {
        ArrayNode array = JsonNodeFactory.instance.arrayNode();
        nodes.forEach(array::add);
        return array;
    }

    /** The text of a file. */
    static String text(JsonNode node) {
        StringBuilder text = new StringBuilder();
        write(node, "", text);
        return text.append('\n').toString();
    }

    private static void write(JsonNode node, String indent, StringBuilder text) {
        String line = node.toString();
        if (line.length() + indent.length() <= LINE || !node.isContainerNode()) {
            text.append(line);
            return;
        }
        String deeper = indent + " ";
        List<String> lines = new ArrayList<>();
        if (node.isArray()) {
            node.forEach(element -> lines.add(broken("", element, deeper)));
        } else {
            for (Iterator<Map.Entry<String, JsonNode>> members = node.fields(); members.hasNext(); ) {
                Map.Entry<String, JsonNode> member = members.next();
                lines.add(broken(JsonNodeFactory.instance.textNode(member.getKey()) + ": ", member.getValue(), deeper));
            }
        }
        text.append(node.isArray() ? '[' : '{')
                .append('\n')
                .append(String.join(",\n", lines))
                .append('\n')
                .append(indent)
                .append(node.isArray() ? ']' : '}');
    }

    private static String broken(String name, JsonNode value, String indent) {
        StringBuilder text = new StringBuilder(indent).append(name);
        write(value, indent, text);
        return text.toString();
    }
}
