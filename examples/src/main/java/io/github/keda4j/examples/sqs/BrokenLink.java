package io.github.keda4j.examples.sqs;

import io.github.keda4j.podidentity.policy.PolicyDocument;
import io.github.keda4j.podidentity.policy.Statement;
import io.github.keda4j.podidentity.trust.TrustPolicies;
import io.github.keda4j.wiring.ScalingStack;
import java.util.Arrays;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.iam.IamClient;

/** A typical mistake in this chain, to show where it becomes visible. */
enum BrokenLink {
    /** Nothing is broken. */
    NONE("none", "nothing is broken") {
        @Override
        void breakIn(ScalingStack.Builder stack, Wiring wiring) {}
    },

    /** The scaler's role does not allow session tags, as in the policies that KEDA's documentation shows. */
    TAG_SESSION("tag-session", "the scaler's role does not allow sts:TagSession") {
        @Override
        void breakIn(ScalingStack.Builder stack, Wiring wiring) {
            stack.adjustTrustPolicy(
                    wiring.scalerRole(),
                    with(TrustPolicies.roleChaining()
                            .sid(CHAIN_SID)
                            .trusting(QueueScenario.roleArn("keda-operator"))
                            .withoutTransitiveTags()
                            .build()));
        }
    },

    /** The scaler's role trusts a role other than the operator's. */
    TRUST("trust", "the scaler's role trusts the operator of another cluster") {
        @Override
        void breakIn(ScalingStack.Builder stack, Wiring wiring) {
            stack.adjustTrustPolicy(
                    wiring.scalerRole(),
                    with(TrustPolicies.roleChaining()
                            .sid(CHAIN_SID)
                            .trusting(QueueScenario.roleArn(OTHER_OPERATOR))
                            .build()));
        }

        /** IAM does not accept a principal that does not exist. */
        @Override
        void prepare(IamClient iam) {
            String trust = TrustPolicies.podIdentity()
                    .account(QueueScenario.ACCOUNT)
                    .cluster(QueueScenario.CLUSTER_ARN + "-2")
                    .namespace(QueueScenario.KEDA_NAMESPACE)
                    .serviceAccount(QueueScenario.KEDA_SERVICE_ACCOUNT)
                    .build()
                    .toJson();
            iam.createRole(role -> role.roleName(OTHER_OPERATOR).assumeRolePolicyDocument(trust));
        }
    },

    /** The scaler's role may find the queue, but not read its depth. */
    PERMISSION("permission", "the scaler's role may find the queue but not read its depth") {
        @Override
        void breakIn(ScalingStack.Builder stack, Wiring wiring) {
            stack.adjustPermissions(
                    wiring.scalerRole(),
                    with(PolicyDocument.of(Statement.allow()
                            .sid("SqsGetQueueAttributes")
                            .action("sqs:GetQueueUrl")
                            .resource(QueueScenario.QUEUE_ARN)
                            .build())));
        }
    },

    /** The operator's role expects KEDA in a namespace other than the one in which KEDA runs. */
    NAMESPACE("namespace", "the operator's role expects KEDA in namespace keda-system; it runs in keda") {
        @Override
        void breakIn(ScalingStack.Builder stack, Wiring wiring) {
            stack.adjustTrustPolicy(
                    "keda-operator",
                    with(TrustPolicies.podIdentity()
                            .account(QueueScenario.ACCOUNT)
                            .cluster(QueueScenario.CLUSTER_ARN)
                            .namespace("keda-system")
                            .serviceAccount("keda-operator")
                            .build()));
        }
    };

    private static final String OTHER_OPERATOR = "keda-operator-of-another-cluster";
    private static final String CHAIN_SID = "AllowKedaOperatorToAssume";

    private final String id;
    private final String description;

    BrokenLink(String id, String description) {
        this.id = id;
        this.description = description;
    }

    static BrokenLink of(String id) {
        return Arrays.stream(values())
                .filter(link -> link.id.equals(id))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("demo.break is \"" + id + "\". It must be one of "
                        + Arrays.stream(values()).map(BrokenLink::id).collect(Collectors.joining(", ")) + "."));
    }

    /** Creates what this mistake needs in the account. */
    void prepare(IamClient iam) {}

    abstract void breakIn(ScalingStack.Builder stack, Wiring wiring);

    String id() {
        return id;
    }

    String description() {
        return description;
    }

    /** Replaces statements with those of another document that have the same Sid, if any. */
    private static UnaryOperator<PolicyDocument> with(PolicyDocument other) {
        return document -> {
            PolicyDocument changed = document;
            for (Statement statement : other.statements()) {
                String sid = statement.sid().orElseThrow();
                changed = changed.statement(sid).isPresent() ? changed.upsert(statement) : changed;
            }
            return changed;
        };
    }
}
