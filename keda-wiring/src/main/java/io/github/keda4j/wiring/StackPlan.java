package io.github.keda4j.wiring;

import io.github.keda4j.podidentity.permission.Permissions;
import io.github.keda4j.podidentity.policy.PolicyDocument;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The first step from a description to roles and policies: what KEDA calls, and whose credentials it uses.
 *
 * @param stack the stack as it was described
 * @param authentications the authentications of its triggers
 * @param calls the calls that KEDA makes in AWS
 * @param assumed the roles that the operator assumes for them, each with its external id
 */
record StackPlan(
        StackDescription stack,
        Authentications authentications,
        List<KedaCall> calls,
        List<KedaIdentity.Assumed> assumed) {

    static StackPlan of(StackDescription stack) {
        Authentications authentications = Authentications.of(stack);
        List<KedaCall> calls = KedaCalls.of(stack, authentications);
        Set<KedaIdentity.Assumed> assumed = new LinkedHashSet<>();
        for (KedaCall call : calls) {
            if (call.identity() instanceof KedaIdentity.Assumed identity) {
                assumed.add(identity);
            }
        }
        return new StackPlan(stack, authentications, calls, List.copyOf(assumed));
    }

    /**
     * Whether KEDA makes any call with the operator's credentials, or with those of a role that the operator assumes.
     */
    boolean needsOperator() {
        for (KedaCall call : calls) {
            if (!(call.identity() instanceof KedaIdentity.Unknown)) {
                return true;
            }
        }
        return false;
    }

    /** Whether there is a role for the pods: they may do something in AWS, or KEDA uses their role. */
    boolean hasWorkloadRole() {
        return stack.access().role().isPresent()
                || stack.access().isGranted()
                || StackDescription.ifNamed(stack::workloadRole)
                        .filter(this::isAssumed)
                        .isPresent();
    }

    private boolean isAssumed(IamRole role) {
        for (KedaIdentity.Assumed identity : assumed) {
            if (identity.role().equals(role)) {
                return true;
            }
        }
        return false;
    }

    /** The roles that this stack uses, including those that it only refers to, each once. */
    List<IamRole> roles() {
        Set<IamRole> roles = new LinkedHashSet<>();
        if (needsOperator()) {
            roles.add(stack.operator().role());
        }
        if (hasWorkloadRole()) {
            roles.add(stack.workloadRole());
        }
        assumed().forEach(identity -> roles.add(identity.role()));
        return List.copyOf(roles);
    }

    /**
     * The permissions for the calls that KEDA makes with the credentials of a role; empty if there are none or none
     * are known.
     */
    Optional<PolicyDocument> permissionsOf(IamRole role) {
        Permissions.Builder permissions = Permissions.builder();
        boolean any = false;
        for (KedaCall call : calls) {
            if (isMadeWith(role, call.identity())) {
                any |= call.grant(permissions);
            }
        }
        return any ? Optional.of(permissions.build().document()) : Optional.empty();
    }

    private boolean isMadeWith(IamRole role, KedaIdentity identity) {
        return identity instanceof KedaIdentity.Operator
                ? role.equals(stack.operator().role())
                : identity instanceof KedaIdentity.Assumed assumed
                        && assumed.role().equals(role);
    }
}
