package io.github.keda4j.trigger.generator.words;

import io.github.keda4j.trigger.generator.catalogue.Rule;
import io.github.keda4j.trigger.generator.catalogue.TriggerType;
import java.util.List;
import java.util.function.UnaryOperator;

/** Rules in words: <i>If a is given, b and c have to be given.</i> */
public final class RuleWords {

    private final ConditionWords conditions;
    private final UnaryOperator<String> code;

    /**
     * For the rules of a trigger.
     *
     * @param trigger that has the rules
     * @param code how a name or a value is set apart from the words around it
     */
    public RuleWords(TriggerType trigger, UnaryOperator<String> code) {
        this.conditions = new ConditionWords(trigger, code);
        this.code = code;
    }

    /**
     * Says a rule.
     *
     * @param rule of the trigger
     * @return one sentence
     */
    public String of(Rule rule) {
        String wanted = wanted(rule);
        return releases(rule)
                + Sentences.of(rule.when()
                        .map(when -> "if " + conditions.of(when) + ", " + wanted)
                        .orElse(wanted));
    }

    private static String releases(Rule rule) {
        String since =
                rule.since().map(release -> "since KEDA " + release.text()).orElse("");
        String before =
                rule.before().map(release -> "before KEDA " + release.text()).orElse("");
        String both = since.isEmpty() || before.isEmpty() ? since + before : since + " and " + before;
        return both.isEmpty() ? "" : Character.toUpperCase(both.charAt(0)) + both.substring(1) + ": ";
    }

    private String wanted(Rule rule) {
        if (rule.form() instanceof Rule.Count count) {
            return count(count);
        }
        if (rule.message().isPresent()) {
            return rule.message().get();
        }
        return rule.form() instanceof Rule.Holds holds
                ? "it has to be so that " + conditions.of(holds.condition())
                : "code checks " + code.apply(rule.id());
    }

    private String count(Rule.Count count) {
        List<String> names = count.parameters().stream().map(code).toList();
        boolean one = names.size() == 1;
        String and = Sentences.list(names, "and");
        return switch (count.kind()) {
            case REQUIRE -> and + (one ? " has" : " have") + " to be given";
            case FORBID -> (one ? and : Sentences.list(names, "or")) + " must not be given";
            case ANY_OF -> "at least one of " + and + " has to be given";
            case ONE_OF -> "exactly one of " + and + " has to be given";
            case AT_MOST_ONE -> "at most one of " + and + " may be given";
            case TOGETHER -> and + " have to be given together, or not at all";
            case SAME_SIZE -> and + " have to have equally many elements";
            case DIFFER -> and + " have to differ";
        };
    }
}
