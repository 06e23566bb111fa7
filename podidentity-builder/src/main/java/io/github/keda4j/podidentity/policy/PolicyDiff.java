package io.github.keda4j.podidentity.policy;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * How two policies differ, in words, one line for each change. Order and notation make no difference. Statements are
 * matched by their Sids; those without a Sid, by their content.
 */
public final class PolicyDiff {

    private final List<String> lines;

    private PolicyDiff(List<String> lines) {
        this.lines = List.copyOf(lines);
    }

    /**
     * {@return the changes from one document to another; empty if they are equal}
     *
     * @param before the document as it is
     * @param after the desired document
     */
    public static PolicyDiff between(PolicyDocument before, PolicyDocument after) {
        List<String> lines = new ArrayList<>();
        if (!before.equals(after)) {
            value(lines, "Version", version(before), version(after));
            value(lines, "Id", before.id(), after.id());
            others(lines, "", before.otherElements(), after.otherElements());
            statements(lines, before.statements(), after.statements());
        }
        return new PolicyDiff(lines);
    }

    /** {@return true if both documents are equal} */
    public boolean isEmpty() {
        return lines.isEmpty();
    }

    /** {@return the changes, such as {@code statement ReadQueueDepth: Action sqs:GetQueueAttributes added}} */
    public List<String> lines() {
        return lines;
    }

    /** {@return the changes, one per line; {@code no change} if there is none} */
    @Override
    public String toString() {
        return lines.isEmpty() ? "no change" : String.join("\n", lines);
    }

    private static Optional<String> version(PolicyDocument document) {
        return Optional.of(document.version().orElse(PolicyDocument.VERSION_2008_10_17));
    }

    private static void statements(List<String> lines, List<Statement> before, List<Statement> after) {
        Map<String, Statement> old = Merging.keyed(before);
        Map<String, Statement> now = Merging.keyed(after);
        now.forEach((key, statement) -> {
            Statement previous = old.remove(key);
            if (previous == null) {
                lines.add(name(statement) + " added: " + inWords(statement));
            } else {
                changed(lines, previous, statement);
            }
        });
        old.values().forEach(statement -> lines.add(name(statement) + " removed: " + inWords(statement)));
    }

    private static void changed(List<String> lines, Statement before, Statement after) {
        if (before.equals(after)) {
            return;
        }
        String prefix = name(after) + ": ";
        List<String> found = new ArrayList<>();
        value(
                found,
                "Effect",
                Optional.of(before.effect().json()),
                Optional.of(after.effect().json()));
        values(found, elements(before), elements(after));
        others(found, "", before.otherElements(), after.otherElements());
        found.forEach(line -> lines.add(prefix + line));
    }

    /** Each element that has several values, by the name under which it is shown. */
    private static Map<String, Set<String>> elements(Statement statement) {
        Statement canonical = CanonicalForm.of(statement);
        Map<String, Set<String>> elements = new LinkedHashMap<>();
        canonical.principal().ifPresent(principals -> {
            for (Principal principal : principals.entries()) {
                String name = (principals.negated() ? "NotPrincipal " : "Principal ") + principal.type();
                elements.computeIfAbsent(name, any -> new LinkedHashSet<>()).add(principal.value());
            }
        });
        patterns(elements, "Action", canonical.action());
        canonical.resource().ifPresent(resource -> patterns(elements, "Resource", resource));
        for (Condition condition : canonical.conditions()) {
            elements.put(
                    "Condition " + condition.operator() + " " + condition.key(),
                    new LinkedHashSet<>(condition.values()));
        }
        return elements;
    }

    private static void patterns(Map<String, Set<String>> elements, String name, Patterns patterns) {
        elements.put(patterns.negated() ? "Not" + name : name, new LinkedHashSet<>(patterns.values()));
    }

    private static void values(List<String> lines, Map<String, Set<String>> before, Map<String, Set<String>> after) {
        Set<String> names = new LinkedHashSet<>(before.keySet());
        names.addAll(after.keySet());
        for (String name : names) {
            Set<String> old = before.getOrDefault(name, Set.of());
            Set<String> now = after.getOrDefault(name, Set.of());
            if (old.size() == 1 && now.size() == 1 && !old.equals(now)) {
                lines.add(name + " " + first(old) + " -> " + first(now));
                continue;
            }
            now.stream()
                    .filter(value -> !old.contains(value))
                    .forEach(value -> lines.add(name + " " + value + " added"));
            old.stream()
                    .filter(value -> !now.contains(value))
                    .forEach(value -> lines.add(name + " " + value + " removed"));
            if (old.isEmpty() && now.isEmpty() && before.containsKey(name) != after.containsKey(name)) {
                lines.add(name + (after.containsKey(name) ? " added" : " removed") + ", without a value");
            }
        }
    }

    private static void others(
            List<String> lines, String prefix, Map<String, String> before, Map<String, String> after) {
        Set<String> names = new LinkedHashSet<>(before.keySet());
        names.addAll(after.keySet());
        for (String name : names) {
            value(lines, prefix + name, Optional.ofNullable(before.get(name)), Optional.ofNullable(after.get(name)));
        }
    }

    private static void value(List<String> lines, String name, Optional<String> before, Optional<String> after) {
        if (before.equals(after)) {
            return;
        }
        if (before.isEmpty()) {
            lines.add(name + " " + after.orElse("") + " added");
        } else if (after.isEmpty()) {
            lines.add(name + " " + before.get() + " removed");
        } else {
            lines.add(name + " " + before.get() + " -> " + after.get());
        }
    }

    private static String name(Statement statement) {
        return statement
                .sid()
                .filter(sid -> !sid.isEmpty())
                .map(sid -> "statement " + sid)
                .orElse("statement");
    }

    /** Such as: Allow, Action sqs:SendMessage, Resource arn:..., Condition Bool aws:SecureTransport true. */
    private static String inWords(Statement statement) {
        return statement.effect().json()
                + elements(statement).entrySet().stream()
                        .map(element -> ", " + element.getKey() + " " + String.join(" | ", element.getValue()))
                        .collect(Collectors.joining());
    }

    private static String first(Set<String> values) {
        return values.iterator().next();
    }
}
