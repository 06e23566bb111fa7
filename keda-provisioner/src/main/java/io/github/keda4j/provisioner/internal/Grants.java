package io.github.keda4j.provisioner.internal;

import io.github.keda4j.podidentity.policy.Effect;
import io.github.keda4j.podidentity.policy.Patterns;
import io.github.keda4j.podidentity.policy.PolicyDocument;
import io.github.keda4j.podidentity.policy.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Describes in words the permissions in a policy of a role, and what a change adds and removes. */
final class Grants {

    private static final PolicyDocument NOTHING = PolicyDocument.builder().build();

    private Grants() {}

    /**
     * Describes the change from one policy of a role to another.
     *
     * @param role its name
     * @param before the policy's text; null if there is none yet
     * @param after the resulting policy
     * @return a line for the actions on each resource, and one for each more complex statement
     */
    static List<String> difference(String role, @Nullable String before, PolicyDocument after) {
        PolicyDocument seen = before == null
                ? NOTHING
                : Documents.read(before).orElse(NOTHING).canonical();
        PolicyDocument wanted = after.canonical();
        List<String> lines = new ArrayList<>();
        Map<String, Set<String>> may = grants(wanted);
        Map<String, Set<String>> might = grants(seen);
        String also = before == null ? " may call " : " may now also call ";
        tell("role " + role + also, "", may, might, lines);
        tell("role " + role + " may no longer call ", " by this policy", might, may, lines);
        lines.addAll(withoutGrants(seen).diff(withoutGrants(wanted)).lines());
        // The same actions are allowed but written differently, for example with another Sid.
        return lines.isEmpty() ? seen.diff(wanted).lines() : lines;
    }

    private static void tell(
            String words,
            String end,
            Map<String, Set<String>> some,
            Map<String, Set<String>> others,
            List<String> lines) {
        some.forEach((where, actions) -> {
            Patterns covered = new Patterns(false, List.copyOf(others.getOrDefault(where, Set.of())));
            Set<String> rest = new TreeSet<>(actions);
            rest.removeIf(covered::matchesAction);
            if (!rest.isEmpty()) {
                lines.add(words + String.join(", ", rest) + " on " + where + end);
            }
        });
    }

    /** The allowed actions, grouped by resource and conditions. */
    private static Map<String, Set<String>> grants(PolicyDocument document) {
        Map<String, Set<String>> grants = new TreeMap<>();
        for (Statement statement : document.statements()) {
            if (isGrant(statement)) {
                String conditions = statement.conditions().stream()
                        .map(condition -> ", if " + condition)
                        .collect(Collectors.joining());
                for (String resource : statement.resource().orElseThrow().values()) {
                    grants.computeIfAbsent(resource + conditions, key -> new TreeSet<>())
                            .addAll(statement.action().values());
                }
            }
        }
        return grants;
    }

    private static boolean isGrant(Statement statement) {
        return statement.effect() == Effect.ALLOW
                && !statement.action().negated()
                && statement.resource().filter(resource -> !resource.negated()).isPresent()
                && statement.principal().isEmpty()
                && statement.otherElements().isEmpty();
    }

    private static PolicyDocument withoutGrants(PolicyDocument document) {
        PolicyDocument.Builder others = PolicyDocument.builder();
        document.statements().stream().filter(statement -> !isGrant(statement)).forEach(others::statement);
        return others.build();
    }
}
