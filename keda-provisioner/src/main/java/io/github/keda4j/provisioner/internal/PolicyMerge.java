package io.github.keda4j.provisioner.internal;

import io.github.keda4j.podidentity.policy.PolicyDocument;
import io.github.keda4j.podidentity.policy.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Puts statements into a policy that others write to as well. */
final class PolicyMerge {

    private PolicyMerge() {}

    /** The present policy with every wanted statement: one of the same Sid is replaced, any other stays. */
    static PolicyDocument upsert(PolicyDocument present, PolicyDocument wanted) {
        List<Statement> statements = new ArrayList<>();
        for (Statement statement : present.statements()) {
            statements.add(sameSid(statement, wanted).orElse(statement));
        }
        for (Statement statement : wanted.statements()) {
            if (!statements.contains(statement)) {
                statements.add(statement);
            }
        }
        return PolicyDocument.builder().statements(statements).build();
    }

    /** What differs, a line for each statement. */
    static List<String> differences(PolicyDocument present, PolicyDocument wanted) {
        List<String> lines = new ArrayList<>();
        for (Statement statement : present.statements()) {
            if (!wanted.statements().contains(statement)) {
                lines.add((sameSid(statement, wanted).isPresent() ? "was " : "without ") + statement.toJson());
            }
        }
        for (Statement statement : wanted.statements()) {
            if (!present.statements().contains(statement)) {
                lines.add((sameSid(statement, present).isPresent() ? "now " : "with ") + statement.toJson());
            }
        }
        return List.copyOf(lines);
    }

    private static Optional<Statement> sameSid(Statement statement, PolicyDocument policy) {
        return statement.sid().flatMap(policy::statement);
    }
}
