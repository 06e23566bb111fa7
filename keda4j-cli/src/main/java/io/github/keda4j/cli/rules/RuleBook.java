package io.github.keda4j.cli.rules;

import io.github.keda4j.findings.NearestWord;
import io.github.keda4j.findings.Severity;
import io.github.keda4j.validator.KedaRules;
import io.github.keda4j.validator.Rule;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Every rule that a finding of lint can name: those of the validator, of trigger types, and those about texts. */
public final class RuleBook {

    /** What the reader of manifests finds. */
    private static final List<String> OF_READER = List.of("manifest-syntax", "manifest-limit", "manifest-object");

    private RuleBook() {}

    /** {@return the ids of all rules, by what they are about} */
    public static List<String> ids() {
        List<String> ids = new ArrayList<>();
        for (LintRules rule : LintRules.values()) {
            ids.add(rule.id());
        }
        ids.addAll(OF_READER);
        for (Rule rule : KedaRules.all()) {
            ids.add(rule.id());
        }
        for (String id : ofTriggers().keySet()) {
            if (!ids.contains(id)) {
                ids.add(id);
            }
        }
        return ids;
    }

    /** {@return all rules, by what they are about} */
    public static List<RuleText> all() {
        return ids().stream().map(id -> find(id).orElseThrow()).toList();
    }

    /**
     * {@return what there is to know about a rule; empty if there is no such rule}
     *
     * @param id of its findings
     */
    public static Optional<RuleText> find(String id) {
        for (LintRules rule : LintRules.values()) {
            if (rule.id().equals(id)) {
                return Optional.of(RuleText.read(id, rule.severity()));
            }
        }
        if (OF_READER.contains(id)) {
            return Optional.of(RuleText.read(id, Severity.ERROR));
        }
        for (Rule rule : KedaRules.all()) {
            if (rule.id().equals(id)) {
                return Optional.of(RuleText.of(rule.description()));
            }
        }
        return Optional.ofNullable(ofTriggers().get(id)).map(words -> ofTrigger(id, words));
    }

    /**
     * {@return the rule whose id is nearest to a misspelt one, if one is near}
     *
     * @param id as it was written
     */
    public static Optional<String> nearest(String id) {
        return Optional.ofNullable(NearestWord.of(id, ids()));
    }

    /** A rule of trigger types, in the catalogue's words: those of all types that have it. */
    private static RuleText ofTrigger(String id, Map<String, List<String>> words) {
        List<TriggerExamples> examples = words.values().stream()
                .flatMap(List::stream)
                .map(TriggerExamples::of)
                .toList();
        for (TriggerExamples ofType : examples) {
            Optional<String> refused = ofType.refused(id);
            if (refused.isPresent()) {
                return ofTrigger(id, words, Severity.ERROR, refused.get(), ofType.passing());
            }
        }
        for (TriggerExamples ofType : examples) {
            Optional<String> warned = ofType.warned(id);
            if (warned.isPresent()) {
                return ofTrigger(id, words, Severity.WARNING, warned.get(), ofType.passing());
            }
        }
        throw new IllegalStateException("The catalogue has no example of rule " + id + ".");
    }

    private static RuleText ofTrigger(
            String id, Map<String, List<String>> words, Severity severity, String failing, String passing) {
        StringBuilder why = new StringBuilder(
                severity == Severity.ERROR
                        ? "KEDA's operator refuses the trigger otherwise.\n"
                        : "KEDA accepts the trigger otherwise, and it does not work.\n");
        words.forEach((sentence, types) -> why.append("\n- ")
                .append(words.size() == 1 ? "" : sentence + " ")
                .append("Types: ")
                .append(String.join(", ", types))
                .append(".\n"));
        String title = words.size() == 1
                ? words.keySet().iterator().next()
                : "The parameters of a trigger must fit each other.";
        return new RuleText(
                id, severity, RuleText.Area.TRIGGER, title, why.toString(), "", List.of(), failing, passing, "");
    }

    /** For each rule, its sentences with the types that have them. */
    private static Map<String, Map<String, List<String>>> ofTriggers() {
        Map<String, Map<String, List<String>>> rules = new LinkedHashMap<>();
        RuleText.resource("trigger-rules.tsv").lines().forEach(line -> {
            String[] parts = line.split("\t", 3);
            rules.computeIfAbsent(parts[0], key -> new LinkedHashMap<>())
                    .computeIfAbsent(parts[2], key -> new ArrayList<>())
                    .add(parts[1]);
        });
        return rules;
    }
}
