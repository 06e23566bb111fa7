package io.github.keda4j.trigger.generator.words;

import io.github.keda4j.trigger.generator.catalogue.Condition;
import io.github.keda4j.trigger.generator.catalogue.Rule;
import io.github.keda4j.trigger.generator.catalogue.TriggerType;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

/** Writes rules in words: <i>If a is given, b and c must be given.</i> */
public final class RuleWords {

    /** A longer clause belongs on the reference page, and not in a message. */
    private static final int LONGEST_CLAUSE = 100;

    private final TriggerType trigger;
    private final ConditionWords conditions;
    private final UnaryOperator<String> code;
    private final UnaryOperator<String> escape;

    /**
     * Creates a writer for the rules of a trigger.
     *
     * @param trigger the trigger that has the rules
     * @param code a function that marks up a name or a value
     * @param escape a function that escapes words of the catalogue, which contain no markup
     */
    public RuleWords(TriggerType trigger, UnaryOperator<String> code, UnaryOperator<String> escape) {
        this.trigger = trigger;
        this.conditions = new ConditionWords(trigger, code);
        this.code = code;
        this.escape = escape;
    }

    /**
     * Writes a rule.
     *
     * @param rule a rule of the trigger
     * @return a sentence for the rule, and others that say what to do about it and which releases have it
     */
    public String of(Rule rule) {
        String wanted = wanted(rule);
        String sentence = Sentences.of(
                when(rule).map(when -> sentence(rule, when, wanted)).orElse(wanted), names());
        String hint = rule.hint()
                .map(Sentences::of)
                .map(this::marked)
                .map(text -> " " + text)
                .orElse("");
        return sentence + (rule.form() instanceof Rule.Count ? "" : hint) + releases(rule);
    }

    /**
     * Writes the condition under which a rule applies, for a message.
     *
     * @param rule a rule of the trigger
     * @return the words, such as <i>if a is given</i>; empty for a rule that always applies
     */
    public String clause(Rule rule) {
        return when(rule)
                .map(when -> rule.whenWords().map(this::inCode).orElseGet(() -> conditions.clause(when)))
                .orElse("");
    }

    private String sentence(Rule rule, Condition when, String consequence) {
        return rule.whenWords()
                .map(words -> ConditionWords.sentence(inCode(words), consequence))
                .orElseGet(() -> conditions.sentence(when, consequence));
    }

    /** Marks up what is in backticks as code. */
    private String inCode(String words) {
        String[] parts = words.split("`", -1);
        StringBuilder text = new StringBuilder();
        for (int part = 0; part < parts.length; part++) {
            text.append(part % 2 == 0 ? escape.apply(parts[part]) : code.apply(parts[part]));
        }
        return text.toString();
    }

    /**
     * Returns a message that replaces the default words of a form.
     *
     * @param rule a rule of the trigger
     * @return the message; empty if the form or the class has its own words
     */
    public Optional<String> message(Rule rule) {
        if (rule.form() instanceof Rule.JavaClass) {
            return Optional.empty();
        }
        if (!(rule.form() instanceof Rule.Holds)) {
            return rule.message().map(message -> Sentences.of(message, names()));
        }
        String wanted = wanted(rule);
        String clause = clause(rule);
        if (clause.isEmpty() || clause.length() > LONGEST_CLAUSE) {
            return Optional.of(Sentences.of(wanted, names()));
        }
        boolean plain = wanted.indexOf(',') < 0 && !wanted.contains(" unless ") && !clause.contains(", unless ");
        String sentence =
                plain ? wanted + " " + clause : sentence(rule, when(rule).orElseThrow(), wanted);
        return Optional.of(Sentences.of(sentence, names()));
    }

    /** Removes "is given" for a parameter if the rule is about its value. */
    private Optional<Condition> when(Rule rule) {
        Set<String> own = new HashSet<>();
        if (rule.form() instanceof Rule.Holds holds) {
            own.addAll(Condition.parameters(holds.condition()));
            rule.message().ifPresent(message -> own.add(message.split(" ", 2)[0]));
        } else if (rule.form() instanceof Rule.Count count && count.kind() == Rule.Kind.SAME_SIZE) {
            own.addAll(count.parameters());
        }
        return rule.when().flatMap(when -> {
            List<Condition> parts = when instanceof Condition.And and ? and.all() : List.of(when);
            List<Condition> telling =
                    parts.stream().filter(part -> !isGiven(part, own)).toList();
            return switch (telling.size()) {
                case 0 -> Optional.empty();
                case 1 -> Optional.of(telling.get(0));
                default -> Optional.of(new Condition.And(telling));
            };
        });
    }

    private static boolean isGiven(Condition condition, Set<String> parameters) {
        return condition instanceof Condition.Given given
                && given.operand() instanceof Condition.ParameterOperand parameter
                && parameters.contains(parameter.name());
    }

    private static String releases(Rule rule) {
        if (rule.since().isEmpty() && rule.before().isEmpty()) {
            return "";
        }
        String since = rule.since()
                .map(release -> "KEDA " + release.text() + " and later")
                .orElse("");
        String before = rule.before()
                .map(release -> (since.isEmpty() ? "releases" : ",") + " before KEDA " + release.text())
                .orElse("");
        return " Applies to " + since + before + ".";
    }

    private String wanted(Rule rule) {
        if (rule.form() instanceof Rule.Count count) {
            return count(count);
        }
        if (rule.message().isPresent()) {
            return marked(rule.message().get());
        }
        if (rule.form() instanceof Rule.Holds holds
                && holds.condition() instanceof Condition.Fits fits
                && fits.operand() instanceof Condition.ParameterOperand parameter) {
            return code.apply(parameter.name()) + " must be " + fits.format().words();
        }
        throw new IllegalStateException(rule.place() + ": rule " + rule.id() + " has no message");
    }

    private String count(Rule.Count count) {
        List<String> names = count.parameters().stream().map(code).toList();
        String and = Sentences.list(names, "and");
        boolean two = names.size() == 2;
        return switch (count.kind()) {
            case REQUIRE -> and + " must be given";
            case FORBID ->
                names.size() == 1
                        ? and + " must not be given"
                        : two
                                ? "neither " + Sentences.list(names, "nor") + " may be given"
                                : "none of " + and + " may be given";
            case ANY_OF -> "at least one of " + and + " must be given";
            case ONE_OF -> "exactly one of " + and + " must be given";
            case AT_MOST_ONE -> two ? and + " must not both be given" : "at most one of " + and + " may be given";
            case TOGETHER -> and + " must be given together or not at all";
            case SAME_SIZE -> and + " must have the same number of elements";
            case DIFFER -> and + " must differ";
        };
    }

    /**
     * Marks up parameters in words as code: the first word if it is a parameter, and other words that cannot be
     * English.
     */
    private String marked(String words) {
        StringBuilder marked = new StringBuilder();
        for (String part : words.split("(?<= )|(?=[,;:.)]( |$))", -1)) {
            String word = part.strip();
            boolean first = marked.isEmpty();
            boolean parameter = names().contains(word) && (first || !word.equals(word.toLowerCase(Locale.ROOT)));
            marked.append(parameter ? code.apply(word) + part.substring(word.length()) : escape.apply(part));
        }
        return marked.toString();
    }

    private Set<String> names() {
        Set<String> names = new HashSet<>();
        trigger.parameters().forEach(parameter -> names.addAll(parameter.names()));
        return names;
    }
}
