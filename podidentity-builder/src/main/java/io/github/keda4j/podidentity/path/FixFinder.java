package io.github.keda4j.podidentity.path;

import io.github.keda4j.podidentity.evaluation.Caller;
import io.github.keda4j.podidentity.evaluation.Decision;
import io.github.keda4j.podidentity.evaluation.IamRole;
import io.github.keda4j.podidentity.evaluation.PodIdentity;
import io.github.keda4j.podidentity.evaluation.PolicyLayer;
import io.github.keda4j.podidentity.policy.Principal;
import io.github.keda4j.podidentity.policy.Statement;
import io.github.keda4j.podidentity.trust.TrustPolicies;
import org.jspecify.annotations.Nullable;

/**
 * The statement that a denied step lacks. Only what is missing can be added: an explicit deny, or a limit set by a boundary,
 * a session policy or an organisation, is somebody's decision.
 */
final class FixFinder {

    private FixFinder() {}

    /** For a pod that cannot get its role. */
    static @Nullable Fix forPod(PodIdentity pod, boolean sessionTags, IamRole role, Decision denial) {
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

    /** For a role that cannot assume another, or cannot do something to a resource. */
    static @Nullable Fix forRole(IamRole caller, @Nullable IamRole target, Decision denial) {
        PolicyLayer missing = denial.missingLayer().orElse(null);
        if (missing == PolicyLayer.TRUST && target != null) {
            return new Fix(
                    trustPolicyOf(target),
                    Statement.allow()
                            .principal(Principal.aws(caller.arn().toString()))
                            .action(denial.request().action())
                            .build());
        }
        if (missing == PolicyLayer.IDENTITY) {
            return new Fix(
                    "a permission policy of " + AccessPath.nameOf(caller),
                    Statement.allow()
                            .action(denial.request().action())
                            .resource(denial.request().resource())
                            .build());
        }
        if (missing == PolicyLayer.RESOURCE && denial.request().caller() instanceof Caller.RoleSession) {
            return new Fix(
                    "the policy of " + denial.request().resource(),
                    Statement.allow()
                            .principal(Principal.aws(caller.arn().toString()))
                            .action(denial.request().action())
                            .resource(denial.request().resource())
                            .build());
        }
        return null;
    }

    private static String trustPolicyOf(IamRole role) {
        return "the trust policy of " + AccessPath.nameOf(role);
    }
}
