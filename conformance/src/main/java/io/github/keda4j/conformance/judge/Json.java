package io.github.keda4j.conformance.judge;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Comparator;

/** Questions and answers as text. */
public final class Json {

    private static final ObjectMapper MAPPER =
            JsonMapper.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();

    private static final Comparator<JsonNode> NUMBERS = Json::compareNumbers;

    private Json() {}

    /** {@return an empty object} */
    public static ObjectNode object() {
        return MAPPER.createObjectNode();
    }

    /**
     * {@return the value in the text}
     *
     * @param text one JSON value
     * @throws IllegalArgumentException if it is not JSON
     */
    public static JsonNode read(String text) {
        try {
            return MAPPER.readTree(text);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("This is not JSON: " + text, e);
        }
    }

    /**
     * {@return the value in one line of ASCII that can be put between single quotes in a shell}
     *
     * @param value the value to write
     */
    public static String line(JsonNode value) {
        try {
            return MAPPER.writeValueAsString(value).replace("'", "\\u0027");
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    /**
     * {@return whether two values are equal, comparing numbers by value}
     *
     * @param one a value
     * @param other a value
     */
    public static boolean sameValue(JsonNode one, JsonNode other) {
        return one.equals(NUMBERS, other);
    }

    private static int compareNumbers(JsonNode one, JsonNode other) {
        if (one.equals(other)) {
            return 0;
        }
        if (!one.isNumber() || !other.isNumber()) {
            return 1;
        }
        boolean whole = one.isIntegralNumber() && other.isIntegralNumber();
        return whole
                ? one.bigIntegerValue().compareTo(other.bigIntegerValue())
                : Double.compare(one.doubleValue(), other.doubleValue());
    }
}
