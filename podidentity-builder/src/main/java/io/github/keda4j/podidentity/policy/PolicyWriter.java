package io.github.keda4j.podidentity.policy;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Writes policies with the elements in AWS's usual order and a single value without its array. */
final class PolicyWriter {

    private final JsonText json;

    private PolicyWriter(JsonText json) {
        this.json = json;
    }

    static String compact(PolicyDocument document) {
        return new PolicyWriter(JsonText.compact()).document(document).toString();
    }

    static String pretty(PolicyDocument document) {
        return new PolicyWriter(JsonText.pretty()).document(document).toString();
    }

    /** The number of characters of {@link #compact(PolicyDocument)}. */
    static int size(PolicyDocument document) {
        return new PolicyWriter(JsonText.counting()).document(document).length();
    }

    static String compact(Statement statement) {
        PolicyWriter writer = new PolicyWriter(JsonText.compact());
        writer.statement(statement);
        return writer.json.toString();
    }

    /** Writes principals as an object, whatever their types. */
    static String asObject(Principals principals) {
        PolicyWriter writer = new PolicyWriter(JsonText.compact());
        writer.types(principals.entries());
        return writer.json.toString();
    }

    private JsonText document(PolicyDocument document) {
        json.beginObject();
        document.version().ifPresent(version -> json.name("Version").string(version));
        document.id().ifPresent(id -> json.name("Id").string(id));
        json.name("Statement").beginArray();
        document.statements().forEach(this::statement);
        json.endArray();
        others(document.otherElements());
        return json.endObject();
    }

    private void statement(Statement statement) {
        json.beginObject();
        statement.sid().ifPresent(sid -> json.name("Sid").string(sid));
        json.name("Effect").string(statement.effect().json());
        statement.principal().ifPresent(this::principals);
        patterns("Action", statement.action());
        statement.resource().ifPresent(resource -> patterns("Resource", resource));
        if (!statement.conditions().isEmpty()) {
            conditions(statement.conditions());
        }
        others(statement.otherElements());
        json.endObject();
    }

    private void patterns(String element, Patterns patterns) {
        json.name(patterns.negated() ? "Not" + element : element);
        values(patterns.values());
    }

    private void principals(Principals principals) {
        json.name(principals.negated() ? "NotPrincipal" : "Principal");
        List<Principal> entries = principals.entries();
        if (entries.size() == 1 && entries.get(0).equals(Principal.everyone())) {
            json.string("*");
            return;
        }
        // Beside other principals, the plain "*" cannot be written; as a value of the type AWS it means the same.
        types(
                entries.stream().anyMatch(entry -> entry.type().equals("*"))
                        ? entries.stream()
                                .map(entry -> entry.type().equals("*") ? Principal.aws(entry.value()) : entry)
                                .toList()
                        : entries);
    }

    private void types(List<Principal> entries) {
        json.beginObject();
        if (entries.size() == 1) {
            json.name(entries.get(0).type()).string(entries.get(0).value()).endObject();
            return;
        }
        Map<String, List<String>> byType = new LinkedHashMap<>();
        for (Principal entry : entries) {
            byType.computeIfAbsent(entry.type(), type -> new ArrayList<>()).add(entry.value());
        }
        byType.forEach((type, values) -> {
            json.name(type);
            values(values);
        });
        json.endObject();
    }

    private void conditions(List<Condition> conditions) {
        json.name("Condition").beginObject();
        if (haveOneOperator(conditions)) {
            conditions(conditions.get(0).operator(), conditions);
        } else {
            Map<ConditionOperator, List<Condition>> byOperator = new LinkedHashMap<>();
            for (Condition condition : conditions) {
                byOperator
                        .computeIfAbsent(condition.operator(), operator -> new ArrayList<>())
                        .add(condition);
            }
            byOperator.forEach(this::conditions);
        }
        json.endObject();
    }

    private static boolean haveOneOperator(List<Condition> conditions) {
        for (int i = 1; i < conditions.size(); i++) {
            if (!conditions.get(i).operator().equals(conditions.get(0).operator())) {
                return false;
            }
        }
        return true;
    }

    private void conditions(ConditionOperator operator, List<Condition> conditions) {
        json.name(operator.json()).beginObject();
        for (Condition condition : conditions) {
            json.name(condition.key());
            values(condition.values());
        }
        json.endObject();
    }

    private void values(List<String> values) {
        if (values.size() == 1) {
            json.string(values.get(0));
            return;
        }
        json.beginArray();
        values.forEach(json::string);
        json.endArray();
    }

    private void others(Map<String, String> others) {
        others.forEach((name, text) -> json.name(name).raw(text));
    }
}
