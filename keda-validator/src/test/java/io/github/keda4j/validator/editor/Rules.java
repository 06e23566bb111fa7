package io.github.keda4j.validator.editor;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.keda4j.trigger.generator.catalogue.Condition;
import io.github.keda4j.trigger.generator.catalogue.Parameter;
import io.github.keda4j.trigger.generator.catalogue.Rule;
import io.github.keda4j.trigger.generator.catalogue.Source;
import io.github.keda4j.trigger.generator.catalogue.ValueType;
import io.github.keda4j.trigger.generator.words.RuleWords;
import io.github.keda4j.trigger.generator.words.Sentences;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * Writes the rules of a trigger type as schemas, each of which refuses triggers that certainly break a rule, with a
 * message in the rule's words.
 */
final class Rules {

    private final TriggerOfRelease trigger;
    private final Conditions conditions;
    private final RuleWords words;
    private final List<JsonNode> schemas = new ArrayList<>();

    private Rules(TriggerOfRelease trigger) {
        this.trigger = trigger;
        this.conditions = new Conditions(trigger);
        this.words = new RuleWords(trigger.latest(), UnaryOperator.identity(), UnaryOperator.identity());
    }

    /** Schemas for the whole trigger that must all hold. */
    static List<JsonNode> of(TriggerOfRelease trigger) {
        Rules rules = new Rules(trigger);
        for (Parameter latest : trigger.latest().parameters()) {
            trigger.parameter(latest.name())
                    .filter(parameter -> parameter.required() && parameter.isAlive() && !isAskedPlainly(parameter))
                    .ifPresent(parameter -> rules.refuse(
                            rules.conditions.certainlyAbsent(parameter), missing(), Sources.missing(parameter)));
        }
        trigger.type().parameters().stream().filter(Parameter::isAlive).forEach(rules::addExclusiveWords);
        trigger.type().rules().forEach(rules::add);
        return rules.schemas;
    }

    /** Whether the metadata must contain the parameter under its only name, regardless of anything else. */
    static boolean isAskedPlainly(Parameter parameter) {
        return parameter.required()
                && parameter.isAlive()
                && parameter.from().equals(List.of(Source.METADATA))
                && parameter.aliases().isEmpty()
                && !parameter.isFamily();
    }

    /** Refuses a list that contains two words that exclude each other. */
    private void addExclusiveWords(Parameter parameter) {
        if (parameter.type() instanceof ValueType.Items items && parameter.isAliveIn(Source.METADATA)) {
            List<String> words = items.atMostOneOf();
            for (int first = 0; first < words.size(); first++) {
                for (int second = first + 1; second < words.size(); second++) {
                    JsonNode both = Conditions.matching(
                            parameter.name(),
                            List.of(
                                    Patterns.element(words.get(first), items.separator()),
                                    Patterns.element(words.get(second), items.separator())));
                    refuse(
                            both,
                            present(parameter.name()),
                            parameter.name() + " must not have more than one of " + Sentences.list(words, "and") + ".");
                }
            }
        }
    }

    private void add(Rule rule) {
        JsonNode when = rule.when().map(conditions::certain).orElse(Conditions.ALL);
        String message = words.of(rule);
        if (rule.form() instanceof Rule.Holds holds) {
            JsonNode broken = conditions.certain(new Condition.Not(holds.condition()));
            refuse(conditions(when, broken), missing(), message);
        } else if (rule.form() instanceof Rule.Count count) {
            add(count.kind(), count.parameters(), when, message);
        }
    }

    private void add(Rule.Kind kind, List<String> parameters, JsonNode when, String message) {
        switch (kind) {
            case REQUIRE ->
                parameters.forEach(
                        name -> refuse(conditions(when, conditions.certainlyMissing(name)), missing(), message));
            case FORBID ->
                parameters.forEach(
                        name -> refuse(conditions(when, conditions.certainlyGiven(name)), present(name), message));
            case ANY_OF -> refuseNone(parameters, when, message);
            case ONE_OF -> {
                refuseNone(parameters, when, message);
                refuseTwo(parameters, when, message);
            }
            case AT_MOST_ONE -> refuseTwo(parameters, when, message);
            case TOGETHER -> {
                for (String one : parameters) {
                    for (String other : parameters) {
                        refuse(
                                conditions(
                                        when,
                                        conditions.certainlyGiven(one),
                                        one.equals(other) ? Conditions.NONE : conditions.certainlyMissing(other)),
                                present(one),
                                message);
                    }
                }
            }
            case SAME_SIZE, DIFFER -> {} // no schema compares two texts
        }
    }

    private void refuseNone(List<String> parameters, JsonNode when, String message) {
        List<JsonNode> parts = new ArrayList<>(List.of(when));
        parameters.forEach(name -> parts.add(conditions.certainlyMissing(name)));
        refuse(Conditions.all(parts), missing(), message);
    }

    private void refuseTwo(List<String> parameters, JsonNode when, String message) {
        for (int first = 0; first < parameters.size(); first++) {
            for (int second = first + 1; second < parameters.size(); second++) {
                refuse(
                        conditions(
                                when,
                                conditions.certainlyGiven(parameters.get(first)),
                                conditions.certainlyGiven(parameters.get(second))),
                        present(parameters.get(second)),
                        message);
            }
        }
    }

    private static JsonNode conditions(JsonNode... parts) {
        return Conditions.all(List.of(parts));
    }

    /** Refuses triggers that match a schema, by requiring another schema that none of them satisfies. */
    private void refuse(JsonNode broken, ObjectNode refusal, String message) {
        if (!broken.equals(Conditions.NONE)) {
            ObjectNode place = refusal.has("errorMessage") ? refusal : (ObjectNode) refusal.at("/properties/metadata");
            place.put("errorMessage", message);
            schemas.add(Json.object("if", broken).set("then", refusal));
        }
    }

    /** Makes the error point at the metadata as a whole. */
    private static ObjectNode missing() {
        return Conditions.ofMetadata(BooleanNode.FALSE).put("errorMessage", "");
    }

    /** Makes the error point at a parameter, under each of its names. */
    private ObjectNode present(String parameter) {
        ObjectNode names = Json.object();
        trigger.parameter(parameter).ifPresent(known -> known.names().forEach(name -> names.put(name, false)));
        return Conditions.ofMetadata(Json.object("properties", names));
    }
}
