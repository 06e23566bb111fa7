package io.github.keda4j.podidentity.emulator;

import io.github.keda4j.podidentity.policy.PolicyDocument;
import io.github.keda4j.podidentity.policy.Statement;
import java.util.List;

/**
 * The policies that a session was made with: together they allow what at least one of them allows, and deny what at
 * least one of them denies.
 */
final class SessionPolicies {

    private SessionPolicies() {}

    static PolicyDocument together(List<PolicyDocument> policies) {
        if (policies.size() == 1) {
            return policies.get(0);
        }
        boolean variables = policies.stream().anyMatch(PolicyDocument::hasPolicyVariables);
        List<Statement> statements = policies.stream()
                .map(policy -> variables && !policy.hasPolicyVariables() ? withoutVariables(policy) : policy)
                .flatMap(policy -> policy.statements().stream())
                .toList();
        return variables
                ? PolicyDocument.builder().statements(statements).build()
                : policies.get(0).toBuilder()
                        .statements(
                                statements.subList(policies.get(0).statements().size(), statements.size()))
                        .build();
    }

    /**
     * The same document in version 2012-10-17, in which a dollar sign followed by a brace has to be escaped if it was
     * plain text before.
     */
    private static PolicyDocument withoutVariables(PolicyDocument policy) {
        return PolicyDocument.parse(policy.toJson().replace("${", "${$}{"));
    }
}
