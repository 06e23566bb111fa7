package io.github.keda4j.trigger.generator.reading;

import io.github.keda4j.trigger.generator.catalogue.Condition;
import io.github.keda4j.trigger.generator.catalogue.Parameter;
import io.github.keda4j.trigger.generator.catalogue.Release;
import io.github.keda4j.trigger.generator.catalogue.Rule;
import io.github.keda4j.trigger.generator.catalogue.ValueType;
import io.github.keda4j.trigger.generator.reading.Tokens.BadCondition;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Reads rules. */
final class RuleReader {

    private static final Map<String, Rule.Kind> KINDS = ParameterReader.named(Rule.Kind.values(), Rule.Kind::text);
    private static final Pattern ID = Pattern.compile("[a-z][a-z0-9]*(-[a-z0-9]+)*");
    /** Backticks come in pairs. */
    private static final Pattern WHEN_WORDS = Pattern.compile("(if|unless) [^`]*+(`[^`]++`[^`]*+)*+");

    private static final Pattern CLASS = Pattern.compile("[A-Z][A-Za-z0-9]*");

    private final Map<String, Parameter> parameters;
    private final Problems problems;

    /** Creates a reader of rules over the given parameters, which are listed by KEDA's main name. */
    RuleReader(Map<String, Parameter> parameters, Problems problems) {
        this.parameters = parameters;
        this.problems = problems;
    }

    Optional<Rule> read(Yaml.Mapping mapping) {
        Fields fields = new Fields(mapping, "the rule", problems);
        Set<String> forms = forms();
        Set<String> known = new LinkedHashSet<>(forms);
        known.addAll(List.of("when", "whenWords", "id", "message", "hint", "since", "before"));
        fields.allowOnly(known, "form");
        List<String> found = fields.names().stream().filter(forms::contains).toList();
        if (found.size() != 1) {
            problems.add(
                    fields.place(),
                    found.isEmpty()
                            ? "a rule must have one form of " + String.join(", ", forms)
                            : "a rule must have one form, but this one has " + String.join(" and ", found));
            return Optional.empty();
        }
        String form = found.get(0);
        String id = fields.text("id").orElse(form.replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT));
        if (!ID.matcher(id).matches()) {
            fields.problem("id", "the rule's id " + id + " is not in kebab-case");
        }
        Optional<Condition> when = fields.text("when").flatMap(text -> condition(fields, "when", text));
        Optional<String> whenWords = fields.text("whenWords");
        whenWords
                .filter(text -> when.isEmpty() || !WHEN_WORDS.matcher(text).matches())
                .ifPresent(text -> fields.problem(
                        "whenWords", "whenWords needs 'when', and must be a clause that begins with if or unless"));
        Optional<Release> since = fields.oneOf("since", ParameterReader.RELEASES);
        Optional<Release> before = fields.oneOf("before", ParameterReader.RELEASES);
        if (since.isPresent()
                && before.filter(end -> !end.isSince(since.get()) || end == since.get())
                        .isPresent()) {
            fields.problem("before", "the rule's 'before' is not after its 'since'");
        }
        return form(fields, form)
                .map(what -> new Rule(
                        id,
                        when,
                        whenWords,
                        fields.text("message"),
                        fields.text("hint"),
                        what,
                        since,
                        before,
                        fields.place()));
    }

    private static Set<String> forms() {
        Set<String> forms = new LinkedHashSet<>(KINDS.keySet());
        forms.add("assert");
        forms.add("java");
        return forms;
    }

    private Optional<Rule.Form> form(Fields fields, String form) {
        if (form.equals("assert")) {
            Optional<Condition> condition = fields.text("assert").flatMap(text -> condition(fields, "assert", text));
            if (!fields.has("message") && !(condition.orElse(null) instanceof Condition.Fits)) {
                fields.problem("assert", "a rule of the form assert needs a message");
            }
            return condition.map(Rule.Holds::new);
        }
        if (form.equals("java")) {
            Optional<String> name = fields.text("java");
            name.filter(text -> !CLASS.matcher(text).matches())
                    .ifPresent(text -> fields.problem("java", text + " is not the name of a Java class"));
            if (!fields.has("message")) {
                fields.problem("java", "a rule of the form java needs a message, for the reference page");
            }
            return name.map(Rule.JavaClass::new);
        }
        return count(fields, Objects.requireNonNull(KINDS.get(form)));
    }

    private Optional<Rule.Form> count(Fields fields, Rule.Kind kind) {
        String key = kind.text();
        List<String> names = fields.texts(key);
        int least = kind == Rule.Kind.REQUIRE || kind == Rule.Kind.FORBID ? 1 : 2;
        if (names.size() < least) {
            fields.problem(key, key + " must have at least " + least + " parameter" + (least == 1 ? "" : "s"));
            return Optional.empty();
        }
        if (Set.copyOf(names).size() < names.size()) {
            fields.problem(key, key + " lists a parameter twice");
        }
        boolean good = true;
        for (String name : names) {
            Parameter parameter = parameters.get(name);
            if (parameter == null) {
                fields.problem(
                        key,
                        "unknown parameter " + name + " in " + key + Problems.suggestion(name, parameters.keySet()));
                good = false;
            } else if (kind == Rule.Kind.SAME_SIZE && !(parameter.type() instanceof ValueType.Items)) {
                fields.problem(key, name + " is not a list, but sameSize compares lists");
                good = false;
            }
        }
        return good ? Optional.of(new Rule.Count(kind, names)) : Optional.empty();
    }

    /** Reads a condition under a key; empty if it cannot be read, which is then reported as a problem. */
    Optional<Condition> condition(Fields fields, String key, String text) {
        try {
            return Optional.of(ConditionParser.parse(text, parameters));
        } catch (BadCondition e) {
            fields.problem(key, "condition '" + text + "': " + e.getMessage());
            return Optional.empty();
        }
    }
}
