package io.github.keda4j.trigger.generator.examples;

import io.github.keda4j.trigger.generator.catalogue.Condition;
import io.github.keda4j.trigger.generator.catalogue.EnumValues;
import io.github.keda4j.trigger.generator.catalogue.Parameter;
import io.github.keda4j.trigger.generator.catalogue.Rule;
import io.github.keda4j.trigger.generator.catalogue.Source;
import io.github.keda4j.trigger.generator.catalogue.TriggerType;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Chooses what the example of a type has: what is required, the target, and what the rules then want. Values are the
 * catalogue's examples.
 */
public final class ExampleChoice {

    private static final List<String> PROVIDERS = List.of("aws", "azure-workload", "gcp", "aws-eks");

    private final TriggerType trigger;
    private final Trial trial;

    private ExampleChoice(TriggerType trigger) {
        this.trigger = trigger;
        this.trial = new Trial(trigger);
    }

    /**
     * Chooses an example.
     *
     * @param trigger the type
     * @return one that keeps all rules that the catalogue itself can say
     */
    public static Example of(TriggerType trigger) {
        return new ExampleChoice(trigger).choose();
    }

    private Example choose() {
        if (trigger.requiresMetricType()) {
            trial.metricType = trigger.metricTypes().get(0);
        }
        trigger.parameters().stream().filter(Parameter::required).forEach(this::give);
        trigger.usualTarget()
                .map(trigger::parameter)
                .filter(Parameter::isInTrigger)
                .ifPresent(this::give);
        for (int attempts = 0; attempts < 20 && repairOne(); attempts++) {
            // one rule may want what another one then asks more for
        }
        Map<String, String> ordered = new LinkedHashMap<>();
        for (Parameter parameter : trigger.parameters()) {
            String value = trial.metadata.get(parameter.name());
            if (value != null) {
                ordered.put(parameter.name(), value);
            }
        }
        return new Example(
                ordered,
                trial.environment,
                trial.authentication,
                Optional.of(trial.podIdentity).filter(provider -> !provider.equals("none")),
                Optional.of(trial.metricType).filter(type -> !type.isEmpty()));
    }

    /** Gives what the first rule wants that does not hold; false if all hold, or none can be helped. */
    private boolean repairOne() {
        for (Rule rule : trigger.rules()) {
            if (trial.violates(rule) && repair(rule)) {
                return true;
            }
        }
        return false;
    }

    private boolean repair(Rule rule) {
        boolean identity = rule.when().map(ExampleChoice::asksForIdentity).orElse(false);
        if (identity
                && trial.podIdentity.equals("none")
                && !trigger.podIdentity().isEmpty()) {
            trial.podIdentity = PROVIDERS.stream()
                    .filter(trigger.podIdentity()::contains)
                    .findFirst()
                    .orElseThrow();
            return true;
        }
        if (rule.form() instanceof Rule.Holds holds) {
            return repair(holds.condition());
        }
        if (!(rule.form() instanceof Rule.Count count)) {
            return false;
        }
        List<Parameter> missing = count.parameters().stream()
                .map(trigger::parameter)
                .filter(parameter -> !trial.isGiven(parameter.name()))
                .toList();
        return switch (count.kind()) {
            case REQUIRE, TOGETHER -> {
                missing.forEach(this::give);
                yield !missing.isEmpty();
            }
            case ANY_OF, ONE_OF -> {
                boolean none = missing.size() == count.parameters().size();
                if (none) {
                    give(missing.stream()
                            .filter(parameter -> parameter.example().isPresent())
                            .findFirst()
                            .orElse(missing.get(0)));
                }
                yield none;
            }
            case FORBID, AT_MOST_ONE, SAME_SIZE, DIFFER -> false;
        };
    }

    /** Gives the first parameter of the condition whose example makes it hold. */
    private boolean repair(Condition condition) {
        for (String name : Condition.parameters(condition)) {
            Parameter parameter = trigger.parameter(name);
            if (parameter.example().isPresent()
                    && parameter.isAliveIn(Source.METADATA)
                    && !trial.metadata.containsKey(name)) {
                trial.metadata.put(name, parameter.example().get());
                if (trial.holds(condition)) {
                    return true;
                }
                trial.metadata.remove(name);
            }
        }
        return false;
    }

    private static boolean asksForIdentity(Condition condition) {
        if (condition instanceof Condition.And and) {
            return and.all().stream().anyMatch(ExampleChoice::asksForIdentity);
        }
        if (condition instanceof Condition.Or or) {
            return or.any().stream().anyMatch(ExampleChoice::asksForIdentity);
        }
        if (condition instanceof Condition.Not not) {
            return asksForIdentity(not.condition());
        }
        return condition instanceof Condition.Is is && is.operand() == Condition.Variable.POD_IDENTITY;
    }

    /** Secrets come from an authentication where they can, all else from the metadata. */
    private void give(Parameter parameter) {
        boolean preferred = parameter.type().isSecret() && parameter.isAliveIn(Source.AUTH);
        if (parameter.isAliveIn(Source.METADATA)
                && !preferred
                && !parameter.type().isSecret()) {
            trial.metadata.put(parameter.name(), value(parameter));
        } else if (parameter.isAliveIn(Source.AUTH)) {
            trial.authentication.add(parameter.name());
        } else if (parameter.isAliveIn(Source.ENV)) {
            trial.environment.add(parameter.name());
        } else {
            trial.metadata.put(parameter.name(), value(parameter));
        }
    }

    private static String value(Parameter parameter) {
        return parameter
                .example()
                .or(parameter::defaultValue)
                .or(() -> parameter.type().enumValues().map(EnumValues::values).map(values -> values.get(0)))
                .orElseThrow(() -> new IllegalStateException(
                        parameter.place() + ": " + parameter.name() + " is needed for the example, and has none"));
    }
}
