package io.github.keda4j.podidentity.path;

import static io.github.keda4j.podidentity.path.ChainVariant.CLUSTER;
import static io.github.keda4j.podidentity.path.ChainVariant.OPERATOR;
import static io.github.keda4j.podidentity.path.ChainVariant.QUEUE;
import static io.github.keda4j.podidentity.path.ChainVariant.READER;

import io.github.keda4j.podidentity.evaluation.PodIdentity;
import io.github.keda4j.podidentity.evaluation.RolePolicies;
import io.github.keda4j.podidentity.policy.PolicyDocument;
import io.github.keda4j.podidentity.policy.Statement;
import io.github.keda4j.podidentity.trust.TrustPolicies;

/** Paths of the operator's pod, with a role that trusts it. */
final class Proofs {

    static final PolicyDocument EVERYTHING =
            PolicyDocument.of(Statement.allow().action("*").resource("*").build());

    static final PolicyDocument POD_TRUST = TrustPolicies.podIdentity()
            .cluster(CLUSTER)
            .namespace("keda")
            .serviceAccount("keda-operator")
            .build();

    private Proofs() {}

    static AccessPath.Builder pod() {
        return AccessPath.of(PodIdentity.anyPodOf(CLUSTER, "keda", "keda-operator"));
    }

    static AccessPath receive(RolePolicies role, PolicyDocument queuePolicy) {
        return pod().role(role).act("sqs:ReceiveMessage", QUEUE, queuePolicy).build();
    }

    static AccessPath chain(RolePolicies caller, PolicyDocument trust) {
        return pod().role(caller).assume(RolePolicies.of(READER, trust)).build();
    }

    static RolePolicies bounded(PolicyDocument permissions, PolicyDocument boundary) {
        return RolePolicies.builder(OPERATOR)
                .trustPolicy(POD_TRUST)
                .permissions(permissions)
                .permissionsBoundary(boundary)
                .build();
    }
}
