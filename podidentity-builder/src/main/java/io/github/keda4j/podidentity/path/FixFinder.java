package io.github.keda4j.podidentity.path;

import io.github.keda4j.podidentity.evaluation.Decision;
import io.github.keda4j.podidentity.evaluation.PodIdentity;
import io.github.keda4j.podidentity.evaluation.PolicyLayer;
import io.github.keda4j.podidentity.evaluation.RequestContext;
import io.github.keda4j.podidentity.evaluation.RolePolicies;
import io.github.keda4j.podidentity.policy.Condition;
import io.github.keda4j.podidentity.policy.Principal;
import io.github.keda4j.podidentity.policy.Statement;
import io.github.keda4j.podidentity.trust.TrustPolicies;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The statement that a denied step lacks. Only what is missing can be added: an explicit deny, or a limit set by a boundary,
 * a session policy or an organisation, is somebody's decision. So is an external id: the caller has to send it.
 */
final class FixFinder {

    private static final String REQUEST_TAG = "aws:RequestTag/";
    private static final String PRINCIPAL_TAG = "aws:PrincipalTag/";

    private FixFinder() {}

    /** For a pod that cannot get its role. */
    static @Nullable Fix forPod(PodIdentity pod, boolean sessionTags, RolePolicies role, Decision denial) {
        if (denial.missingLayer().orElse(null) != PolicyLayer.TRUST) {
            return null;
        }
        var trust = TrustPolicies.podIdentity().account(pod.accountId());
        if (sessionTags) {
            trust.cluster(pod.clusterArn()).namespace(pod.namespace()).serviceAccount(pod.serviceAccount());
        } else {
            trust.withoutSessionTags();
        }
        return new Fix(trustPolicyOf(role), trust.build().statements().get(0));
    }

    /** For a pod whose token is not enough. An explicit deny stays what it is. */
    static @Nullable Fix forWebIdentity(PodIdentity pod, String providerArn, RolePolicies role, Decision denial) {
        return denial.missingLayer().isEmpty()
                ? null
                : new Fix(
                        trustPolicyOf(role),
                        TrustPolicies.irsa()
                                .oidcProvider(providerArn)
                                .serviceAccount(pod.namespace(), pod.serviceAccount())
                                .build()
                                .statements()
                                .get(0));
    }

    /** For a role that cannot assume another, or cannot do something to a resource. */
    static @Nullable Fix forRole(RolePolicies caller, @Nullable RolePolicies target, Decision denial) {
        PolicyLayer missing = denial.missingLayer().orElse(null);
        String action = denial.request().action();
        String resource = denial.request().resource();
        Principal self = Principal.aws(caller.arn().toString());
        if (missing == PolicyLayer.TRUST && target != null) {
            return statement(denial, Statement.allow().principal(self).action(action))
                    .map(statement -> new Fix(trustPolicyOf(target), statement))
                    .orElse(null);
        }
        if (missing == PolicyLayer.IDENTITY) {
            return statement(denial, Statement.allow().action(action).resource(resource))
                    .map(statement -> new Fix("a permission policy of " + AccessPath.nameOf(caller), statement))
                    .orElse(null);
        }
        if (missing == PolicyLayer.RESOURCE) {
            return statement(
                            denial,
                            Statement.allow().principal(self).action(action).resource(resource))
                    .map(statement -> new Fix("the policy of " + resource, statement))
                    .orElse(null);
        }
        return null;
    }

    /**
     * The bare statement with the conditions of the one that came nearest, where only conditions kept that one from applying:
     * those that failed are made to fit the request. Empty where the request would have to be another.
     */
    private static Optional<Statement> statement(Decision denial, Statement.Builder bare) {
        List<Condition> failed = denial.failedConditions();
        if (failed.isEmpty()) {
            return Optional.of(bare.build());
        }
        List<Condition> conditions = new ArrayList<>();
        for (Condition condition : denial.nearMiss().orElseThrow().statement().conditions()) {
            Optional<Condition> fitting = failed.contains(condition)
                    ? fitting(condition, denial.request().context())
                    : Optional.of(condition);
            if (fitting.isEmpty()) {
                return Optional.empty();
            }
            conditions.add(fitting.get());
        }
        conditions.forEach(bare::condition);
        return Optional.of(bare.build());
    }

    private static Optional<Condition> fitting(Condition condition, RequestContext context) {
        String key = condition.key();
        boolean compares =
                condition.operator().base().filter(base -> !base.isNegated()).isPresent();
        if (!compares || key.equalsIgnoreCase("sts:ExternalId")) {
            return Optional.empty();
        }
        String present =
                context.values(key).isEmpty() && key.regionMatches(true, 0, REQUEST_TAG, 0, REQUEST_TAG.length())
                        ? PRINCIPAL_TAG + key.substring(REQUEST_TAG.length())
                        : key;
        return context.values(present).map(values -> new Condition(condition.operator(), present, values));
    }

    private static String trustPolicyOf(RolePolicies role) {
        return "the trust policy of " + AccessPath.nameOf(role);
    }
}
