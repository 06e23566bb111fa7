package io.github.keda4j.wiring;

import io.github.keda4j.findings.Finding;
import io.github.keda4j.findings.Findings;
import io.github.keda4j.podidentity.policy.PolicyType;
import io.github.keda4j.podidentity.policy.PolicyValidator;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Checks that IAM accepts the roles of a stack, including adjustments. A caller who adjusts policies can also request
 * warnings about them.
 */
final class RolePolicyChecks {

    private static final PolicyValidator TRUST =
            PolicyValidator.forType(PolicyType.TRUST).onlyErrors();
    private static final PolicyValidator INLINE =
            PolicyValidator.forType(PolicyType.ROLE_INLINE).onlyErrors();

    private RolePolicyChecks() {}

    /**
     * Finds everything that IAM would refuse.
     *
     * @param roles the roles with their documents
     * @param adjusted the names of the roles whose trust policies somebody adjusted; all others come from the builders,
     *     so that only their length has to be checked
     */
    static Findings of(List<RoleDefinition> roles, Set<String> adjusted) {
        List<Finding> findings = new ArrayList<>();
        for (RoleDefinition role : roles) {
            if (adjusted.contains(role.role().name()) || role.trustPolicy().size() > PolicyType.TRUST.maxCharacters()) {
                add(TRUST.validate(role.trustPolicy()), "trust policy of ", role, findings);
            }
            add(INLINE.validateAll(role.inlinePolicies()), "inline policies of ", role, findings);
            for (String name : role.inlinePolicies().keySet()) {
                if (!IamNames.isName(name, IamNames.LONGEST_OF_POLICY)) {
                    add(Findings.of(refusedName(name)), "", role, findings);
                }
            }
        }
        return Findings.of(findings);
    }

    private static Finding refusedName(String name) {
        return Finding.error(
                "stack-policy-name",
                "",
                "The name of inline policy \"" + name + "\" has " + name.length()
                        + " characters; IAM allows 1 to 128 of A-Z a-z 0-9 + = , . @ _ -.",
                "Choose a shorter name for the workload or the ScaledObject; the policy's name ends with it.");
    }

    private static void add(Findings errors, String part, RoleDefinition role, List<Finding> findings) {
        if (!errors.isEmpty()) {
            findings.addAll(
                    errors.about(part + "IAM role " + role.role().name()).asList());
        }
    }
}
