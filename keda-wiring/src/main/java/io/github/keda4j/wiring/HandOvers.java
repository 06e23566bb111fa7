package io.github.keda4j.wiring;

import io.github.keda4j.podidentity.policy.Arn;
import io.github.keda4j.podidentity.policy.PolicyDocument;
import io.github.keda4j.podidentity.policy.PolicyScope;
import io.github.keda4j.podidentity.policy.Principal;
import io.github.keda4j.podidentity.policy.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The documents that others must apply: for roles that already exist, and for resources in other accounts. */
final class HandOvers {

    private final StackPlan plan;
    private final StackDescription stack;
    private final RoleNeeds needs;
    private final Map<IamRole, List<Statement>> trust = new LinkedHashMap<>();
    private final Map<IamRole, List<Statement>> permissions = new LinkedHashMap<>();

    private HandOvers(StackPlan plan) {
        this.plan = plan;
        this.stack = plan.stack();
        this.needs = new RoleNeeds(plan);
    }

    static List<HandOver> of(StackPlan plan) {
        HandOvers all = new HandOvers(plan);
        all.collect();
        List<HandOver> documents = new ArrayList<>();
        for (IamRole role : plan.roles()) {
            if (role instanceof ExistingRole existing) {
                all.add(existing, HandOver.Kind.TRUST_POLICY, all.trust, documents);
                all.add(existing, HandOver.Kind.PERMISSIONS, all.permissions, documents);
            }
        }
        all.addResourcePolicies(documents);
        return List.copyOf(documents);
    }

    private void collect() {
        IamRole operator = stack.operator().role();
        if (plan.needsOperator()) {
            append(trust, operator, needs.trustOfOperator());
        }
        for (KedaIdentity.Assumed assumed : plan.assumed()) {
            append(trust, assumed.role(), needs.trustOf(assumed));
            append(
                    permissions,
                    operator,
                    needs.permissionToAssume(assumed.role()).statements());
        }
        for (IamRole role : plan.roles()) {
            plan.permissionsOf(role).ifPresent(document -> append(permissions, role, document.statements()));
        }
        if (plan.hasWorkloadRole()) {
            append(trust, stack.workloadRole(), needs.trustOfWorkload());
            stack.access()
                    .document()
                    .ifPresent(document -> append(permissions, stack.workloadRole(), document.statements()));
        }
    }

    private void add(
            ExistingRole role, HandOver.Kind kind, Map<IamRole, List<Statement>> all, List<HandOver> documents) {
        List<Statement> statements = all.get(role);
        if (statements != null) {
            documents.add(new HandOver(
                    role.accountId(),
                    role.arn(stack.cluster()),
                    kind,
                    PolicyDocument.builder().statements(statements).build()));
        }
    }

    /** The policies of resources in other accounts: their owners must allow what roles of this account do. */
    private void addResourcePolicies(List<HandOver> documents) {
        Map<String, List<Statement>> policies = new LinkedHashMap<>();
        permissions.forEach((role, statements) -> {
            for (Statement statement : statements) {
                for (String arn : resources(statement)) {
                    String account = accountOf(arn);
                    if (!account.isEmpty() && !account.equals(stack.accountOf(role)) && !arn.contains(":role/")) {
                        policies.computeIfAbsent(PolicyScope.bearerOf(arn), one -> new ArrayList<>())
                                .add(forRole(role, statement, arn));
                    }
                }
            }
        });
        policies.forEach((arn, statements) -> documents.add(new HandOver(
                accountOf(arn),
                arn,
                HandOver.Kind.RESOURCE_POLICY,
                PolicyDocument.builder().statements(statements).build())));
    }

    /** In the policy of a KMS key, the resource is the key itself, written as a wildcard. */
    private Statement forRole(IamRole role, Statement statement, String arn) {
        Statement.Builder allowed = Statement.allow()
                .principal(Principal.aws(role.arn(stack.cluster())))
                .action(statement.action().values().toArray(String[]::new))
                .resource(arn.contains(":kms:") ? "*" : arn);
        statement.conditions().forEach(allowed::condition);
        return allowed.build();
    }

    private static List<String> resources(Statement statement) {
        return statement.resource().map(values -> values.values()).orElse(List.of());
    }

    private static String accountOf(String arn) {
        String account = Arn.accountIn(arn);
        return account.matches("\\d{12}") ? account : "";
    }

    private static void append(Map<IamRole, List<Statement>> all, IamRole role, List<Statement> statements) {
        Statements.add(statements, all.computeIfAbsent(role, one -> new ArrayList<>()));
    }
}
