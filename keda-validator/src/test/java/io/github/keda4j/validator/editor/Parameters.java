package io.github.keda4j.validator.editor;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.keda4j.trigger.generator.catalogue.EnumValues;
import io.github.keda4j.trigger.generator.catalogue.Parameter;
import io.github.keda4j.trigger.generator.catalogue.Source;
import io.github.keda4j.trigger.generator.catalogue.TriggerType;
import io.github.keda4j.trigger.generator.catalogue.ValueType;
import io.github.keda4j.trigger.generator.words.LimitWords;
import io.github.keda4j.trigger.generator.words.Sentences;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The schema of a trigger's metadata: a property for each name that KEDA reads, and for names that people write without
 * effect.
 */
final class Parameters {

    private static final String METRIC_NAME = "metricName";

    private final TriggerType trigger;
    private final ObjectNode properties = Json.object();
    private final ObjectNode families = Json.object();
    private final List<String> required = new ArrayList<>();

    private Parameters(TriggerType trigger) {
        this.trigger = trigger;
    }

    static ObjectNode of(TriggerType trigger) {
        Parameters parameters = new Parameters(trigger);
        trigger.parameters().stream().filter(Parameter::isAlive).forEach(parameters::add);
        trigger.parameters().forEach(parameters::addRefused);
        return parameters.schema();
    }

    private ObjectNode schema() {
        if (!properties.has(METRIC_NAME) && !trigger.additionalParameters()) {
            refuse(METRIC_NAME, "metricName has no effect. KEDA has ignored it since release 2.12.");
        }
        ObjectNode schema = Json.object()
                .put("description", "The parameters of the trigger type. Every value is a string.")
                .put("type", "object");
        if (!required.isEmpty()) {
            schema.set("required", Json.array(required));
        }
        schema.set("properties", properties);
        if (!families.isEmpty()) {
            schema.set("patternProperties", families);
        }
        if (!trigger.additionalParameters()) {
            schema.put("additionalProperties", false);
        }
        return schema;
    }

    private void add(Parameter parameter) {
        if (Rules.isAskedPlainly(parameter)) {
            required.add(parameter.name());
        }
        if (parameter.isAliveIn(Source.METADATA)) {
            if (parameter.isFamily()) {
                families.set(
                        Patterns.family(parameter), described(parameter, "").put("type", "string"));
            } else {
                properties.set(parameter.name(), text(parameter, ""));
                parameter
                        .aliases()
                        .forEach(alias -> properties.set(
                                alias.name(), text(parameter, "Another name of " + parameter.name() + ": ")));
            }
        }
        if (parameter.isAliveIn(Source.ENV)) {
            for (String name : parameter.names()) {
                String key = name + "FromEnv";
                if (trigger.parameters().stream()
                        .noneMatch(other -> other.names().contains(key))) {
                    properties.set(
                            key,
                            Json.object()
                                    .put("type", "string")
                                    .put(
                                            "description",
                                            "Environment variable of the scaled container that holds " + name + "."));
                }
            }
        }
    }

    /** Names that KEDA refuses or does not read, for which there is an alternative. */
    private void addRefused(Parameter parameter) {
        if (!parameter.isAlive()) {
            String instead = parameter
                    .lifetime()
                    .deprecated()
                    .map(words -> " " + Sentences.of(words))
                    .orElse("");
            String what = parameter.lifetime().ignoredSince().isPresent() ? " has no effect." : " was removed.";
            parameter.names().forEach(name -> refuse(name, name + what + instead));
        } else if (!parameter.isAliveIn(Source.METADATA)) {
            parameter.names().forEach(name -> refuse(name, Sources.elsewhere(parameter)));
        }
        if (parameter.isAlive()) {
            parameter
                    .lifetime()
                    .formerly()
                    .forEach(name ->
                            refuse(name, name + " has no effect. KEDA reads " + parameter.name() + " instead."));
        }
    }

    private void refuse(String name, String why) {
        if (!properties.has(name) && !trigger.additionalParameters()) {
            properties.set(
                    name,
                    Json.object()
                            .put("type", "string")
                            .put("pattern", Patterns.NEVER)
                            .put("patternErrorMessage", why)
                            .put("doNotSuggest", true));
        }
    }

    private static ObjectNode text(Parameter parameter, String before) {
        ObjectNode schema = described(parameter, before).put("type", "string");
        parameter.defaultValue().ifPresent(value -> schema.put("default", value));
        Optional<EnumValues> values = parameter.type().enumValues();
        boolean flag = parameter.type() instanceof ValueType.Flag;
        if (flag || values.isPresent()) {
            List<String> words = flag ? List.of("true", "false") : values.get().values();
            schema.set(
                    "anyOf",
                    Json.nodes(List.of(
                            Json.object().put("type", "string").set("enum", Json.array(words)),
                            Json.object().put("pattern", Patterns.of(parameter).orElseThrow()))));
        } else {
            Optional<String> pattern = Patterns.of(parameter)
                    .or(() -> Rules.isAskedPlainly(parameter) ? Optional.of(Patterns.SOMETHING) : Optional.empty());
            pattern.ifPresent(expression -> schema.put("pattern", expression)
                    .put("patternErrorMessage", parameter.name() + " must " + wanted(parameter) + "."));
        }
        if (parameter.type() instanceof ValueType.Span
                && parameter.limits().above().isPresent()) {
            ObjectNode notZero = Json.object()
                    .put("pattern", "[1-9]|" + Patterns.BLANK)
                    .put("patternErrorMessage", parameter.name() + " must " + wanted(parameter) + ".");
            schema.set("allOf", Json.nodes(List.of(notZero)));
        }
        parameter
                .lifetime()
                .deprecated()
                .ifPresent(words -> schema.put("deprecated", true)
                        .put("deprecationMessage", parameter.name() + " is deprecated. " + Sentences.of(words)));
        return schema;
    }

    private static String wanted(Parameter parameter) {
        ValueType type = parameter.type();
        String limits = LimitWords.of(parameter.limits(), type)
                .map(words -> ", " + words)
                .orElse("");
        if (type instanceof ValueType.Whole) {
            return "be a whole number" + limits + " (for example \"5\")";
        } else if (type instanceof ValueType.Real) {
            return "be a number" + limits + " (for example \"0.5\")";
        } else if (type instanceof ValueType.Span) {
            return "be a duration" + limits + " (for example \"30s\" or \"1m30s\")";
        } else if (type instanceof ValueType.Items items && items.element() == ValueType.Element.INT) {
            return "be a list of whole numbers";
        } else if (type instanceof ValueType.Pairs) {
            return "be pairs with one equals sign each (for example \"a=1,b=2\")";
        } else if (type instanceof ValueType.Query) {
            return "be like the query of a URL (for example \"a=1&b=2\")";
        }
        return parameter
                .format()
                .map(format -> "be " + format.words())
                .orElseGet(() -> parameter
                        .pattern()
                        .map(pattern -> "have the form that KEDA reads")
                        .orElse("not be empty"));
    }

    private static ObjectNode described(Parameter parameter, String before) {
        StringBuilder text = new StringBuilder(before).append(Sentences.of(parameter.description()));
        parameter.unit().ifPresent(unit -> text.append(" In ").append(unit).append('.'));
        if (parameter.isAliveIn(Source.AUTH)) {
            text.append(" May come from an authentication.");
        }
        return Json.object().put("description", text.toString());
    }
}
