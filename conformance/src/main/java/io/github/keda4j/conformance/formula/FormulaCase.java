package io.github.keda4j.conformance.formula;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.keda4j.conformance.judge.Json;
import io.github.keda4j.formula.FormulaScope;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A question about a formula.
 *
 * @param triggers the types of triggers by their names
 * @param formula the formula
 * @param values the values of the triggers; null for a trigger that fails
 */
record FormulaCase(Map<String, String> triggers, String formula, Map<String, @Nullable Double> values) {

    /** The subject of a question; a minimized question may lack parts. */
    static FormulaCase of(ObjectNode question) {
        Map<String, String> types = new LinkedHashMap<>();
        for (JsonNode trigger : question.path("triggers")) {
            types.put(trigger.path("name").asText(), trigger.path("type").asText());
        }
        Map<String, @Nullable Double> values = new LinkedHashMap<>();
        question.path("values")
                .path(0)
                .properties()
                .forEach(entry -> values.put(
                        entry.getKey(),
                        entry.getValue().isNumber() ? entry.getValue().doubleValue() : null));
        return new FormulaCase(types, question.path("formula").asText(), values);
    }

    ObjectNode question() {
        ObjectNode question =
                Json.object().put("ask", "formula").put("formula", formula).put("target", "2");
        triggers.forEach((name, type) ->
                question.withArray("triggers").addObject().put("name", name).put("type", type));
        ObjectNode run = question.putArray("values").addObject();
        values.forEach(run::put);
        return question;
    }

    FormulaScope scope() {
        List<String> names = new ArrayList<>();
        List<String> resources = new ArrayList<>();
        triggers.forEach((name, type) -> {
            if (type.equals("cpu") || type.equals("memory")) {
                resources.add(name);
            } else {
                names.add(name);
            }
        });
        return new FormulaScope(names, resources, values.containsValue(null));
    }

    /** The values as KEDA passes them to the formula: computed from whole thousandths. */
    Map<String, @Nullable Double> quantities() {
        Map<String, @Nullable Double> quantities = new LinkedHashMap<>();
        values.forEach((name, value) -> quantities.put(name, value == null ? null : thousandths(value) * 1e-3));
        return quantities;
    }

    /** Halves are rounded away from zero. */
    private static double thousandths(double value) {
        double scaled = value * 1000;
        long whole = (long) scaled;
        return Math.abs(scaled - whole) >= 0.5 ? whole + Math.signum(scaled) : whole;
    }
}
