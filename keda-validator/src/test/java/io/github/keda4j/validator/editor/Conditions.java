package io.github.keda4j.validator.editor;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.keda4j.trigger.generator.catalogue.Condition;
import io.github.keda4j.trigger.generator.catalogue.Condition.View;
import io.github.keda4j.trigger.generator.catalogue.EnumValues;
import io.github.keda4j.trigger.generator.catalogue.Parameter;
import io.github.keda4j.trigger.generator.catalogue.Reading;
import io.github.keda4j.trigger.generator.catalogue.Source;
import io.github.keda4j.trigger.generator.catalogue.ValueType;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Writes conditions of the catalogue as schemas for a trigger. A schema sees only the trigger, and neither its
 * authentication nor the environment of its container, so there are two schemas for each condition: one for triggers
 * for which it certainly holds, and one for those for which it may hold. A condition that a schema cannot express
 * certainly holds for no trigger, and may hold for every trigger.
 */
final class Conditions {

    static final JsonNode ALL = BooleanNode.TRUE;
    static final JsonNode NONE = BooleanNode.FALSE;

    private static final String AUTHENTICATION = "authenticationRef";

    private final TriggerOfRelease trigger;

    Conditions(TriggerOfRelease trigger) {
        this.trigger = trigger;
    }

    /** The triggers for which the condition holds regardless of their authentication and environment. */
    JsonNode certain(Condition condition) {
        if (condition instanceof Condition.And and) {
            return all(and.all().stream().map(this::certain).toList());
        } else if (condition instanceof Condition.Or or) {
            return any(or.any().stream().map(this::certain).toList());
        } else if (condition instanceof Condition.Not not) {
            return not(possible(not.condition()));
        }
        return certain((Condition.Test) condition);
    }

    /** The triggers for which the condition holds with some authentication and environment. */
    JsonNode possible(Condition condition) {
        if (condition instanceof Condition.And and) {
            return all(and.all().stream().map(this::possible).toList());
        } else if (condition instanceof Condition.Or or) {
            return any(or.any().stream().map(this::possible).toList());
        } else if (condition instanceof Condition.Not not) {
            return not(certain(not.condition()));
        }
        return possible((Condition.Test) condition);
    }

    JsonNode certainlyGiven(String parameter) {
        return certain(given(parameter));
    }

    /** The triggers for which KEDA reports that the parameter is missing. */
    JsonNode certainlyAbsent(Parameter parameter) {
        return not(Question.ofPresence(parameter).possible());
    }

    JsonNode certainlyMissing(String parameter) {
        return certain(new Condition.Not(given(parameter)));
    }

    private static Condition given(String parameter) {
        return new Condition.Given(new Condition.ParameterOperand(parameter, View.EFFECTIVE));
    }

    private JsonNode certain(Condition.Test test) {
        if (test.operand() instanceof Condition.Variable variable) {
            return ofVariable(variable, test, true);
        }
        return parameter(test).isEmpty()
                ? NONE
                : Question.of(parameter(test).get(), test)
                        .map(Question::certain)
                        .orElse(NONE);
    }

    private JsonNode possible(Condition.Test test) {
        if (test.operand() instanceof Condition.Variable variable) {
            return ofVariable(variable, test, false);
        }
        return parameter(test).isEmpty()
                ? NONE
                : Question.of(parameter(test).get(), test)
                        .map(Question::possible)
                        .orElse(ALL);
    }

    /**
     * The parameter that a test is about; empty if the release does not have the parameter, so that it is never given.
     */
    private Optional<Parameter> parameter(Condition.Test test) {
        return trigger.parameter(((Condition.ParameterOperand) test.operand()).name());
    }

    private static JsonNode ofVariable(Condition.Variable variable, Condition.Test test, boolean certain) {
        return switch (variable) {
            case POD_IDENTITY -> {
                boolean without = accepts(test, "none");
                JsonNode plain = without ? not(has(AUTHENTICATION)) : NONE;
                yield certain ? plain : any(List.of(has(AUTHENTICATION), without ? ALL : NONE));
            }
            case METRIC_TYPE -> {
                List<String> words = new ArrayList<>();
                for (String word : List.of("AverageValue", "Value", "Utilization")) {
                    if (accepts(test, word)) {
                        words.add(word);
                    }
                }
                JsonNode set = Json.object("required", Json.array(List.of("metricType")))
                        .set("properties", Json.object("metricType", Json.object("enum", Json.array(words))));
                yield accepts(test, "") ? any(List.of(set, not(has("metricType")))) : set;
            }
            case METRIC_SOURCE -> certain ? NONE : ALL;
        };
    }

    private static boolean accepts(Condition.Test test, String word) {
        if (test instanceof Condition.Is is) {
            return is.ignoreCase()
                    ? is.word().equalsIgnoreCase(word)
                    : is.word().equals(word);
        } else if (test instanceof Condition.In in) {
            return in.words().contains(word);
        } else if (test instanceof Condition.Given) {
            return !word.isEmpty();
        }
        throw new IllegalStateException("A schema cannot express this for a variable: " + test + ".");
    }

    /** What a condition requires of a parameter, as far as it depends on the text. */
    private record Question(
            Parameter parameter, View view, Condition.Test test, List<String> answers, boolean byDefault) {

        /**
         * Whether the parameter is missing according to KEDA's check for required parameters, for which 0 and false are
         * present.
         */
        static Question ofPresence(Parameter parameter) {
            String text = parameter.readings().contains(Reading.VERBATIM) ? "[\\s\\S]" : Patterns.SOMETHING;
            Condition.Test given =
                    new Condition.Given(new Condition.ParameterOperand(parameter.name(), View.EFFECTIVE));
            return new Question(
                    parameter,
                    View.EFFECTIVE,
                    given,
                    List.of(text),
                    parameter.defaultValue().isPresent());
        }

        static Optional<Question> of(Parameter parameter, Condition.Test test) {
            Condition.ParameterOperand operand = (Condition.ParameterOperand) test.operand();
            boolean asWritten = operand.view() != View.EFFECTIVE;
            Optional<List<String>> answers = asWritten ? asWritten(test) : patterns(test, parameter);
            String usual = asWritten ? "" : parameter.defaultValue().orElse("");
            return answers.map(texts -> new Question(
                    parameter,
                    operand.view(),
                    test,
                    texts,
                    usual.isEmpty() ? holdsForNothing(test) : texts.stream().allMatch(found(usual))));
        }

        private static Predicate<String> found(String text) {
            return pattern ->
                    java.util.regex.Pattern.compile(pattern).matcher(text).find();
        }

        private static boolean holdsForNothing(Condition.Test test) {
            return test instanceof Condition.Only
                    || test instanceof Condition.Matches matches && found("").test(matches.expression());
        }

        private static Optional<List<String>> asWritten(Condition.Test test) {
            if (test instanceof Condition.Given) {
                return Optional.of(List.of("[\\s\\S]"));
            } else if (test instanceof Condition.Is is && !is.ignoreCase()) {
                return Optional.of(List.of("^" + Patterns.quote(is.word()) + "$"));
            }
            return Optional.empty();
        }

        /** The patterns that must all be found in a text that is not empty; none if no expression can say it. */
        private static Optional<List<String>> patterns(Condition.Test test, Parameter parameter) {
            ValueType type = parameter.type();
            if (test instanceof Condition.Given) {
                return Optional.of(List.of(Patterns.given(parameter)));
            } else if (parameter.isFamily()) {
                return Optional.empty();
            } else if (type instanceof ValueType.Flag && test instanceof Condition.Is is) {
                return Optional.of(List.of(is.word().equals("true") ? Patterns.given(parameter) : Patterns.isFalse()));
            } else if (type instanceof ValueType.Items items && test instanceof Condition.Has has) {
                return Optional.of(List.of(Patterns.element(has.word(), items.separator())));
            } else if (type instanceof ValueType.Items items && test instanceof Condition.Only only) {
                return Optional.of(List.of(Patterns.elements(only.words(), items.separator())));
            } else if (type instanceof ValueType.Whole && test instanceof Condition.Is is) {
                return Optional.of(List.of(Patterns.word(is.word(), false, parameter)));
            } else if (test instanceof Condition.Compares compares && isAboveZero(compares, type)) {
                return Optional.of(List.of(Patterns.POSITIVE));
            } else if (!(type instanceof ValueType.Text || type instanceof ValueType.Choice)) {
                return Optional.empty();
            } else if (test instanceof Condition.Is is) {
                return Optional.of(List.of(Patterns.word(is.word(), is.ignoreCase(), parameter)));
            } else if (test instanceof Condition.In in) {
                return Optional.of(List.of(words(in.words(), false, parameter)));
            } else if (test instanceof Condition.Known) {
                EnumValues values = type.enumValues().orElseThrow();
                return Optional.of(List.of(words(values.values(), values.ignoreCase(), parameter)));
            } else if (test instanceof Condition.Matches matches) {
                return Patterns.portable(matches.expression()).map(List::of);
            } else if (test instanceof Condition.Fits fits) {
                return Patterns.format(fits.format()).map(whole -> List.of(Patterns.whole(whole, parameter)));
            }
            return Optional.empty();
        }

        private static boolean isAboveZero(Condition.Compares compares, ValueType type) {
            return (type instanceof ValueType.Whole || type instanceof ValueType.Real)
                    && compares.comparison() == Condition.Comparison.ABOVE
                    && compares.number().equals("0");
        }

        private static String words(List<String> words, boolean anyCase, Parameter parameter) {
            return String.join(
                    "|",
                    words.stream()
                            .map(word -> Patterns.word(word, anyCase, parameter))
                            .toList());
        }

        JsonNode certain() {
            if (view == View.AUTH) {
                return byDefault ? not(has(AUTHENTICATION)) : NONE;
            }
            List<JsonNode> fromTrigger = new ArrayList<>();
            List<String> names = parameter.names();
            for (int i = 0; i < names.size() && parameter.isAliveIn(Source.METADATA); i++) {
                List<JsonNode> parts = new ArrayList<>(List.of(answer(names.get(i))));
                if (test instanceof Condition.Matches) {
                    parts.add(matching(names.get(i), List.of(Patterns.WITHOUT_SPACE_AROUND)));
                }
                names.subList(0, i).forEach(earlier -> parts.add(nothing(earlier)));
                if (isBeforeMetadata(Source.AUTH)) {
                    parts.add(not(has(AUTHENTICATION)));
                }
                if (isBeforeMetadata(Source.ENV)) {
                    names.forEach(name -> parts.add(not(variable(name))));
                }
                fromTrigger.add(all(parts));
            }
            return any(List.of(any(fromTrigger), byDefault ? nowhere() : NONE));
        }

        JsonNode possible() {
            List<JsonNode> ways = new ArrayList<>();
            boolean auth = view == View.AUTH || view == View.EFFECTIVE && parameter.isAliveIn(Source.AUTH);
            if (view != View.AUTH && parameter.isAliveIn(Source.METADATA)) {
                parameter.names().forEach(name -> ways.add(answer(name)));
            }
            if (view == View.EFFECTIVE && parameter.isAliveIn(Source.ENV)) {
                parameter.names().forEach(name -> ways.add(variable(name)));
            }
            if (auth) {
                ways.add(has(AUTHENTICATION));
            }
            if (byDefault) {
                ways.add(
                        view == View.AUTH
                                ? ALL
                                : all(inTrigger().stream().map(this::nothing).toList()));
            }
            return any(ways);
        }

        /**
         * Whether the source may provide another value. For Given, it is the same if the metadata has a value and the
         * source has none.
         */
        private boolean isBeforeMetadata(Source source) {
            boolean text = !(parameter.type() instanceof ValueType.Flag
                    || parameter.type() instanceof ValueType.Whole
                    || parameter.type() instanceof ValueType.Real
                    || parameter.type() instanceof ValueType.Span);
            return view == View.EFFECTIVE
                    && !(test instanceof Condition.Given && text)
                    && parameter.isAliveIn(source)
                    && parameter.from().indexOf(source) < parameter.from().indexOf(Source.METADATA);
        }

        /** Requires that nothing sets the parameter. */
        private JsonNode nowhere() {
            List<JsonNode> parts = new ArrayList<>();
            inTrigger().forEach(name -> parts.add(nothing(name)));
            if (view == View.EFFECTIVE && parameter.isAliveIn(Source.ENV)) {
                parameter.names().forEach(name -> parts.add(not(variable(name))));
            }
            if (view == View.EFFECTIVE && parameter.isAliveIn(Source.AUTH)) {
                parts.add(not(has(AUTHENTICATION)));
            }
            return all(parts);
        }

        private List<String> inTrigger() {
            return view != View.AUTH && parameter.isAliveIn(Source.METADATA) ? parameter.names() : List.of();
        }

        /** Requires that the metadata has a text under the name that satisfies the condition. */
        private JsonNode answer(String name) {
            return parameter.isFamily() ? ofMetadata(not(withoutFamily())) : matching(name, answers);
        }

        private JsonNode withoutFamily() {
            ObjectNode member = Json.object().put("pattern", Patterns.family(parameter));
            return Json.object("propertyNames", not(member));
        }

        /** Requires that the metadata has no text under the name. */
        private JsonNode nothing(String name) {
            if (parameter.isFamily()) {
                return ofMetadata(withoutFamily());
            }
            String empty = view == View.METADATA ? "^$" : Patterns.BLANK;
            return ofMetadata(
                    Json.object("properties", Json.object(name, Json.object().put("pattern", empty))));
        }
    }

    private static JsonNode has(String field) {
        return Json.object("required", Json.array(List.of(field)));
    }

    /** Requires that the metadata names a variable for the parameter. */
    private static JsonNode variable(String name) {
        return matching(name + "FromEnv", List.of("[\\s\\S]"));
    }

    /** Requires that the metadata has a text under the name in which all patterns are found. */
    static JsonNode matching(String name, List<String> patterns) {
        List<JsonNode> texts = new ArrayList<>();
        patterns.forEach(pattern -> texts.add(Json.object().put("pattern", pattern)));
        return ofMetadata(
                Json.object("required", Json.array(List.of(name))).set("properties", Json.object(name, all(texts))));
    }

    static ObjectNode ofMetadata(JsonNode schema) {
        return Json.object("properties", Json.object("metadata", schema));
    }

    static JsonNode all(List<JsonNode> schemas) {
        return several("allOf", schemas, ALL, NONE);
    }

    static JsonNode any(List<JsonNode> schemas) {
        return several("anyOf", schemas, NONE, ALL);
    }

    private static JsonNode several(String keyword, List<JsonNode> schemas, JsonNode neutral, JsonNode absorbing) {
        Set<JsonNode> parts = new LinkedHashSet<>();
        for (JsonNode schema : schemas) {
            if (schema.equals(absorbing)) {
                return absorbing;
            } else if (schema.size() == 1 && schema.has(keyword)) {
                schema.get(keyword).forEach(parts::add);
            } else if (!schema.equals(neutral)) {
                parts.add(schema);
            }
        }
        return switch (parts.size()) {
            case 0 -> neutral;
            case 1 -> parts.iterator().next();
            default -> Json.object(keyword, Json.nodes(parts));
        };
    }

    static JsonNode not(JsonNode schema) {
        if (schema.isBoolean()) {
            return schema.asBoolean() ? NONE : ALL;
        }
        if (schema.size() == 1 && schema.has("not")) {
            return schema.get("not");
        }
        return Json.object("not", schema);
    }
}
