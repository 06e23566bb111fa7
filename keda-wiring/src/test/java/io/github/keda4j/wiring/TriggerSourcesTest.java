package io.github.keda4j.wiring;

import static io.github.keda4j.wiring.Parts.deployment;
import static io.github.keda4j.wiring.Parts.scaledObject;
import static io.github.keda4j.wiring.Parts.serviceAccount;
import static io.github.keda4j.wiring.Parts.stack;
import static io.github.keda4j.wiring.TriggerParts.only;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.keda4j.findings.Finding;
import io.github.keda4j.findings.FindingsException;
import io.github.keda4j.findings.Severity;
import io.github.keda4j.keda.v1alpha1.ScaleTriggers;
import io.github.keda4j.keda.v1alpha1.ScaleTriggersBuilder;
import io.github.keda4j.keda.v1alpha1.ScaledObjectBuilder;
import io.github.keda4j.podidentity.path.Hop;
import io.github.keda4j.podidentity.path.Hop.Verdict;
import io.github.keda4j.podidentity.policy.PolicyDocument;
import io.github.keda4j.podidentity.policy.Statement;
import io.github.keda4j.wiring.EmulatedRun.End;
import io.github.keda4j.wiring.HandOver.Kind;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.regions.Region;

/** MSK clusters and workspaces of Prometheus, which triggers read without saying which they are or whose. */
class TriggerSourcesTest {

    private static final String HERE = "arn:aws:kafka:us-west-2:111122223333:cluster/lake/1a2b3c4d";
    private static final String THERE = "arn:aws:kafka:us-west-2:444455556666:cluster/lake/1a2b3c4d";
    private static final String WORKSPACE_HERE = "arn:aws:aps:us-west-2:111122223333:workspace/ws-0a1b2c3d";
    private static final String WORKSPACE_THERE = "arn:aws:aps:us-west-2:444455556666:workspace/ws-0a1b2c3d";
    private static final String READER = "arn:aws:iam::444455556666:role/lag-reader";
    private static final String POLICY = "q-read-scaler.read-events-of-security.q-read";

    private static ScalingStack.Builder reading(String type) {
        return stack().scaledObject(only(AwsTriggers.all().get(type).trigger("111122223333")));
    }

    private static ScalingStack.Builder pods(ScalingStack.Builder stack, String action, String resource) {
        return stack.workload(
                deployment("q-read"),
                serviceAccount(),
                access -> access.permissions(more -> more.allow("Use", List.of(action), List.of(resource))));
    }

    private static PolicyDocument allow(String action, String resource) {
        return PolicyDocument.of(
                Statement.allow().action(action).resource(resource).build());
    }

    private static List<Hop> hopsOfKeda(ScalingStack stack) {
        return stack.prove().paths().get(0).hops();
    }

    private static List<Verdict> verdictsOnSource(ScalingStack stack, String service) {
        return hopsOfKeda(stack).stream()
                .filter(hop -> hop.to().startsWith(service))
                .map(Hop::verdict)
                .distinct()
                .toList();
    }

    private static String inside(String cluster, String kind, String name) {
        return cluster.replace(":cluster/", ":" + kind + "/") + "/" + name;
    }

    private static List<String> resources(ScalingStack stack) {
        return stack.policies().get(POLICY).statements().stream()
                .flatMap(statement -> statement.resource().orElseThrow().values().stream())
                .toList();
    }

    @ParameterizedTest
    @CsvSource({
        "kafka, orders, " + HERE,
        "kafka, orders, " + THERE,
        "apache-kafka, *, " + HERE,
        "apache-kafka, *, " + THERE
    })
    void permissionsAreForTheNamedClusterItsTopicsAndGroups(String type, String topic, String cluster) {
        ScalingStack stack = reading(type).mskCluster(cluster).build();

        assertThat(resources(stack))
                .containsExactly(cluster, inside(cluster, "topic", topic), inside(cluster, "group", "billing"));
        assertThat(stack.findings()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"kafka", "apache-kafka"})
    void theClusterOfAnotherAccountNeedsItsOwnersPolicyInTheProofAndInARun(String type) throws Exception {
        ScalingStack.Builder builder =
                pods(reading(type), "kafka-cluster:Connect", THERE).mskCluster(THERE);
        ScalingStack alone = builder.build();
        HandOver forOwner = alone.handOvers().get(0);

        assertThat(alone.handOvers()).hasSize(1);
        assertThat(forOwner.kind()).isEqualTo(Kind.RESOURCE_POLICY);
        assertThat(forOwner.arn()).isEqualTo(THERE);
        assertThat(forOwner.document().statements())
                .filteredOn(statement -> statement.toJson().contains("role/q-read-scaler"))
                .flatExtracting(statement -> statement.resource().orElseThrow().values())
                .isEqualTo(resources(alone));
        assertThat(alone.findings()).isEmpty();
        assertThat(alone.prove().denied().orElseThrow().to())
                .isEqualTo("kafka-cluster:Connect on cluster/lake/1a2b3c4d");

        ScalingStack allowed =
                builder.resourcePolicy(THERE, forOwner.document()).build();
        assertThat(allowed.prove().isComplete()).as(allowed.prove().toString()).isTrue();
        try (EmulatedRun run = new EmulatedRun()) {
            assertThat(end(run, alone, List.of())).isEqualTo(End.AT_RESOURCE);
            assertThat(end(run, allowed, allowed.handOvers())).isEqualTo(End.NOWHERE);
        }
    }

    private static End end(EmulatedRun run, ScalingStack stack, List<HandOver> partners) throws Exception {
        return run.of(stack, "", partners, Region.US_WEST_2, calls -> calls.readLag(THERE, "orders", "billing"));
    }

    @Test
    void aClusterOfTheAccountNeedsNoOne() throws Exception {
        ScalingStack stack = reading("kafka").mskCluster(HERE).build();

        assertThat(stack.prove().isComplete()).as(stack.prove().toString()).isTrue();
        assertThat(stack.handOvers()).isEmpty();
        try (EmulatedRun run = new EmulatedRun()) {
            assertThat(run.of(
                            stack, "", List.of(), Region.US_WEST_2, calls -> calls.readLag(HERE, "orders", "billing")))
                    .isEqualTo(End.NOWHERE);
            assertThat(run.of(
                            stack,
                            "",
                            List.of(),
                            Region.US_WEST_2,
                            calls -> calls.readLag(HERE.replace("lake", "sea"), "orders", "billing")))
                    .isEqualTo(End.AT_RESOURCE);
        }
    }

    @Test
    void adjustedPermissionsCanBeProvedIfTheClusterIsNamed() {
        ScalingStack.Builder builder = reading("apache-kafka")
                .adjustPermissions(
                        "q-read-scaler",
                        policy -> PolicyDocument.parse(policy.toJson()
                                .replace("cluster/*", "cluster/lake/1a2b3c4d")
                                .replace("topic/*", "topic/lake/1a2b3c4d/*")
                                .replace("group/*", "group/lake/1a2b3c4d")));

        assertThat(verdictsOnSource(builder.build(), "kafka")).containsExactly(Verdict.DEPENDS);
        assertThat(builder.mskCluster(HERE).build().prove().isComplete()).isTrue();
    }

    /**
     * A description that names a source, and whether it makes doubtful that KEDA's is in the account of its identity.
     *
     * @param stack the description
     * @param doubted the source that KEDA may read instead; empty if the assumption stands
     */
    record Naming(String what, String type, ScalingStack.Builder stack, String doubted) {
        @Override
        public String toString() {
            return what;
        }
    }

    static Stream<Naming> descriptionsThatNameSources() {
        String connect = "kafka-cluster:Connect";
        String read = "kafka-cluster:ReadData";
        String query = "aps:QueryMetrics";
        String topic = inside(THERE, "topic", "orders");
        PolicyDocument any = allow(connect, "*");
        return Stream.of(
                new Naming("nothing", "kafka", reading("kafka"), ""),
                new Naming("a cluster of the account", "kafka", pods(reading("kafka"), connect, HERE), ""),
                new Naming("any cluster", "kafka", pods(reading("kafka"), connect, "*"), ""),
                new Naming("a cluster elsewhere", "kafka", pods(reading("kafka"), connect, THERE), THERE),
                new Naming("for apache-kafka", "kafka", pods(reading("apache-kafka"), connect, THERE), THERE),
                new Naming("only a topic", "kafka", pods(reading("kafka"), read, topic), THERE),
                new Naming(
                        "only a group",
                        "kafka",
                        pods(reading("kafka"), read, inside(THERE, "group", "billing")),
                        THERE),
                new Naming(
                        "every topic of an account",
                        "kafka",
                        pods(reading("kafka"), read, "arn:aws:kafka:*:444455556666:topic/*"),
                        "arn:aws:kafka:*:444455556666:cluster/*"),
                new Naming(
                        "a cluster in another region",
                        "kafka",
                        pods(reading("kafka"), connect, THERE.replace("us-west-2", "eu-west-1")),
                        ""),
                new Naming(
                        "a queue elsewhere",
                        "kafka",
                        pods(reading("kafka"), "sqs:SendMessage", "arn:aws:sqs:us-west-2:444455556666:orders"),
                        ""),
                new Naming("the policy of a cluster", "kafka", reading("kafka").resourcePolicy(THERE, any), THERE),
                new Naming(
                        "the policy of a cluster of the account",
                        "kafka",
                        reading("kafka").resourcePolicy(HERE, allow(connect, HERE)),
                        ""),
                new Naming(
                        "the permissions of an existing role of the pods",
                        "kafka",
                        reading("kafka")
                                .workload(
                                        deployment("q-read"),
                                        serviceAccount(),
                                        access -> access.role(IamRole.existing("arn:aws:iam::111122223333:role/pods")
                                                .withPermissions(allow(connect, THERE)))),
                        THERE),
                new Naming("a workspace of the account", "aps", pods(reading("prometheus"), query, WORKSPACE_HERE), ""),
                new Naming(
                        "the workspace elsewhere",
                        "aps",
                        pods(reading("prometheus"), query, WORKSPACE_THERE),
                        WORKSPACE_THERE),
                new Naming(
                        "another workspace elsewhere",
                        "aps",
                        pods(reading("prometheus"), query, WORKSPACE_THERE.replace("ws-0a", "ws-ff")),
                        ""),
                new Naming(
                        "the policy of the workspace elsewhere",
                        "aps",
                        reading("prometheus").resourcePolicy(WORKSPACE_THERE, any),
                        WORKSPACE_THERE));
    }

    @ParameterizedTest
    @MethodSource("descriptionsThatNameSources")
    void aSourceElsewhereMakesTheAssumptionDoubtful(Naming naming) {
        ScalingStack stack = naming.stack().build();
        List<Hop> hops = hopsOfKeda(stack);

        if (naming.doubted().isEmpty()) {
            assertThat(hops).extracting(Hop::verdict).containsOnly(Verdict.ALLOWED);
            assertThat(stack.findings()).isEmpty();
            return;
        }
        String method = naming.type().equals("kafka") ? "mskCluster(...)" : "prometheusWorkspace(...)";
        assertThat(hops)
                .filteredOn(hop -> hop.to().startsWith(naming.type()))
                .isNotEmpty()
                .allSatisfy(hop -> {
                    assertThat(hop.verdict()).isEqualTo(Verdict.DEPENDS);
                    assertThat(hop.explanation())
                            .contains("may be " + naming.doubted() + " of another account;", method);
                });
        assertThat(stack.findings().asList()).singleElement().satisfies(finding -> {
            assertThat(finding.severity()).isEqualTo(Severity.WARNING);
            assertThat(finding.rule()).isEqualTo("stack-trigger-source-unknown");
            assertThat(finding.message()).contains("account 111122223333", naming.doubted());
            assertThat(finding.hint().orElseThrow()).contains(method);
        });
    }

    @ParameterizedTest
    @MethodSource("descriptionsThatNameSources")
    void aNamedSourceIsNotDoubted(Naming naming) {
        ScalingStack stack = naming.type().equals("kafka")
                ? naming.stack().mskCluster(HERE).build()
                : naming.stack().prometheusWorkspace(WORKSPACE_HERE).build();

        assertThat(hopsOfKeda(stack)).extracting(Hop::verdict).containsOnly(Verdict.ALLOWED);
        assertThat(stack.findings()).isEmpty();
    }

    @Test
    void theAssumedAccountIsThatOfKedasIdentity() {
        ScalingStack stack = pods(reading("kafka"), "kafka-cluster:Connect", THERE)
                .scalerIdentity(ScalerIdentity.role(IamRole.existing(READER)))
                .build();

        assertThat(stack.findings()).isEmpty();
        assertThat(pods(reading("kafka"), "kafka-cluster:Connect", HERE)
                        .scalerIdentity(ScalerIdentity.role(IamRole.existing(READER)))
                        .build()
                        .findings()
                        .asList())
                .singleElement()
                .satisfies(finding -> assertThat(finding.message()).contains("account 444455556666", HERE));
    }

    @Test
    void theWorkspaceOfAnotherAccountNeedsItsOwnersPolicy() {
        ScalingStack.Builder builder = reading("prometheus").prometheusWorkspace(WORKSPACE_THERE);
        ScalingStack alone = builder.build();
        HandOver forOwner = alone.handOvers().get(0);

        assertThat(resources(alone)).containsExactly(WORKSPACE_THERE);
        assertThat(alone.prove().denied()).isPresent();
        assertThat(forOwner.arn()).isEqualTo(WORKSPACE_THERE);
        assertThat(builder.resourcePolicy(forOwner.arn(), forOwner.document())
                        .build()
                        .prove()
                        .isComplete())
                .isTrue();
    }

    private static ScaleTriggers named(String name, String group) {
        ScaleTriggers trigger = AwsTriggers.all().get("kafka").trigger("111122223333");
        return new ScaleTriggersBuilder(trigger)
                .withName(name)
                .addToMetadata(Map.of("consumerGroup", group))
                .build();
    }

    private static ScalingStack.Builder readingTwice() {
        return stack().scaledObject(new ScaledObjectBuilder(scaledObject("q-read"))
                .editSpec()
                .withTriggers(named("first", "one"), named("second", "two"))
                .endSpec()
                .build());
    }

    @Test
    void triggersMayReadSeveralClusters() {
        ScalingStack byName = readingTwice()
                .mskCluster(HERE, "first")
                .mskCluster(THERE, "second")
                .build();
        ScalingStack byNameAndRest =
                readingTwice().mskCluster(HERE).mskCluster(THERE, "second").build();
        ScalingStack together =
                readingTwice().mskCluster(HERE, "second", "first").build();

        assertThat(resources(byName))
                .contains(HERE, THERE, inside(HERE, "group", "one"), inside(THERE, "group", "two"));
        assertThat(resources(byName)).doesNotContain(inside(HERE, "group", "two"), inside(THERE, "group", "one"));
        assertThat(byNameAndRest.policies()).isEqualTo(byName.policies());
        assertThat(resources(together)).allMatch(arn -> arn.contains(":111122223333:"));
        assertThat(Stream.of(byName, byNameAndRest, together).map(ScalingStack::findings))
                .allMatch(findings -> findings.isEmpty());
    }

    private static List<Finding> refusal(ScalingStack.Builder stack) {
        try {
            stack.build();
        } catch (FindingsException refused) {
            return refused.findings().asList();
        }
        throw new AssertionError("the stack was not refused");
    }

    @Test
    void aTriggerReadsOneCluster() {
        assertThat(refusal(reading("kafka").mskCluster(HERE).mskCluster(THERE)))
                .singleElement()
                .satisfies(finding -> {
                    assertThat(finding.rule()).isEqualTo("stack-trigger-source-ambiguous");
                    assertThat(finding.pointer()).isEqualTo("/spec/triggers/0/metadata/bootstrapServers");
                    assertThat(finding.message()).contains(HERE + " and " + THERE);
                });
        assertThat(refusal(readingTwice().mskCluster(HERE, "first").mskCluster(THERE, "second", "first")))
                .extracting(Finding::pointer)
                .containsExactly("/spec/triggers/0/metadata/bootstrapServers");
        assertThat(refusal(reading("prometheus")
                        .prometheusWorkspace(WORKSPACE_HERE)
                        .prometheusWorkspace(WORKSPACE_THERE)))
                .extracting(Finding::rule)
                .containsExactly("stack-trigger-source-ambiguous");
        assertThat(reading("kafka").mskCluster(HERE).mskCluster(HERE).build().findings())
                .isEmpty();
    }

    @Test
    void aTriggerReadsAClusterOfItsRegion() {
        assertThat(refusal(reading("apache-kafka").mskCluster(HERE.replace("us-west-2", "eu-west-1"))))
                .singleElement()
                .satisfies(finding -> {
                    assertThat(finding.rule()).isEqualTo("stack-trigger-source-region");
                    assertThat(finding.pointer()).isEqualTo("/spec/triggers/0/metadata/awsRegion");
                    assertThat(finding.message()).contains("\"us-west-2\"", "eu-west-1");
                });
    }

    @Test
    void whatNoTriggerReadsIsAWarning() {
        assertThat(stack().mskCluster(HERE).build().findings().asList())
                .singleElement()
                .satisfies(finding -> {
                    assertThat(finding.rule()).isEqualTo("stack-trigger-source-unused");
                    assertThat(finding.message()).contains(HERE);
                });
        assertThat(readingTwice()
                        .mskCluster(HERE, "first", "secnd")
                        .build()
                        .findings()
                        .asList())
                .singleElement()
                .satisfies(finding -> {
                    assertThat(finding.rule()).isEqualTo("stack-trigger-source-unused");
                    assertThat(finding.message()).contains("\"secnd\"");
                });
        assertThat(reading("prometheus")
                        .prometheusWorkspace(WORKSPACE_HERE.replace("us-west-2", "us-east-1"))
                        .build()
                        .findings()
                        .asList())
                .extracting(Finding::rule)
                .containsExactly("stack-trigger-source-unused");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "lake",
                "arn:aws:kafka:us-west-2:111122223333:cluster/lake",
                "arn:aws:kafka:us-west-2:111122223333:cluster/lake/",
                "arn:aws:kafka:us-west-2:111122223333:cluster/lake/1a2b/orders",
                "arn:aws:kafka:us-west-2:111122223333:topic/lake/1a2b/orders",
                "arn:aws:kafka:us-west-2:111122223333:cluster/*/1a2b",
                "arn:aws:kafka::111122223333:cluster/lake/1a2b",
                "arn:aws:kafka:us-west-2::cluster/lake/1a2b",
                "arn:aws:kafka:us-west-2:1111:cluster/lake/1a2b",
                "arn:aws:kafka:cn-north-1:111122223333:cluster/lake/1a2b",
                "arn:aws:eks:us-west-2:111122223333:cluster/lake/1a2b"
            })
    void aClusterHasTheArnOfAnMskCluster(String arn) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> stack().mskCluster(arn))
                .withMessage("\"" + arn + "\" is not the ARN of an MSK cluster, such as "
                        + "arn:aws:kafka:us-east-1:111122223333:cluster/demo/1a2b3c4d");
    }

    @Test
    void aWorkspaceHasTheArnOfAWorkspace() {
        assertThatThrownBy(() -> stack().prometheusWorkspace(HERE))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("is not the ARN of a workspace of Amazon Managed Service for Prometheus");
    }
}
