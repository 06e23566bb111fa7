package io.github.keda4j.wiring;

import static io.github.keda4j.wiring.Parts.QUEUE;
import static io.github.keda4j.wiring.Parts.deployment;
import static io.github.keda4j.wiring.Parts.scaledObject;
import static io.github.keda4j.wiring.Parts.serviceAccount;
import static io.github.keda4j.wiring.Parts.stack;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.keda4j.keda.v1alpha1.ScaledObjectBuilder;
import io.github.keda4j.podidentity.permission.Permissions;
import io.github.keda4j.podidentity.policy.PolicyDocument;
import io.github.keda4j.podidentity.policy.Statement;
import io.github.keda4j.wiring.AwsTriggers.Example;
import io.github.keda4j.wiring.HandOver.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Each type of trigger that reads AWS, with each identity: the derived permissions match KEDA's calls, are
 * sufficient, and are minimal.
 */
class AwsTriggersTest {

    private static final Path CATALOGUE = Path.of("..", "keda-model", "src", "main", "catalogue");
    private static final String HERE = "111122223333";
    private static final String ELSEWHERE = "444455556666";
    private static final String PARTNERS = "arn:aws:iam::444455556666:role/partner/queue-reader";

    /** The identity whose credentials KEDA uses. */
    enum Variant {
        OPERATOR("keda-operator"),
        SCALER_ROLE("q-read-scaler"),
        WORKLOAD_ROLE("q-read"),
        TARGET_ROLE("reader"),
        TARGET_ROLE_EXTERNAL_ID("reader"),
        CROSS_ACCOUNT(""),
        CROSS_ACCOUNT_EXTERNAL_ID(""),
        TAGS_OFF("q-read-scaler"),
        IRSA("q-read-scaler"),
        IRSA_OPERATOR("keda-operator");

        private final String reader;

        Variant(String reader) {
            this.reader = reader;
        }

        /** The role that reads the event source, if the stack makes it. */
        String reader() {
            return reader;
        }

        boolean isAcross() {
            return reader.isEmpty();
        }

        String account() {
            return isAcross() ? ELSEWHERE : HERE;
        }

        ScalingStack.Builder of(Example example, ExistingRole partner) {
            KedaOperator operator = KedaOperator.inNamespace("keda");
            KedaOperator irsa = operator.withWebIdentity(
                    "arn:aws:iam::111122223333:oidc-provider/oidc.eks.us-east-1.amazonaws.com/id/EXAMPLE");
            ScalingStack.Builder stack = stack().scaledObject(new ScaledObjectBuilder(scaledObject("q-read"))
                    .editSpec()
                    .withTriggers(example.trigger(account()))
                    .endSpec()
                    .build());
            return switch (this) {
                case OPERATOR -> stack.scalerIdentity(ScalerIdentity.operatorRole());
                case SCALER_ROLE -> stack;
                case WORKLOAD_ROLE -> stack.scalerIdentity(ScalerIdentity.workloadRole());
                case TARGET_ROLE ->
                    stack.scalerIdentity(
                            ScalerIdentity.role(IamRole.named("reader").withPath("/team/")));
                case TARGET_ROLE_EXTERNAL_ID ->
                    stack.scalerIdentity(
                            ScalerIdentity.role(IamRole.named("reader")).withExternalId("shared"));
                case CROSS_ACCOUNT -> stack.scalerIdentity(ScalerIdentity.role(partner));
                case CROSS_ACCOUNT_EXTERNAL_ID ->
                    stack.scalerIdentity(ScalerIdentity.role(partner).withExternalId("shared"));
                case TAGS_OFF -> stack.operator(operator.withoutSessionTags());
                case IRSA -> stack.operator(irsa);
                case IRSA_OPERATOR -> stack.operator(irsa).scalerIdentity(ScalerIdentity.operatorRole());
            };
        }
    }

    static Stream<Arguments> everyTriggerInEveryVariant() {
        return AwsTriggers.all().values().stream()
                .flatMap(example -> Stream.of(Variant.values()).map(variant -> Arguments.of(example, variant)));
    }

    @Test
    void everyTypeOfTheCatalogueThatReadsAwsIsHere() throws IOException {
        TreeSet<String> types = new TreeSet<>();
        try (Stream<Path> files = Files.list(CATALOGUE)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                if (Files.readAllLines(file).contains("aws:")) {
                    types.add(file.getFileName().toString().replace(".yaml", ""));
                }
            }
        }

        assertThat(AwsTriggers.all().keySet()).isEqualTo(types);
    }

    @ParameterizedTest
    @MethodSource("everyTriggerInEveryVariant")
    void theRoleMayDoWhatTheTriggerCallsAndTheChainIsProved(Example example, Variant variant) {
        ScalingStack stack = complete(example, variant);

        assertThat(calls(reading(stack, variant))).isEqualTo(example.calls(variant.account()));
        assertThat(stack.prove().isComplete()).as(stack.prove().toString()).isTrue();
        assertThat(stack.findings()).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("everyTriggerInEveryVariant")
    void theChainPassesOnTagsOnlyIfTheOperatorsSessionsHaveThem(Example example, Variant variant) {
        boolean tags = variant != Variant.TAGS_OFF && variant != Variant.IRSA && variant != Variant.IRSA_OPERATOR;
        Map<String, PolicyDocument> policies = complete(example, variant).policies();

        assertThat(policies)
                .allSatisfy((name, policy) -> assertThat(policy.toJson().contains("sts:TagSession"))
                        .as(name)
                        .isEqualTo(
                                name.contains(".assume-")
                                        ? tags
                                        : name.endsWith(".trust")
                                                && (tags || name.equals("q-read.trust") || isTrustOfPods(policy))));
    }

    private static boolean isTrustOfPods(PolicyDocument policy) {
        return policy.toJson().contains("pods.eks.amazonaws.com");
    }

    /** The presets for hand-written policies match the catalogue. */
    @Test
    void thePresetsOfPermissionsAreThoseOfTheCatalogue() {
        String table = "arn:aws:dynamodb:us-west-2:111122223333:table/orders";
        String cluster = "arn:aws:kafka:us-west-2:111122223333:cluster/demo/uuid";
        Map<String, Permissions.Builder> presets = Map.of(
                "aws-sqs-queue",
                Permissions.builder().readQueueDepth("arn:aws:sqs:us-west-2:111122223333:orders"),
                "aws-cloudwatch",
                Permissions.builder().readMetrics("us-west-2"),
                "aws-dynamodb",
                Permissions.builder().queryTable(table).queryIndex(table, "by-state"),
                "aws-dynamodb-streams",
                Permissions.builder().describeTableStreams(table),
                "aws-kinesis-stream",
                Permissions.builder().describeStream("arn:aws:kinesis:us-west-2:111122223333:stream/clicks"),
                "kafka",
                Permissions.builder().readKafkaLag(cluster, "orders", "billing"),
                "apache-kafka",
                Permissions.builder().readKafkaLag(cluster, "*", "billing"),
                "prometheus",
                Permissions.builder().queryPrometheus("arn:aws:aps:us-west-2:111122223333:workspace/ws-0a1b2c3d"));

        assertThat(presets.keySet()).isEqualTo(AwsTriggers.all().keySet());
        presets.forEach((type, preset) -> assertThat(calls(preset.build().document()))
                .as(type)
                .isEqualTo(AwsTriggers.all().get(type).calls(HERE).stream()
                        .map(call -> call.replace(":cluster/*", ":cluster/demo/uuid")
                                .replace(":group/*", ":group/demo/uuid")
                                .replaceFirst(":topic/[*](?=$|/)", ":topic/demo/uuid")
                                .replaceFirst(":topic/demo/uuid$", ":topic/demo/uuid/*"))
                        .toList()));
    }

    /**
     * The policies that an existing role needs are handed over, applied by its owner, and passed back to the stack.
     */
    private static ScalingStack complete(Example example, Variant variant) {
        ExistingRole partner = IamRole.existing(PARTNERS);
        if (variant.isAcross()) {
            List<HandOver> documents = variant.of(example, partner).build().handOvers();
            assertThat(documents).extracting(HandOver::kind).containsExactly(Kind.TRUST_POLICY, Kind.PERMISSIONS);
            assertThat(documents).allMatch(document -> document.accountId().equals(ELSEWHERE));
            partner = partner.withTrustPolicy(documents.get(0).document())
                    .withPermissions(documents.get(1).document());
        }
        return variant.of(example, partner).build();
    }

    private static PolicyDocument reading(ScalingStack stack, Variant variant) {
        if (variant.isAcross()) {
            return stack.handOvers().get(1).document();
        }
        return stack.policies().get(variant.reader + ".read-events-of-security.q-read");
    }

    private static List<String> calls(PolicyDocument policy) {
        List<String> calls = new ArrayList<>();
        for (Statement statement : policy.statements()) {
            StringBuilder conditions = new StringBuilder();
            statement
                    .conditions()
                    .forEach(condition -> conditions
                            .append(' ')
                            .append(condition.key())
                            .append('=')
                            .append(String.join(",", condition.values())));
            for (String action : statement.action().values()) {
                for (String resource : statement.resource().orElseThrow().values()) {
                    calls.add(action + " " + resource + conditions);
                }
            }
        }
        return calls.stream().sorted().toList();
    }

    @Test
    void aQueueOfAnotherAccountNeedsItsOwnersPolicyAndThatIsHandedOver() {
        Example example = AwsTriggers.all().get("aws-sqs-queue");
        ScalingStack.Builder builder = stack().workload(
                        deployment("q-read"), serviceAccount(), access -> access.consume(QUEUE))
                .scaledObject(new ScaledObjectBuilder(scaledObject("q-read"))
                        .editSpec()
                        .withTriggers(example.trigger(ELSEWHERE))
                        .endSpec()
                        .build());
        ScalingStack alone = builder.build();

        assertThat(alone.prove().denied()).isPresent();
        assertThat(alone.handOvers()).singleElement().satisfies(document -> {
            assertThat(document.kind()).isEqualTo(Kind.RESOURCE_POLICY);
            assertThat(document.fileName()).isEqualTo("444455556666/orders.resource-policy.json");
            assertThat(document.document()).isEqualTo(PolicyDocument.parse("""
                    {"Version":"2012-10-17","Statement":[{"Effect":"Allow",
                     "Principal":{"AWS":"arn:aws:iam::111122223333:role/q-read-scaler"},
                     "Action":"sqs:GetQueueAttributes","Resource":"arn:aws:sqs:us-west-2:444455556666:orders"}]}"""));
        });
        HandOver policy = alone.handOvers().get(0);
        assertThat(builder.resourcePolicy(policy.arn(), policy.document())
                        .build()
                        .prove()
                        .isComplete())
                .isTrue();
    }
}
