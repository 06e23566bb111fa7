package io.github.keda4j.provisioner.internal;

import io.github.keda4j.podidentity.policy.PolicyDocument;
import io.github.keda4j.provisioner.Change.Action;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Adds writes to the policies of roles to a draft. */
final class RolePolicyWrites {

    private final Draft draft;

    RolePolicyWrites(Draft draft) {
        this.draft = draft;
    }

    /**
     * Puts an inline policy.
     *
     * @param role where
     * @param policyName its name
     * @param seen what the plan found; null for nothing
     * @param wanted the policy
     */
    void put(RolePlace role, String policyName, @Nullable String seen, PolicyDocument wanted) {
        String roleName = role.name();
        String target = "inline policy " + policyName + " of " + RolePlanner.target(roleName);
        String text = Documents.text(wanted);
        draft.add(new GuardedWrite(
                seen == null ? Action.CREATE : Action.UPDATE,
                target,
                Grants.difference(roleName, seen, wanted),
                role.holding(reader -> reader.inlinePolicy(roleName, policyName)),
                seen,
                text,
                clients -> IamWriter.write(
                        clients,
                        "put " + target,
                        iam -> iam.putRolePolicy(put ->
                                put.roleName(roleName).policyName(policyName).policyDocument(wanted.toJson()))),
                role.needs("iam:PutRolePolicy")));
    }

    void deletePolicy(RolePlace role, String policyName, String seen, String reason) {
        String roleName = role.name();
        String target = "inline policy " + policyName + " of " + RolePlanner.target(roleName);
        draft.add(new GuardedWrite(
                Action.DELETE,
                target,
                List.of(reason),
                role.holding(reader -> reader.inlinePolicy(roleName, policyName)),
                seen,
                null,
                clients -> IamWriter.unlessGone(() -> clients.retry()
                        .call(
                                "delete " + target,
                                () -> clients.iam()
                                        .deleteRolePolicy(policy ->
                                                policy.roleName(roleName).policyName(policyName)))),
                role.needs("iam:DeleteRolePolicy")));
    }

    void detach(RolePlace role, String policyArn, String reason) {
        String roleName = role.name();
        String target = "managed policy " + policyArn + " of " + RolePlanner.target(roleName);
        draft.add(new GuardedWrite(
                Action.DELETE,
                target,
                List.of(reason),
                role.holding(reader -> reader.attached(roleName).contains(policyArn) ? policyArn : null),
                policyArn,
                null,
                clients -> IamWriter.unlessGone(() -> clients.retry()
                        .call(
                                "detach " + target,
                                () -> clients.iam()
                                        .detachRolePolicy(policy ->
                                                policy.roleName(roleName).policyArn(policyArn)))),
                role.needs("iam:DetachRolePolicy")));
    }
}
