package io.github.keda4j.trigger.generator.examples;

import io.github.keda4j.trigger.generator.catalogue.Condition;
import io.github.keda4j.trigger.generator.catalogue.EnumValues;
import io.github.keda4j.trigger.generator.catalogue.Parameter;
import io.github.keda4j.trigger.generator.catalogue.Release;
import io.github.keda4j.trigger.generator.catalogue.Rule;
import io.github.keda4j.trigger.generator.catalogue.Source;
import io.github.keda4j.trigger.generator.catalogue.TriggerType;
import io.github.keda4j.trigger.generator.catalogue.ValueType;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Chooses the contents of a type's example: the required parameters, the target, and what the rules then require. The
 * values are the catalogue's examples.
 */
public final class ExampleChoice {

    private static final List<String> PROVIDERS = List.of("aws", "azure-workload", "gcp", "aws-eks");

    private final TriggerType trigger;
    private final Trial trial;
    /** Whether a pod identity may be chosen instead of secrets. */
    private boolean identityAllowed = true;

    private ExampleChoice(TriggerType trigger) {
        this.trigger = trigger;
        this.trial = new Trial(trigger);
    }

    /**
     * Chooses an example.
     *
     * @param trigger the type
     * @return an example that satisfies all rules that the catalogue itself can express
     */
    public static Example of(TriggerType trigger) {
        return new ExampleChoice(trigger).choose();
    }

    /**
     * Chooses an example for each kind of authentication that the type supports: each provider of pod identity, secrets
     * in general, and the secrets of each mode whose secrets are required by rules. None of the examples breaks a rule
     * that the catalogue itself can express.
     *
     * @param trigger the type
     * @return the examples that differ, by their kind
     */
    public static Map<Kind, Example> byAuthentication(TriggerType trigger) {
        List<Kind> kinds = new ArrayList<>();
        trigger.podIdentity().stream()
                .filter(provider -> !provider.equals("aws-eks"))
                .forEach(provider -> kinds.add(Kind.identity(provider)));
        kinds.add(Kind.secrets());
        for (Rule rule : trigger.rules()) {
            if (rule.isIn(Release.latest()) && asksForSecrets(trigger, rule)) {
                rule.when()
                        .map(Kind::secrets)
                        .filter(kind -> !kind.modes().isEmpty())
                        .ifPresent(kinds::add);
            }
        }
        Map<Kind, Example> examples = new LinkedHashMap<>();
        for (Kind kind : kinds) {
            ExampleChoice choice = new ExampleChoice(trigger);
            Example example = choice.choose(kind);
            if (example.hasAuthentication() && choice.keepsTheRules() && !examples.containsValue(example)) {
                examples.put(kind, example);
            }
        }
        return examples;
    }

    private static boolean asksForSecrets(TriggerType trigger, Rule rule) {
        return rule.form() instanceof Rule.Count count
                && Set.of(Rule.Kind.REQUIRE, Rule.Kind.ANY_OF, Rule.Kind.ONE_OF).contains(count.kind())
                && count.parameters().stream()
                        .map(trigger::parameter)
                        .anyMatch(parameter -> parameter.isAliveIn(Source.AUTH));
    }

    private boolean keepsTheRules() {
        return trigger.rules().stream()
                .filter(rule -> rule.isIn(Release.latest()))
                .noneMatch(trial::violates);
    }

    private Example choose(Kind kind) {
        trial.podIdentity = kind.podIdentity();
        identityAllowed = !kind.isSecrets();
        if (!kind.isSecrets() && kind.podIdentity().equals("aws")) {
            trigger.aws().forEach(call -> call.when().ifPresent(this::fulfil));
        }
        kind.mode().ifPresent(this::fulfil);
        return choose();
    }

    /** Sets values that make a condition true, as far as it depends on words and presence. */
    private void fulfil(Condition condition) {
        if (trial.holds(condition)) {
            return;
        }
        if (condition instanceof Condition.And and) {
            and.all().forEach(this::fulfil);
        } else if (condition instanceof Condition.Or or) {
            fulfil(or.any().get(0));
        } else if (condition instanceof Condition.Is is && is.operand() instanceof Condition.ParameterOperand operand) {
            set(operand, is.word());
        } else if (condition instanceof Condition.In in && in.operand() instanceof Condition.ParameterOperand operand) {
            set(operand, in.words().get(0));
        } else if (condition instanceof Condition.Has has
                && has.operand() instanceof Condition.ParameterOperand operand) {
            set(operand, has.word());
        } else if (condition instanceof Condition.Given given
                && given.operand() instanceof Condition.ParameterOperand operand) {
            Parameter parameter = trigger.parameter(operand.name());
            if (parameter.type() instanceof ValueType.Flag) {
                set(operand, "true");
            } else if (parameter.example().isPresent() || !parameter.isAliveIn(Source.METADATA)) {
                give(parameter);
            }
        }
    }

    private void set(Condition.ParameterOperand operand, String value) {
        if (trigger.parameter(operand.name()).isAliveIn(Source.METADATA)) {
            trial.metadata.put(operand.name(), value);
        }
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
            // what one rule requires may cause another rule to require more
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

    /** Sets what the first broken rule requires; returns false if no rule is broken, or none can be fixed. */
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
                && identityAllowed
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

    /** Sets the first parameter whose example makes the condition true. */
    private boolean repair(Condition condition) {
        if (condition instanceof Condition.Is is && is.operand() instanceof Condition.ParameterOperand operand) {
            set(operand, is.word());
            return trial.holds(condition);
        }
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

    /** Sets a parameter: a secret in the authentication if possible, and anything else in the metadata. */
    private void give(Parameter parameter) {
        boolean shown = value(parameter).isPresent() || !parameter.isAliveIn(Source.AUTH);
        if (parameter.isAliveIn(Source.METADATA) && shown && !parameter.type().isSecret()) {
            trial.metadata.put(parameter.name(), needed(parameter));
        } else if (parameter.isAliveIn(Source.AUTH)) {
            trial.authentication.add(parameter.name());
        } else if (parameter.isAliveIn(Source.ENV)) {
            trial.environment.add(parameter.name());
        } else {
            trial.metadata.put(parameter.name(), needed(parameter));
        }
    }

    private static String needed(Parameter parameter) {
        return value(parameter)
                .orElseThrow(() -> new IllegalStateException(parameter.place() + ": " + parameter.name()
                        + " is needed for the example but has no example value"));
    }

    private static Optional<String> value(Parameter parameter) {
        return parameter
                .example()
                .or(parameter::defaultValue)
                .or(() -> parameter.type().enumValues().map(EnumValues::values).map(values -> values.get(0)));
    }
}
