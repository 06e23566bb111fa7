package io.github.keda4j.cli.rules;

import io.github.keda4j.findings.Severity;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;

/** The rules of trigger types, in the catalogue's words and with its examples; each file is read at most once. */
final class TriggerRules {

    /** For each rule, its sentences with the types to which they apply. */
    private final Map<String, Map<String, List<String>>> words = new LinkedHashMap<>();

    private final Map<String, TriggerExamples> examples = new HashMap<>();

    TriggerRules() {
        RuleText.resource("trigger-rules.tsv").lines().forEach(line -> {
            String[] parts = line.split("\t", 3);
            words.computeIfAbsent(parts[0], key -> new LinkedHashMap<>())
                    .computeIfAbsent(parts[2], key -> new ArrayList<>())
                    .add(parts[1]);
        });
    }

    Set<String> ids() {
        return words.keySet();
    }

    Optional<RuleText> find(String id) {
        Map<String, List<String>> sentences = words.get(id);
        if (sentences == null) {
            return Optional.empty();
        }
        return of(id, sentences, Severity.ERROR, TriggerExamples::refused)
                .or(() -> of(id, sentences, Severity.WARNING, TriggerExamples::warned))
                .or(() -> {
                    throw new IllegalStateException("The catalogue has no example of rule " + id + ".");
                });
    }

    /** The rule with the examples of the first type that has one of them. */
    private Optional<RuleText> of(
            String id,
            Map<String, List<String>> sentences,
            Severity severity,
            BiFunction<TriggerExamples, String, Optional<String>> failing) {
        for (List<String> types : sentences.values()) {
            for (String type : types) {
                TriggerExamples ofType = examples.computeIfAbsent(type, TriggerExamples::of);
                Optional<String> found = failing.apply(ofType, id);
                if (found.isPresent()) {
                    return Optional.of(text(id, sentences, severity, found.get(), ofType.passing()));
                }
            }
        }
        return Optional.empty();
    }

    private static RuleText text(
            String id, Map<String, List<String>> sentences, Severity severity, String failing, String passing) {
        StringBuilder why = new StringBuilder(
                severity == Severity.ERROR
                        ? "Otherwise KEDA's operator refuses the trigger.\n"
                        : "Otherwise KEDA accepts the trigger, but it does not work.\n");
        sentences.forEach((sentence, types) -> why.append("\n- ")
                .append(sentences.size() == 1 ? "" : sentence + " ")
                .append("Types: ")
                .append(String.join(", ", types))
                .append(".\n"));
        String title = sentences.size() == 1
                ? sentences.keySet().iterator().next()
                : "The parameters of a trigger must be consistent with each other.";
        return new RuleText(
                id, severity, RuleText.Area.TRIGGER, title, why.toString(), "", List.of(), failing, passing, "");
    }
}
