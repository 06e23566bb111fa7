package io.github.keda4j.wiring;

import io.github.keda4j.podidentity.policy.PolicyDocument;
import io.github.keda4j.podidentity.policy.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * The roles of a stack: who may assume each, and what it may do. Several stacks may share a role, so the names of its
 * inline policies say which stack they belong to, in a form that is unique in the cluster: a namespace has no dot.
 */
final class StackRoles {

    private final StackPlan plan;
    private final StackDescription stack;
    private final RoleNeeds needs;
    private final Map<String, Draft> drafts = new LinkedHashMap<>();

    private StackRoles(StackPlan plan) {
        this.plan = plan;
        this.stack = plan.stack();
        this.needs = new RoleNeeds(plan);
    }

    /** A role that is being assembled: the operator's, the scaler's and the workload's may be the same one. */
    private record Draft(ManagedRole role, List<Statement> trust, Map<String, PolicyDocument> permissions) {}

    /** The roles as derived from the description, before adjustments. */
    static StackRoles of(StackPlan plan) {
        StackRoles roles = new StackRoles(plan);
        if (plan.needsOperator()) {
            roles.addOperator();
        }
        // These statements are added before the scaler's, so that the statement for the pods comes first in a role that
        // is used by both.
        if (plan.hasWorkloadRole()) {
            roles.addWorkload();
        }
        plan.assumed().forEach(roles::addAssumed);
        if (plan.needsOperator()) {
            roles.addReader(plan.stack().operator().role());
        }
        return roles;
    }

    private void addOperator() {
        KedaOperator operator = stack.operator();
        if (operator.role() instanceof ManagedRole role) {
            Draft draft = draft(role);
            Statements.add(needs.trustOfOperator(), draft.trust());
            for (KedaIdentity.Assumed assumed : plan.assumed()) {
                draft.permissions()
                        .put("assume-" + nameFromHere(assumed.role()), needs.permissionToAssume(assumed.role()));
            }
        }
    }

    private void addWorkload() {
        if (stack.workloadRole() instanceof ManagedRole role) {
            Draft draft = draft(role);
            Statements.add(needs.trustOfWorkload(), draft.trust());
            stack.access()
                    .document()
                    .ifPresent(document ->
                            draft.permissions().put("run-" + stack.namespace() + "." + stack.workloadName(), document));
        }
    }

    private void addAssumed(KedaIdentity.Assumed assumed) {
        if (assumed.role() instanceof ManagedRole role) {
            Statements.add(needs.trustOf(assumed), draft(role).trust());
            addReader(role);
        }
    }

    private void addReader(IamRole role) {
        if (role instanceof ManagedRole managed) {
            plan.permissionsOf(role)
                    .ifPresent(document -> draft(managed)
                            .permissions()
                            .put(
                                    "read-events-of-" + stack.namespace() + "."
                                            + stack.scaledObject().getMetadata().getName(),
                                    document));
        }
    }

    /** Roles in other accounts may have the same name. */
    private String nameFromHere(IamRole role) {
        return role instanceof ExistingRole existing
                        && !existing.accountId().equals(stack.cluster().accountId())
                ? role.name() + "@" + existing.accountId()
                : role.name();
    }

    private Draft draft(ManagedRole role) {
        return drafts.computeIfAbsent(role.name(), name -> new Draft(role, new ArrayList<>(), new LinkedHashMap<>()));
    }

    /** The roles with the adjustments applied; an adjustment may throw any exception. */
    List<RoleDefinition> definitions() {
        return drafts.values().stream().map(this::definition).toList();
    }

    private RoleDefinition definition(Draft draft) {
        String name = draft.role().name();
        UnaryOperator<PolicyDocument> trust = stack.trustAdjustments().getOrDefault(name, UnaryOperator.identity());
        UnaryOperator<PolicyDocument> permissions =
                stack.permissionAdjustments().getOrDefault(name, UnaryOperator.identity());
        PolicyDocument document =
                PolicyDocument.builder().statements(draft.trust()).build();
        Map<String, PolicyDocument> inline = new LinkedHashMap<>();
        draft.permissions().forEach((policy, granted) -> inline.put(policy, permissions.apply(granted)));
        return new RoleDefinition(draft.role(), draft.role().arn(stack.cluster()), trust.apply(document), inline);
    }
}
