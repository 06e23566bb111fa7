package io.github.keda4j.podidentity.permission;

import io.github.keda4j.findings.Finding;
import io.github.keda4j.findings.Findings;
import io.github.keda4j.podidentity.internal.Checks;
import io.github.keda4j.podidentity.policy.Condition;
import io.github.keda4j.podidentity.policy.PolicyDocument;
import io.github.keda4j.podidentity.policy.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Collects statements: the same actions under the same conditions share one, whatever their resources. */
final class Grants {

    private final Map<Key, Set<String>> resources = new LinkedHashMap<>();
    private final Set<Finding> notes = new LinkedHashSet<>();
    final Checks checks = new Checks();

    void add(String sid, List<String> actions, String resource, Condition... conditions) {
        resources
                .computeIfAbsent(new Key(sid, actions, List.of(conditions)), key -> new LinkedHashSet<>())
                .add(resource);
    }

    void note(String rule, String message, @Nullable String hint) {
        notes.add(Finding.info(rule, "", message, hint));
    }

    PermissionPolicy build(String object) {
        if (resources.isEmpty() && checks.isClean()) {
            checks.error(
                    "nothing-granted",
                    "",
                    "The policy grants nothing.",
                    "Call at least one method that grants something.");
        }
        checks.throwIfAny(object);
        List<Statement> statements = new ArrayList<>();
        Map<String, Integer> used = new HashMap<>();
        resources.forEach((key, arns) -> {
            Statement.Builder statement = Statement.allow();
            if (!key.sid.isEmpty()) {
                int times = used.merge(key.sid, 1, Integer::sum);
                statement.sid(times == 1 ? key.sid : key.sid + times);
            }
            statement.action(key.actions.toArray(String[]::new)).resource(arns.toArray(String[]::new));
            key.conditions.forEach(statement::condition);
            statements.add(statement.build());
        });
        return new PermissionPolicy(
                PolicyDocument.builder().statements(statements).build(), Findings.of(notes));
    }

    private record Key(String sid, List<String> actions, List<Condition> conditions) {}
}
