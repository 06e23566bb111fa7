package io.github.keda4j.podidentity.path;

import io.github.keda4j.podidentity.association.PodIdentityAssociation;
import io.github.keda4j.podidentity.evaluation.PodIdentity;
import io.github.keda4j.podidentity.evaluation.RoleAssumption;
import io.github.keda4j.podidentity.evaluation.RolePolicies;
import io.github.keda4j.podidentity.evaluation.SessionTags;
import io.github.keda4j.podidentity.permission.Permissions;
import io.github.keda4j.podidentity.policy.Arn;
import io.github.keda4j.podidentity.policy.PolicyDocument;
import io.github.keda4j.podidentity.policy.Principal;
import io.github.keda4j.podidentity.policy.Statement;
import io.github.keda4j.podidentity.trust.RoleChainTrust;
import io.github.keda4j.podidentity.trust.TrustPolicies;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The paths from a pod to a queue, each as named parts that a test can change one by one before the path is decided.
 */
enum ChainVariant {
    /** The operator's role assumes a role that reads the queue. */
    CHAIN {
        @Override
        void describe(Parts parts) {
            parts.operator(podTrust(), mayAssume(READER))
                    .reader(READER, chainTrust().build(), mayRead(QUEUE));
        }
    },
    /** The operator's role reads the queue itself. */
    NO_CHAIN {
        @Override
        void describe(Parts parts) {
            parts.operator(podTrust(), mayRead(QUEUE));
        }
    },
    /** The workload's pods get their own role. */
    WORKLOAD {
        @Override
        void describe(Parts parts) {
            parts.pod("security", "my-sqs-read-msgs")
                    .operator(
                            association("security", "my-sqs-read-msgs", WORKLOAD_ROLE)
                                    .roleTrustPolicy(),
                            permissions().consumeQueue(QUEUE).build().document())
                    .set("operator role", WORKLOAD_ROLE)
                    .set("action", "sqs:ReceiveMessage");
        }
    },
    /** The workload's pods get the role directly, and the operator by role chaining. */
    SHARED_ROLE {
        @Override
        void describe(Parts parts) {
            PolicyDocument trust =
                    association("security", "my-sqs-read-msgs", WORKLOAD_ROLE).roleTrustPolicy();
            parts.operator(podTrust(), mayAssume(WORKLOAD_ROLE))
                    .reader(
                            WORKLOAD_ROLE,
                            trust.merge(chainTrust().build()),
                            permissions()
                                    .consumeQueue(QUEUE)
                                    .readQueueDepth(QUEUE)
                                    .build()
                                    .document());
        }
    },
    /** The chain recognizes the pod by the tags of the operator's session. */
    POD_RECOGNISED {
        @Override
        void describe(Parts parts) {
            parts.operator(podTrust(), mayAssume(READER))
                    .reader(
                            READER,
                            chainTrust()
                                    .callerPod(CLUSTER, "keda", "keda-operator")
                                    .build(),
                            mayRead(QUEUE));
        }
    },
    /** The reader and its queue are in another account. */
    ELSEWHERE {
        @Override
        void describe(Parts parts) {
            parts.operator(podTrust(), mayAssume(READER_ELSEWHERE))
                    .reader(READER_ELSEWHERE, chainTrust().build(), mayRead(QUEUE_ELSEWHERE))
                    .set("queue", QUEUE_ELSEWHERE);
        }
    },
    /** As before, and the reader requires an external id. */
    ELSEWHERE_EXTERNAL_ID {
        @Override
        void describe(Parts parts) {
            parts.operator(podTrust(), mayAssume(READER_ELSEWHERE))
                    .reader(
                            READER_ELSEWHERE,
                            chainTrust().externalId("tenant-42").build(),
                            mayRead(QUEUE_ELSEWHERE))
                    .set("external id", "tenant-42")
                    .set("queue", QUEUE_ELSEWHERE);
        }
    },
    /** EKS continues to a target role in another account, with session tags. */
    TARGET {
        @Override
        void describe(Parts parts) {
            parts.target(targeting(false, null));
        }
    },
    /** As before, but without session tags; the role recognizes the external id that EKS sends. */
    TARGET_UNTAGGED {
        @Override
        void describe(Parts parts) {
            parts.target(targeting(true, null)).set("session tags", "off");
        }
    },
    /** As before, with a session policy, which restricts the target role. */
    TARGET_SESSION_POLICY {
        @Override
        void describe(Parts parts) {
            PolicyDocument policy = mayRead(QUEUE_ELSEWHERE);
            TARGET_UNTAGGED.describe(parts);
            parts.set(
                    "session policy",
                    targeting(true, policy).policy().orElseThrow().toJson());
        }
    },
    /** The chain without session tags. */
    UNTAGGED {
        @Override
        void describe(Parts parts) {
            PolicyDocument trust = TrustPolicies.podIdentity()
                    .anyCluster()
                    .account("111122223333")
                    .withoutSessionTags()
                    .build();
            parts.operator(
                            trust,
                            permissions().assumeRoleWithoutTags(READER).build().document())
                    .reader(READER, chainTrust().withoutTransitiveTags().build(), mayRead(QUEUE))
                    .set("session tags", "off");
        }
    },
    /**
     * The operator gets its role with a token of the cluster (IRSA) and assumes the reader from there, without tags.
     */
    IRSA {
        @Override
        void describe(Parts parts) {
            parts.operator(
                            irsaTrust(),
                            permissions().assumeRoleWithoutTags(READER).build().document())
                    .reader(READER, chainTrust().withoutTransitiveTags().build(), mayRead(QUEUE))
                    .set("provider", PROVIDER);
        }
    },
    /** The reader trusts the operator's token directly, which KEDA tries first. */
    IRSA_DIRECT {
        @Override
        void describe(Parts parts) {
            parts.operator(irsaTrust(), mayRead(QUEUE))
                    .set("operator role", READER)
                    .set("provider", PROVIDER);
        }
    },
    /** During a migration from IRSA, using the association. */
    HYBRID_BY_POD {
        @Override
        void describe(Parts parts) {
            parts.operator(irsaTrust().merge(podTrust()), mayAssume(READER))
                    .reader(READER, chainTrust().build(), mayRead(QUEUE));
        }
    },
    /** During a migration from IRSA, using the token. */
    HYBRID_BY_TOKEN {
        @Override
        void describe(Parts parts) {
            HYBRID_BY_POD.describe(parts);
            parts.set("provider", PROVIDER);
        }
    },
    /** The operator's role reads a queue of another account whose policy allows it. */
    QUEUE_POLICY {
        @Override
        void describe(Parts parts) {
            PolicyDocument policy = PolicyDocument.of(Statement.allow()
                    .sid("LetTheOperatorRead")
                    .principal(Principal.aws(OPERATOR))
                    .action("sqs:GetQueueAttributes")
                    .resource(QUEUE_ELSEWHERE)
                    .build());
            parts.operator(podTrust(), mayRead(QUEUE_ELSEWHERE))
                    .set("queue", QUEUE_ELSEWHERE)
                    .set("queue policy", policy.toJson());
        }
    },
    /** The reader has a permissions boundary. */
    BOUNDED {
        @Override
        void describe(Parts parts) {
            CHAIN.describe(parts);
            parts.set(
                    "reader boundary",
                    PolicyDocument.of(Statement.allow()
                                    .sid("OnlyQueues")
                                    .action("sqs:*")
                                    .resource("arn:aws:sqs:us-east-1:111122223333:*")
                                    .build())
                            .toJson());
        }
    };

    static final String CLUSTER = "arn:aws:eks:us-east-1:111122223333:cluster/demo";
    static final String OPERATOR = "arn:aws:iam::111122223333:role/keda-operator";
    static final String READER = "arn:aws:iam::111122223333:role/q-read-scaler";
    static final String WORKLOAD_ROLE = "arn:aws:iam::111122223333:role/q-read";
    static final String READER_ELSEWHERE = "arn:aws:iam::444455556666:role/queue-reader";
    static final String QUEUE = "arn:aws:sqs:us-east-1:111122223333:event-messages-queue";
    static final String QUEUE_ELSEWHERE = "arn:aws:sqs:us-east-1:444455556666:event-messages-queue";
    static final String PROVIDER =
            "arn:aws:iam::111122223333:oidc-provider/oidc.eks.us-east-1.amazonaws.com/id/EXAMPLE";

    abstract void describe(Parts parts);

    /** The parts of this path to the queue. */
    Parts parts() {
        Parts parts = new Parts()
                .set("cluster", CLUSTER)
                .pod("keda", "keda-operator")
                .set("operator role", OPERATOR)
                .set("session tags", "on")
                .set("queue", QUEUE)
                .set("action", "sqs:GetQueueAttributes");
        describe(parts);
        return parts;
    }

    private static PodIdentityAssociation association(String namespace, String serviceAccount, String role) {
        return PodIdentityAssociation.builder()
                .cluster(CLUSTER)
                .namespace(namespace)
                .serviceAccount(serviceAccount)
                .roleArn(role)
                .build();
    }

    private static PodIdentityAssociation targeting(boolean disableSessionTags, @Nullable PolicyDocument policy) {
        var association = PodIdentityAssociation.builder()
                .cluster(CLUSTER)
                .namespace("keda")
                .serviceAccount("keda-operator")
                .roleArn(OPERATOR)
                .targetRoleArn(READER_ELSEWHERE)
                .disableSessionTags(disableSessionTags);
        return (policy == null ? association : association.policy(policy)).build();
    }

    private static PolicyDocument podTrust() {
        return association("keda", "keda-operator", OPERATOR).roleTrustPolicy();
    }

    private static PolicyDocument irsaTrust() {
        return TrustPolicies.irsa()
                .oidcProvider(PROVIDER)
                .serviceAccount("keda", "keda-operator")
                .build();
    }

    private static RoleChainTrust chainTrust() {
        return TrustPolicies.roleChaining().trusting(OPERATOR).sid("AllowKedaOperatorToAssume");
    }

    private static Permissions.Builder permissions() {
        return Permissions.builder();
    }

    private static PolicyDocument mayAssume(String role) {
        return permissions().assumeRole(role).build().document();
    }

    private static PolicyDocument mayRead(String queue) {
        return permissions().readQueueDepth(queue).build().document();
    }

    /** The documents and names of a path, as text by name. */
    static final class Parts {

        private final Map<String, String> texts = new LinkedHashMap<>();

        Parts set(String name, String text) {
            texts.put(name, text);
            return this;
        }

        String text(String name) {
            String text = texts.get(name);
            if (text == null) {
                throw new IllegalArgumentException("there is no " + name + " among " + texts.keySet());
            }
            return text;
        }

        Map<String, String> documents() {
            Map<String, String> documents = new LinkedHashMap<>(texts);
            documents.values().removeIf(text -> !text.startsWith("{"));
            return documents;
        }

        private Parts pod(String namespace, String serviceAccount) {
            return set("namespace", namespace).set("service account", serviceAccount);
        }

        private Parts operator(PolicyDocument trust, PolicyDocument permissions) {
            return set("operator trust", trust.toJson()).set("operator permissions", permissions.toJson());
        }

        private Parts reader(String role, PolicyDocument trust, PolicyDocument permissions) {
            return set("reader role", role)
                    .set("reader trust", trust.toJson())
                    .set("reader permissions", permissions.toJson());
        }

        private Parts target(PodIdentityAssociation association) {
            return operator(association.roleTrustPolicy(), mayAssume(READER_ELSEWHERE))
                    .reader(
                            READER_ELSEWHERE,
                            association.targetRoleTrustPolicy().orElseThrow(),
                            mayRead(QUEUE_ELSEWHERE))
                    .set("target", "yes")
                    .set("queue", QUEUE_ELSEWHERE);
        }

        AccessPath path() {
            PodIdentity pod = PodIdentity.anyPodOf(text("cluster"), text("namespace"), text("service account"));
            boolean tags = text("session tags").equals("on");
            boolean targets = texts.containsKey("target");
            PolicyDocument sessionPolicy = document("session policy");
            AccessPath.Builder path = AccessPath.of(pod);
            if (texts.containsKey("provider")) {
                path.webIdentity(text("provider"), role("operator"));
            } else {
                path.role(role("operator"), tags, targets ? null : sessionPolicy);
            }
            if (targets) {
                path.target(role("reader"), tags, sessionPolicy);
            } else if (texts.containsKey("reader role")) {
                path.assume(
                        role("reader"),
                        new RoleAssumption.Request("KEDA", texts.get("external id"), SessionTags.none(), null));
            }
            return path.act(text("action"), text("queue"), document("queue policy"))
                    .build();
        }

        private RolePolicies role(String who) {
            return new RolePolicies(
                    Arn.parse(text(who + " role"), "iam", "role/"),
                    PolicyDocument.parse(text(who + " trust")),
                    List.of(PolicyDocument.parse(text(who + " permissions"))),
                    document(who + " boundary"),
                    Map.of());
        }

        private @Nullable PolicyDocument document(String name) {
            String text = texts.get(name);
            return text == null ? null : PolicyDocument.parse(text);
        }
    }
}
