package io.github.keda4j.wiring;

import io.github.keda4j.podidentity.permission.Permissions;
import io.github.keda4j.podidentity.policy.PolicyDocument;
import io.github.keda4j.podidentity.policy.Statement;
import io.github.keda4j.podidentity.trust.PodIdentityTrust;
import io.github.keda4j.podidentity.trust.RoleChainTrust;
import io.github.keda4j.podidentity.trust.TrustPolicies;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the chains of a stack require of a role, whoever maintains it: whom it trusts, and what the operator's role may
 * assume.
 */
record RoleNeeds(StackPlan plan) {

    private static final String CHAIN_SID = "AllowKedaOperatorToAssume";

    List<Statement> trustOfOperator() {
        KedaOperator operator = plan.stack().operator();
        return operator.oidcProviderArn()
                .map(provider -> TrustPolicies.irsa()
                        .oidcProvider(provider)
                        .serviceAccount(operator.namespace(), operator.serviceAccount())
                        .build()
                        .statements())
                .orElseGet(() -> ofPods(operator.namespace(), operator.serviceAccount(), operator.sessionTags()));
    }

    List<Statement> trustOfWorkload() {
        var serviceAccount = plan.stack().serviceAccount().getMetadata();
        return ofPods(serviceAccount.getNamespace(), serviceAccount.getName(), true);
    }

    List<Statement> trustOf(KedaIdentity.Assumed assumed) {
        RoleChainTrust chain = TrustPolicies.roleChaining()
                .sid(CHAIN_SID)
                .trusting(plan.stack().operator().role().arn(plan.stack().cluster()));
        @Nullable String externalId = assumed.externalId();
        if (externalId != null) {
            chain.externalId(externalId);
        }
        if (!plan.stack().operator().passesTags()) {
            chain.withoutTransitiveTags();
        }
        return chain.build().statements();
    }

    /** Lets the operator assume the role, and pass on its session tags if it has any. */
    PolicyDocument permissionToAssume(IamRole role) {
        String arn = role.arn(plan.stack().cluster());
        Permissions.Builder permissions = Permissions.builder();
        return (plan.stack().operator().passesTags()
                        ? permissions.assumeRole(arn)
                        : permissions.assumeRoleWithoutTags(arn))
                .build()
                .document();
    }

    private List<Statement> ofPods(String namespace, String serviceAccount, boolean sessionTags) {
        EksCluster cluster = plan.stack().cluster();
        PodIdentityTrust trust = TrustPolicies.podIdentity().account(cluster.accountId());
        if (sessionTags) {
            trust.cluster(cluster.arn()).namespace(namespace).serviceAccount(serviceAccount);
        } else {
            trust.withoutSessionTags();
        }
        return trust.build().statements();
    }
}
