package io.github.keda4j.cli.rules;

import io.github.keda4j.findings.NearestWord;
import io.github.keda4j.findings.Severity;
import io.github.keda4j.validator.KedaRules;
import io.github.keda4j.validator.Rule;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Every rule that a finding of lint can name: those of the validator, of trigger types, and those about texts. */
public final class RuleBook {

    /** The rules of the manifest reader. */
    private static final List<String> OF_READER = List.of("manifest-syntax", "manifest-limit", "manifest-object");

    private RuleBook() {}

    /** {@return the ids of all rules, in the order of their areas} */
    public static List<String> ids() {
        return ids(new TriggerRules());
    }

    private static List<String> ids(TriggerRules ofTriggers) {
        List<String> ids = new ArrayList<>();
        for (LintRules rule : LintRules.values()) {
            ids.add(rule.id());
        }
        ids.addAll(OF_READER);
        for (Rule rule : KedaRules.all()) {
            ids.add(rule.id());
        }
        for (String id : ofTriggers.ids()) {
            if (!ids.contains(id)) {
                ids.add(id);
            }
        }
        return ids;
    }

    /** {@return all rules, in the order of their areas} */
    public static List<RuleText> all() {
        TriggerRules ofTriggers = new TriggerRules();
        return ids(ofTriggers).stream()
                .map(id -> find(id, ofTriggers).orElseThrow())
                .toList();
    }

    /**
     * {@return the description of a rule; empty if there is no such rule}
     *
     * @param id the id in its findings
     */
    public static Optional<RuleText> find(String id) {
        return find(id, new TriggerRules());
    }

    private static Optional<RuleText> find(String id, TriggerRules ofTriggers) {
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
        return ofTriggers.find(id);
    }

    /**
     * {@return the rule whose id is closest to a misspelt one, if there is a similar one}
     *
     * @param id the id as it was written
     */
    public static Optional<String> nearest(String id) {
        return Optional.ofNullable(NearestWord.of(id, ids()));
    }
}
