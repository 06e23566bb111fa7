package io.github.keda4j.benchmarks.iam;

import io.github.keda4j.podidentity.evaluation.AuthorizationPolicies;
import io.github.keda4j.podidentity.evaluation.AuthorizationRequest;
import io.github.keda4j.podidentity.evaluation.PodIdentity;
import io.github.keda4j.podidentity.evaluation.RoleAssumption;
import io.github.keda4j.podidentity.evaluation.RolePolicies;
import io.github.keda4j.podidentity.evaluation.RoleSession;
import io.github.keda4j.podidentity.permission.Permissions;
import io.github.keda4j.podidentity.policy.PolicyDocument;
import io.github.keda4j.podidentity.trust.TrustPolicies;

/** A typical role assumption: KEDA's operator, in its pod's session, assumes the role that reads the queue. */
final class Hop {

    static final String CLUSTER = "arn:aws:eks:us-east-1:111122223333:cluster/demo";
    static final String OPERATOR = "arn:aws:iam::111122223333:role/keda-operator";
    static final String SCALER = "arn:aws:iam::111122223333:role/q-read-scaler";

    static final PolicyDocument OPERATOR_TRUST = TrustPolicies.podIdentity()
            .cluster(CLUSTER)
            .namespace("keda")
            .serviceAccount("keda-operator")
            .build();
    static final PolicyDocument OPERATOR_PERMISSIONS =
            Permissions.builder().assumeRole(SCALER).build().document();
    /** Recognizes the pod by its session tags, so that conditions are decided too. */
    static final PolicyDocument SCALER_TRUST = TrustPolicies.roleChaining()
            .trusting(OPERATOR)
            .callerPod(CLUSTER, "keda", "keda-operator")
            .build();

    static final RolePolicies OPERATOR_ROLE = RolePolicies.of(OPERATOR, OPERATOR_TRUST, OPERATOR_PERMISSIONS);
    static final RolePolicies SCALER_ROLE = RolePolicies.of(SCALER, SCALER_TRUST);

    private Hop() {}

    static RoleSession operatorSession() {
        return RoleAssumption.byPod(PodIdentity.anyPodOf(CLUSTER, "keda", "keda-operator"), OPERATOR_ROLE, true, null)
                .session()
                .orElseThrow();
    }

    static AuthorizationRequest request() {
        RoleSession session = operatorSession();
        return AuthorizationRequest.of(session.caller(), "sts:AssumeRole", SCALER, session.context());
    }

    static AuthorizationPolicies policies() {
        return AuthorizationPolicies.builder()
                .identity(OPERATOR_PERMISSIONS)
                .resource(SCALER_TRUST)
                .build();
    }
}
