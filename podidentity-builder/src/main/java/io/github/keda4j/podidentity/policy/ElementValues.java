package io.github.keda4j.podidentity.policy;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/** The texts of an element that is one value or an array of them, each with the pointer to it. */
record ElementValues(List<Value> all, boolean wellFormed) {

    record Value(String text, String pointer) {}

    /**
     * Reads strings; if {@code scalars} is true, also numbers and booleans. Any other value is reported and omitted.
     */
    static ElementValues of(JsonNode node, String pointer, boolean scalars, Report report) {
        List<Value> all = new ArrayList<>();
        boolean wellFormed = true;
        if (node.isArray()) {
            for (int i = 0; i < node.size(); i++) {
                wellFormed &= add(all, node.get(i), pointer + "/" + i, scalars, report);
            }
        } else {
            wellFormed = add(all, node, pointer, scalars, report);
        }
        return new ElementValues(all, wellFormed);
    }

    private static boolean add(List<Value> all, JsonNode node, String pointer, boolean scalars, Report report) {
        if (node.isTextual() || (scalars && (node.isNumber() || node.isBoolean()))) {
            all.add(new Value(node.asText(), pointer));
            return true;
        }
        report.wrongType(pointer, scalars ? "a string, number or boolean" : "a string", node);
        return false;
    }
}
