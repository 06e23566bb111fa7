package io.github.keda4j.podidentity.path;

import static io.github.keda4j.podidentity.path.ChainVariant.CLUSTER;
import static io.github.keda4j.podidentity.path.ChainVariant.OPERATOR;
import static io.github.keda4j.podidentity.path.ChainVariant.QUEUE;
import static io.github.keda4j.podidentity.path.ChainVariant.QUEUE_ELSEWHERE;
import static io.github.keda4j.podidentity.path.ChainVariant.READER;
import static io.github.keda4j.podidentity.path.ChainVariant.READER_ELSEWHERE;
import static io.github.keda4j.podidentity.path.ChainVariant.WORKLOAD_ROLE;
import static io.github.keda4j.podidentity.path.Proofs.EVERYTHING;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.keda4j.podidentity.association.PodIdentityAssociation;
import io.github.keda4j.podidentity.evaluation.RequestContext;
import io.github.keda4j.podidentity.evaluation.RolePolicies;
import io.github.keda4j.podidentity.permission.Permissions;
import io.github.keda4j.podidentity.policy.ConditionOperator.Base;
import io.github.keda4j.podidentity.policy.PolicyDocument;
import io.github.keda4j.podidentity.policy.Principal;
import io.github.keda4j.podidentity.policy.Statement;
import io.github.keda4j.podidentity.trust.TrustPolicies;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which service accounts can reach a queue, across all associations and role chains. */
class AccessGraphTest {

    private static final PodIdentityAssociation KEDA = association("keda", "keda-operator", OPERATOR);
    private static final PodIdentityAssociation WORKLOAD = association("security", "my-sqs-read-msgs", WORKLOAD_ROLE);
    private static final RolePolicies OPERATOR_ROLE = RolePolicies.of(
            OPERATOR,
            KEDA.roleTrustPolicy(),
            Permissions.builder().assumeRole(READER, READER_ELSEWHERE).build().document());
    private static final RolePolicies READER_ROLE = RolePolicies.of(
            READER,
            TrustPolicies.roleChaining().trusting(OPERATOR).build(),
            Permissions.builder().readQueueDepth(QUEUE).build().document());
    private static final RolePolicies CONSUMER_ROLE = RolePolicies.of(
            WORKLOAD_ROLE,
            WORKLOAD.roleTrustPolicy(),
            Permissions.builder().consumeQueue(QUEUE).build().document());

    private static final PolicyDocument ASSUMING =
            PolicyDocument.of(Statement.allow().action("sts:*").resource("*").build());

    @Test
    void namesEveryServiceAccountThatGetsThereAndItsWay() {
        AccessGraph graph = AccessGraph.builder()
                .association(KEDA, WORKLOAD)
                .role(OPERATOR_ROLE, READER_ROLE, CONSUMER_ROLE)
                .build();

        assertThat(graph.whoCan("sqs:GetQueueAttributes", QUEUE))
                .singleElement()
                .satisfies(path -> {
                    assertThat(path.isAllowed()).isTrue();
                    assertThat(path.hops())
                            .extracting(Hop::to)
                            .containsExactly(
                                    "role/keda-operator",
                                    "role/q-read-scaler",
                                    "sqs:GetQueueAttributes on event-messages-queue");
                });
        assertThat(graph.whoCan("sqs:ReceiveMessage", QUEUE))
                .singleElement()
                .satisfies(path -> assertThat(path.hops().get(0).from()).isEqualTo("security/my-sqs-read-msgs"));
        assertThat(graph.whoCan("sqs:SendMessage", QUEUE)).isEmpty();
        assertThat(graph.whoCan("sqs:GetQueueAttributes", QUEUE + "-dlq")).isEmpty();
    }

    @Test
    void followsTargetRolesExternalIdsAndThePolicyOfTheQueue() {
        PodIdentityAssociation targeting =
                builder("keda", "keda-operator", OPERATOR).targetRoleArn(READER).build();
        RolePolicies target = RolePolicies.of(
                READER,
                targeting.targetRoleTrustPolicy().orElseThrow(),
                Permissions.builder()
                        .assumeRole(READER_ELSEWHERE)
                        .readQueueDepth(QUEUE_ELSEWHERE)
                        .build()
                        .document());
        RolePolicies elsewhere = RolePolicies.of(
                READER_ELSEWHERE,
                TrustPolicies.roleChaining()
                        .trusting(READER)
                        .externalId("tenant-42")
                        .build(),
                Permissions.builder().readQueueDepth(QUEUE_ELSEWHERE).build().document());
        PolicyDocument letsTheTargetIn = PolicyDocument.of(Statement.allow()
                .principal(Principal.aws(READER))
                .action("sqs:GetQueueAttributes")
                .resource(QUEUE_ELSEWHERE)
                .build());

        AccessGraph.Builder graph = AccessGraph.builder().association(targeting).role(OPERATOR_ROLE, target, elsewhere);

        assertThat(lastRoles(graph.build())).containsExactly("role/queue-reader");
        assertThat(lastRoles(
                        graph.resourcePolicy(QUEUE_ELSEWHERE, letsTheTargetIn).build()))
                .containsExactly("role/q-read-scaler", "role/queue-reader");
    }

    @Test
    void endsWhereRolesTrustEachOtherInACircle() {
        RolePolicies first = RolePolicies.of(
                OPERATOR,
                KEDA.roleTrustPolicy()
                        .merge(TrustPolicies.roleChaining().trusting(READER).build()),
                Permissions.builder().assumeRole(READER).build().document());
        RolePolicies second = RolePolicies.of(
                READER,
                TrustPolicies.roleChaining().trusting(OPERATOR).build(),
                Permissions.builder()
                        .assumeRole(OPERATOR)
                        .readQueueDepth(QUEUE)
                        .build()
                        .document());

        assertThat(AccessGraph.builder()
                        .association(KEDA)
                        .role(first, second)
                        .build()
                        .whoCan("sqs:GetQueueAttributes", QUEUE))
                .hasSize(1);
    }

    @Test
    void aCertainWayWinsOverAShorterOneThatDepends() {
        AccessGraph graph = AccessGraph.builder()
                .association(KEDA)
                .role(
                        assuming(OPERATOR, KEDA.roleTrustPolicy()),
                        assuming(WORKLOAD_ROLE, trust(OPERATOR, "")),
                        RolePolicies.of(
                                READER,
                                trust(OPERATOR, "\"IpAddress\":{\"aws:SourceIp\":\"10.0.0.0/8\"}")
                                        .merge(trust(WORKLOAD_ROLE, "")),
                                EVERYTHING))
                .build();

        assertThat(graph.whoCan("sqs:ReceiveMessage", QUEUE))
                .singleElement()
                .satisfies(path -> assertThat(path.hops())
                        .extracting(Hop::to)
                        .containsExactly(
                                "role/keda-operator",
                                "role/q-read",
                                "role/q-read-scaler",
                                "sqs:ReceiveMessage on event-messages-queue"));
        assertThat(graph.whoMight("sqs:ReceiveMessage", QUEUE)).hasSize(1);
    }

    @Test
    void theExternalIdThatIsCertainlyEnoughWins() {
        AccessGraph graph = chosenByTheCaller(trust(OPERATOR, "\"IpAddress\":{\"aws:SourceIp\":\"10.0.0.0/8\"}")
                .merge(trust(OPERATOR, "\"StringEquals\":{\"sts:ExternalId\":\"ext\"}"))
                .merge(trust(OPERATOR, "", "sts:TagSession")));

        assertThat(graph.whoCan("sqs:ReceiveMessage", QUEUE)).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {OPERATOR, READER})
    void aRoleThatIsAssumedAgainIsRidOfTheSessionPolicy(String between) {
        PodIdentityAssociation limited = builder("keda", "keda-operator", OPERATOR)
                .disableSessionTags(true)
                .policy(PolicyDocument.of(Statement.allow()
                        .action("sts:AssumeRole", "sqs:GetQueueUrl")
                        .resource("*")
                        .build()))
                .build();
        AccessGraph graph = AccessGraph.builder()
                .association(limited)
                .role(
                        RolePolicies.of(READER, trust(OPERATOR, ""), ASSUMING),
                        RolePolicies.of(OPERATOR, limited.roleTrustPolicy().merge(trust(between, "")), EVERYTHING))
                .build();

        assertThat(graph.whoCan("sqs:ReceiveMessage", QUEUE))
                .singleElement()
                .satisfies(path -> assertThat(path.hops()).hasSize(between.equals(OPERATOR) ? 3 : 4));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"StringEquals\":{\"aws:RequestTag/project\":\"p\"}",
                "\"StringEquals\":{\"sts:SourceIdentity\":\"joe\"}",
                "\"StringEquals\":{\"sts:RoleSessionName\":\"joe\"}",
                "\"StringEquals\":{\"sts:ExternalId\":\"${aws:PrincipalAccount}\"}",
                "\"Null\":{\"aws:TagKeys\":\"false\"}"
            })
    void whatTheCallerMaySendMightLetItIn(String condition) {
        AccessGraph graph = chosenByTheCaller(
                trust(OPERATOR, condition).merge(trust(OPERATOR, "", "sts:TagSession", "sts:SetSourceIdentity")));

        assertThat(graph.whoMight("sqs:ReceiveMessage", QUEUE))
                .singleElement()
                .satisfies(path -> assertThat(path.verdict()).isEqualTo(Hop.Verdict.DEPENDS));
        assertThat(graph.whoCan("sqs:ReceiveMessage", QUEUE)).isEmpty();
    }

    /** The caller may give the session in between any tags, but only if it may tag sessions. */
    @ParameterizedTest
    @ValueSource(strings = {"sts:TagSession", "sts:SetSourceIdentity"})
    void tagsThatTheCallerChoseMightLetItInLater(String allowed) {
        PodIdentityAssociation untagged = builder("keda", "keda-operator", OPERATOR)
                .disableSessionTags(true)
                .build();
        AccessGraph graph = AccessGraph.builder()
                .association(untagged)
                .role(
                        assuming(OPERATOR, untagged.roleTrustPolicy()),
                        assuming(WORKLOAD_ROLE, trust(OPERATOR, "", "sts:AssumeRole", allowed)),
                        RolePolicies.of(
                                READER,
                                trust(WORKLOAD_ROLE, "\"StringEquals\":{\"aws:PrincipalTag/project\":\"p\"}"),
                                EVERYTHING))
                .build();

        assertThat(graph.whoMight("sqs:ReceiveMessage", QUEUE)).hasSize(allowed.equals("sts:TagSession") ? 1 : 0);
    }

    private static RolePolicies assuming(String role, PolicyDocument trust) {
        return RolePolicies.of(role, trust, ASSUMING);
    }

    /** The operator's sessions have no tags, so that only those count that the caller requests. */
    private static AccessGraph chosenByTheCaller(PolicyDocument trust) {
        PodIdentityAssociation untagged = builder("keda", "keda-operator", OPERATOR)
                .disableSessionTags(true)
                .build();
        return AccessGraph.builder()
                .association(untagged)
                .role(assuming(OPERATOR, untagged.roleTrustPolicy()), RolePolicies.of(READER, trust, EVERYTHING))
                .build();
    }

    private static PolicyDocument trust(String role, String condition) {
        return trust(role, condition, "sts:AssumeRole", "sts:TagSession");
    }

    private static PolicyDocument trust(String role, String condition, String... actions) {
        return PolicyDocument.parse("{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\","
                + "\"Principal\":{\"AWS\":\"" + role + "\"},\"Action\":[\"" + String.join("\",\"", actions) + "\"]"
                + (condition.isEmpty() ? "" : ",\"Condition\":{" + condition + "}") + "}]}");
    }

    @Test
    void namesTheAssociationsThatItCouldNotFollow() {
        AccessGraph graph = AccessGraph.builder()
                .association(KEDA, WORKLOAD)
                .role(CONSUMER_ROLE)
                .build();

        assertThat(graph.unchecked()).containsExactly(KEDA);
        assertThat(graph.whoCan("sqs:ReceiveMessage", QUEUE)).hasSize(1);
    }

    @Test
    void tellsWhoMightAndOnWhatItDepends() {
        RolePolicies fromOneEndpoint = RolePolicies.of(
                WORKLOAD_ROLE,
                WORKLOAD.roleTrustPolicy(),
                PolicyDocument.of(Statement.allow()
                        .action("sqs:ReceiveMessage")
                        .resource(QUEUE)
                        .condition(Base.STRING_EQUALS, "aws:SourceVpce", "vpce-1")
                        .build()));
        AccessGraph.Builder graph =
                AccessGraph.builder().association(KEDA, WORKLOAD).role(OPERATOR_ROLE, READER_ROLE, fromOneEndpoint);

        assertThat(graph.build().whoCan("sqs:ReceiveMessage", QUEUE)).isEmpty();
        assertThat(graph.build().whoMight("sqs:ReceiveMessage", QUEUE))
                .singleElement()
                .satisfies(path -> {
                    assertThat(path.verdict()).isEqualTo(Hop.Verdict.DEPENDS);
                    assertThat(path.hops().get(1).unknownKeys()).containsExactly("aws:SourceVpce");
                });
        assertThat(graph.setting(RequestContext.empty().with("aws:SourceVpce", "vpce-1"))
                        .build()
                        .whoCan("sqs:ReceiveMessage", QUEUE))
                .hasSize(1);
    }

    @Test
    void drawsAllWaysIntoOneChartWithEveryPlaceOnce() {
        List<AccessPath> paths = List.of(
                ChainVariant.CHAIN.parts().path(),
                ChainVariant.NO_CHAIN.parts().path(),
                ChainVariant.CHAIN.parts().set("namespace", "default").path());

        assertThat(MermaidChart.of(paths).lines())
                .startsWith("flowchart LR")
                .contains(
                        "  n0[\"keda/keda-operator\"]",
                        "  n1[\"role/keda-operator\"]",
                        "  n0 -->|\"sts:AssumeRole + sts:TagSession<br/>statement AllowEksAuthToAssumeRoleForPodIdentity\"| n1",
                        "  n4[\"default/keda-operator\"]",
                        "  n4 -.->|\"DENIED: sts:AssumeRole\"| n1",
                        "  linkStyle 4 stroke:#d1242f,color:#d1242f")
                .filteredOn(line -> line.contains("[\"role/keda-operator\"]"))
                .hasSize(1);
    }

    private static List<String> lastRoles(AccessGraph graph) {
        return graph.whoCan("sqs:GetQueueAttributes", QUEUE_ELSEWHERE).stream()
                .map(path -> path.hops().get(path.hops().size() - 1).from())
                .toList();
    }

    private static PodIdentityAssociation association(String namespace, String serviceAccount, String role) {
        return builder(namespace, serviceAccount, role).build();
    }

    private static PodIdentityAssociation.Builder builder(String namespace, String serviceAccount, String role) {
        return PodIdentityAssociation.builder()
                .cluster(CLUSTER)
                .namespace(namespace)
                .serviceAccount(serviceAccount)
                .roleArn(role);
    }
}
