package io.github.keda4j.trigger.generator.examples;

import io.github.keda4j.trigger.generator.catalogue.Condition;
import io.github.keda4j.trigger.generator.catalogue.Condition.Operand;
import io.github.keda4j.trigger.generator.catalogue.Condition.ParameterOperand;
import io.github.keda4j.trigger.generator.catalogue.Condition.Variable;
import io.github.keda4j.trigger.generator.catalogue.Condition.View;
import io.github.keda4j.trigger.generator.catalogue.Parameter;
import io.github.keda4j.trigger.generator.catalogue.Rule;
import io.github.keda4j.trigger.generator.catalogue.TriggerType;
import io.github.keda4j.trigger.generator.catalogue.ValueType;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Values that are tried for an example. Determines whether the rules hold for them. Rules that a Java class checks are
 * assumed to hold.
 */
final class Trial {

    final Map<String, String> metadata = new LinkedHashMap<>();
    final Set<String> environment = new LinkedHashSet<>();
    final Set<String> authentication = new LinkedHashSet<>();
    String podIdentity = "none";
    String metricType = "";

    private final TriggerType trigger;

    Trial(TriggerType trigger) {
        this.trigger = trigger;
    }

    boolean violates(Rule rule) {
        return rule.when().map(this::holds).orElse(true) && !holds(rule.form());
    }

    private boolean holds(Rule.Form form) {
        if (form instanceof Rule.Holds holds) {
            return holds(holds.condition());
        }
        if (!(form instanceof Rule.Count count)) {
            return true;
        }
        List<String> names = count.parameters();
        long given = names.stream().filter(this::isGiven).count();
        return switch (count.kind()) {
            case REQUIRE -> given == names.size();
            case FORBID -> given == 0;
            case ANY_OF -> given >= 1;
            case ONE_OF -> given == 1;
            case AT_MOST_ONE -> given <= 1;
            case TOGETHER -> given == 0 || given == names.size();
            case SAME_SIZE ->
                names.stream().map(name -> elements(name).size()).distinct().count() == 1;
            case DIFFER ->
                names.stream()
                                .map(name -> value(name, View.EFFECTIVE))
                                .distinct()
                                .count()
                        == names.size();
        };
    }

    boolean holds(Condition condition) {
        if (condition instanceof Condition.And and) {
            return and.all().stream().allMatch(this::holds);
        }
        if (condition instanceof Condition.Or or) {
            return or.any().stream().anyMatch(this::holds);
        }
        if (condition instanceof Condition.Not not) {
            return !holds(not.condition());
        }
        if (condition instanceof Condition.Given given) {
            return isGiven(given.operand());
        }
        if (condition instanceof Condition.Is is) {
            return is(value(is.operand()), is.word(), is.ignoreCase());
        }
        if (condition instanceof Condition.In in) {
            return in.words().stream().anyMatch(word -> is(value(in.operand()), word, false));
        }
        if (condition instanceof Condition.Has has) {
            return elements(((ParameterOperand) has.operand()).name()).contains(has.word());
        }
        if (condition instanceof Condition.Only only) {
            return only.words().containsAll(elements(((ParameterOperand) only.operand()).name()));
        }
        if (condition instanceof Condition.Matches matches) {
            return Pattern.compile(matches.expression())
                    .matcher(value(matches.operand()))
                    .find();
        }
        if (condition instanceof Condition.Compares compares) {
            return compares(compares);
        }
        return true; // an example's value is known to have the right form
    }

    private static boolean is(String value, String word, boolean ignoreCase) {
        return ignoreCase ? value.equalsIgnoreCase(word) : value.equals(word);
    }

    private boolean compares(Condition.Compares compares) {
        String text = value(compares.operand());
        int order = new BigDecimal(text.isEmpty() ? "0" : text).compareTo(new BigDecimal(compares.number()));
        return switch (compares.comparison()) {
            case ABOVE -> order > 0;
            case AT_LEAST -> order >= 0;
            case BELOW -> order < 0;
            case AT_MOST -> order <= 0;
        };
    }

    private boolean isGiven(Operand operand) {
        if (operand instanceof ParameterOperand parameter) {
            return parameter.view() == View.EFFECTIVE
                    ? isGiven(parameter.name())
                    : !value(parameter.name(), parameter.view()).isEmpty();
        }
        return operand != Variable.METRIC_SOURCE
                && !value(operand).isEmpty()
                && !value(operand).equals("none");
    }

    boolean isGiven(String name) {
        String value = value(name, View.EFFECTIVE);
        ValueType type = trigger.parameter(name).type();
        boolean zero = type.isNumber() && value.matches("-?0*(\\.0*)?");
        boolean no = type instanceof ValueType.Flag && value.equals("false");
        return !value.isEmpty() && !zero && !no;
    }

    private String value(Operand operand) {
        if (operand instanceof ParameterOperand parameter) {
            return value(parameter.name(), parameter.view());
        }
        return operand == Variable.POD_IDENTITY ? podIdentity : operand == Variable.METRIC_TYPE ? metricType : "";
    }

    private String value(String name, View view) {
        Parameter parameter = trigger.parameter(name);
        boolean fromAuthentication = authentication.contains(name);
        return switch (view) {
            case METADATA -> metadata.getOrDefault(name, "");
            case AUTH -> fromAuthentication ? parameter.example().orElse("given") : "";
            case EFFECTIVE -> {
                boolean elsewhere = fromAuthentication || environment.contains(name);
                String otherwise = elsewhere
                        ? parameter.example().orElse("given")
                        : parameter.defaultValue().orElse("");
                yield metadata.getOrDefault(name, otherwise);
            }
        };
    }

    private List<String> elements(String name) {
        String value = value(name, View.EFFECTIVE);
        if (value.isEmpty()) {
            return List.of();
        }
        String separator = trigger.parameter(name).type() instanceof ValueType.Items items ? items.separator() : ",";
        return Pattern.compile(Pattern.quote(separator))
                .splitAsStream(value)
                .map(String::strip)
                .toList();
    }
}
