package io.github.keda4j.trigger.generator.emit;

import com.palantir.javapoet.MethodSpec;
import io.github.keda4j.trigger.generator.catalogue.Condition;
import io.github.keda4j.trigger.generator.catalogue.Rule;
import io.github.keda4j.trigger.generator.catalogue.TriggerType;
import io.github.keda4j.trigger.generator.words.RuleWords;
import io.github.keda4j.trigger.generator.words.Sentences;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Generates the method that checks the rules of a type, with a statement for each rule, or a call for a rule that is a
 * class.
 */
final class RulesMethod {

    private static final int COLUMN = 8;
    private static final int CONTINUED_COLUMN = ConditionCode.BASE;

    private final TriggerType trigger;
    private final ConditionCode code;
    private final RuleWords words;

    private RulesMethod(TriggerType trigger) {
        this.trigger = trigger;
        this.code = new ConditionCode(trigger);
        this.words = new RuleWords(trigger, name -> name, text -> text);
    }

    /** Generates the method; empty if the type has no rules. */
    static Optional<MethodSpec> of(TriggerType trigger) {
        return trigger.rules().isEmpty() ? Optional.empty() : Optional.of(new RulesMethod(trigger).method());
    }

    private MethodSpec method() {
        MethodSpec.Builder method = MethodSpec.methodBuilder("rules")
                .addAnnotation(Override.class)
                .addParameter(RuntimeTypes.PARAMETER_VALUES, "v")
                .addParameter(RuntimeTypes.RULE_CHECK, "r");
        for (Rule rule : trigger.rules()) {
            method.addStatement(EngineNames.in(statement(rule)));
            if (rule.form() instanceof Rule.JavaClass javaClass) {
                method.addStatement("$T.check(v, r)", RuntimeTypes.rule(javaClass.name() + "Rule"));
            }
        }
        return method.build();
    }

    private String statement(Rule rule) {
        List<String> calls = new ArrayList<>();
        rule.since().ifPresent(since -> calls.add(".since(" + ParameterCode.version(since) + ")"));
        rule.before().ifPresent(before -> calls.add(".before(" + ParameterCode.version(before) + ")"));
        rule.when().ifPresent(when -> calls.add(when(when, words.clause(rule))));
        words.message(rule).ifPresent(message -> calls.add(text("message", message)));
        if (!(rule.form() instanceof Rule.JavaClass)) {
            rule.hint().map(Sentences::of).ifPresent(hint -> calls.add(text("hint", hint)));
        }
        if (!(rule.form() instanceof Rule.JavaClass)) {
            calls.add(form(rule.form()));
        }
        return Code.chain(COLUMN, "", "r.rule(" + Code.literal(rule.id()) + ")", calls);
    }

    private static String text(String call, String text) {
        return "." + call + "(" + Code.string(CONTINUED_COLUMN + call.length() + 2, Code.CONTINUED, text) + ")";
    }

    private String when(Condition condition, String text) {
        String line = ".when(" + code.of(condition, 0, "") + ", " + Code.literal(text) + ")";
        if (line.indexOf('\n') < 0 && Code.fits(CONTINUED_COLUMN, line)) {
            return line;
        }
        String inner = Code.CONTINUED;
        int column = CONTINUED_COLUMN + inner.length();
        return ".when(\n" + inner + code.of(condition, column, inner) + ",\n" + inner
                + Code.string(column + Code.CONTINUED.length() + 2, inner + Code.CONTINUED, text) + ")";
    }

    private String form(Rule.Form form) {
        if (form instanceof Rule.Count count) {
            List<String> constants = count.parameters().stream()
                    .map(name -> DefinitionCode.constant(trigger, name))
                    .toList();
            String call = "." + count.kind().text();
            return call + Code.arguments(CONTINUED_COLUMN + call.length(), CONTINUED_COLUMN, Code.CONTINUED, constants);
        }
        Condition condition = ((Rule.Holds) form).condition();
        List<String> arguments = new ArrayList<>();
        arguments.add(code.of(condition, CONTINUED_COLUMN + ".holds(".length(), ""));
        arguments.addAll(code.mentioned(condition));
        String line = ".holds(" + String.join(", ", arguments) + ")";
        if (line.indexOf('\n') < 0 && Code.fits(CONTINUED_COLUMN, line)) {
            return line;
        }
        String inner = Code.CONTINUED;
        arguments.set(0, code.of(condition, CONTINUED_COLUMN + inner.length(), inner));
        return ".holds(\n" + inner + arguments.get(0) + ",\n" + inner
                + Code.fill(CONTINUED_COLUMN, inner, arguments.subList(1, arguments.size())) + ")";
    }
}
