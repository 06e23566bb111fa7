package io.github.keda4j.trigger;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.keda4j.keda.v1alpha1.PodIdentityProvider;
import io.github.keda4j.keda.v1alpha1.ScaleTriggers;
import io.github.keda4j.keda.v1alpha1.ScaleTriggersBuilder;
import io.github.keda4j.keda.v1alpha1.TriggerAuthenticationSpec;
import io.github.keda4j.keda.v1alpha1.TriggerAuthenticationSpecBuilder;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The calls to AWS in their parts, and the facts that are missing to determine them. */
class AwsAccessTest {

    private static final String ACCOUNT = "111122223333";
    private static final TriggerContext AWS = TriggerContext.builder()
            .podIdentity(PodIdentityProvider.AWS)
            .authenticationParameters(Map.of())
            .build();

    private static List<AwsAccess> accessOf(String type, Map<String, String> metadata, TriggerContext context) {
        ScaleTriggers entry = new ScaleTriggersBuilder()
                .withType(type)
                .withMetadata(metadata)
                .withNewAuthenticationRef()
                .withName("aws")
                .endAuthenticationRef()
                .build();
        return Triggers.read(entry).orElseThrow().awsAccess(context);
    }

    private static List<AwsAccess> prometheus(String serverAddress, TriggerContext context) {
        return accessOf(
                "prometheus",
                Map.of("serverAddress", serverAddress, "query", "up", "threshold", "1", "awsRegion", "eu-west-1"),
                context);
    }

    @Test
    void aQueuesUrlNamesItsAccountAndItsNameDoesNot() {
        AwsAccess byUrl = accessOf(
                        "aws-sqs-queue",
                        Map.of(
                                "queueURL",
                                "https://sqs.eu-west-1.amazonaws.com/444455556666/orders",
                                "awsRegion",
                                "eu-west-1"),
                        AWS)
                .get(0);
        AwsAccess byName = accessOf("aws-sqs-queue", Map.of("queueURL", "orders", "awsRegion", "eu-west-1"), AWS)
                .get(0);

        assertThat(byUrl.arn("aws", ACCOUNT)).contains("arn:aws:sqs:eu-west-1:444455556666:orders");
        assertThat(byUrl.missing()).isEmpty();
        assertThat(byName.arn("aws", ACCOUNT)).contains("arn:aws:sqs:eu-west-1:111122223333:orders");
        assertThat(byName.missing()).containsExactly("queueURL");
    }

    @Test
    void aCallWithoutAResourceHasItsRegionAsACondition() {
        AwsAccess access = accessOf(
                        "aws-cloudwatch",
                        Map.of(
                                "expression", "SELECT 1",
                                "targetMetricValue", "1",
                                "minMetricValue", "0",
                                "awsRegion", "eu-west-1"),
                        AWS)
                .get(0);

        assertThat(access.isWithoutResource()).isTrue();
        assertThat(access.arn("aws", ACCOUNT)).contains("*");
        assertThat(access.conditions()).containsExactly(Map.entry("aws:RequestedRegion", "eu-west-1"));
        assertThat(access.region()).contains("eu-west-1");
    }

    @Test
    void theWorkspaceIsASegmentOfTheUrlWhateverFollows() {
        String workspace = "https://aps-workspaces.eu-west-1.amazonaws.com/workspaces/ws-1";

        assertThat(prometheus(workspace, AWS)).isEqualTo(prometheus(workspace + "/", AWS));
        assertThat(prometheus(workspace, AWS).get(0).resource()).contains("workspace/ws-1");
        assertThat(prometheus("http://prometheus:9090", AWS).get(0).missing()).containsExactly("serverAddress");
    }

    @Test
    void aCallIsPossibleIfItDependsOnAnAuthenticationThatIsNotKnown() {
        String workspace = "https://aps-workspaces.eu-west-1.amazonaws.com/workspaces/ws-1";

        assertThat(prometheus(workspace, TriggerContext.unknown()))
                .extracting(AwsAccess::when)
                .containsExactly(AwsAccess.When.POSSIBLY);
        assertThat(prometheus(workspace, AWS)).extracting(AwsAccess::when).containsExactly(AwsAccess.When.ALWAYS);
        assertThat(prometheus(
                        workspace,
                        TriggerContext.builder().withoutAuthentication().build()))
                .isEmpty();
    }

    @Test
    void secretsAreReadByNameWithAnySuffixAndByTheirArns() {
        TriggerAuthenticationSpec specification = new TriggerAuthenticationSpecBuilder()
                .withNewAwsSecretManager()
                .withRegion("eu-west-1")
                .addNewSecret()
                .withParameter("host")
                .withName("shop/rabbit")
                .endSecret()
                .addNewSecret()
                .withParameter("password")
                .withName("arn:aws:secretsmanager:us-east-1:444455556666:secret:shop-AbCdEf")
                .endSecret()
                .endAwsSecretManager()
                .build();

        assertThat(Triggers.awsAccess(specification))
                .extracting(access -> access.arn("aws", ACCOUNT).orElseThrow())
                .containsExactly(
                        "arn:aws:secretsmanager:eu-west-1:111122223333:secret:shop/rabbit-??????",
                        "arn:aws:secretsmanager:us-east-1:444455556666:secret:shop-AbCdEf");
        assertThat(Triggers.awsAccess(new TriggerAuthenticationSpec())).isEmpty();
        assertThat(AwsAccess.ofSecret("shop/rabbit").region()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "orders, , arn:aws:dynamodb:eu-west-1:111122223333:table/orders",
        "arn:aws:dynamodb:eu-west-1:444455556666:table/orders, , arn:aws:dynamodb:eu-west-1:444455556666:table/orders",
        "arn:aws:dynamodb:eu-west-1:444455556666:table/orders, by-day,"
                + "arn:aws:dynamodb:eu-west-1:444455556666:table/orders/index/by-day"
    })
    void aTableIsNamedByItsNameOrItsArn(String table, @Nullable String index, String arn) {
        Map<String, String> metadata = new HashMap<>(Map.of("tableName", table, "awsRegion", "eu-west-1"));
        if (index != null) {
            metadata.put("indexName", index);
        }
        ScaleTriggers entry = new ScaleTriggersBuilder()
                .withType("aws-dynamodb")
                .withMetadata(metadata)
                .build();

        assertThat(Triggers.awsAccess(entry, TriggerContext.unknown()))
                .extracting(access -> access.arn("aws", ACCOUNT).orElseThrow())
                .contains(arn);
    }

    /** Whoever makes what an entry needs must know what it needs before its mistakes are corrected. */
    @Test
    void whatAnEntryWithMistakesNeedsIsKnownAndNeverFails() {
        int known = 0;
        for (Example example : Example.all()) {
            for (String removed : example.metadata().keySet()) {
                ScaleTriggers entry = example.entryWithAuthentication();
                Map<String, String> metadata = new HashMap<>(example.metadata());
                metadata.remove(removed);
                entry.setMetadata(metadata);
                List<AwsAccess> accesses = Triggers.awsAccess(entry, example.context());
                Triggers.read(entry)
                        .trigger()
                        .ifPresent(view ->
                                assertThat(view.awsAccess(example.context())).isEqualTo(accesses));
                known += accesses.isEmpty() ? 0 : 1;
            }
        }
        assertThat(known).isGreaterThan(100);
    }

    /** IAM would read such a value as a pattern or a variable, so it must never get into a policy. */
    @Test
    void noValueBringsAWildcardOrAVariableIntoAResourceOrACondition() {
        Map<String, Set<String>> refused = new TreeMap<>();
        for (Example example : Example.allAccepted()) {
            if (Triggers.awsAccess(example.entryWithAuthentication(), example.context())
                    .isEmpty()) {
                continue;
            }
            Set<String> ofType = refused.computeIfAbsent(example.type(), type -> new TreeSet<>());
            for (ParameterInfo parameter : Triggers.parameters(example.type())) {
                String key = parameter.name();
                String value = example.metadata().getOrDefault(key, "");
                for (String pattern : List.of("x*y", "x?y", "${x}")) {
                    String path = value.contains("://") ? value.substring(0, value.lastIndexOf('/') + 1) : "";
                    for (String bad : List.of(pattern, path + pattern)) {
                        ScaleTriggers entry = example.entryWithAuthentication();
                        Map<String, String> metadata = new HashMap<>(example.metadata());
                        metadata.put(key, bad);
                        entry.setMetadata(metadata);
                        for (AwsAccess access : Triggers.awsAccess(entry, example.context())) {
                            assertThat(access.arn("aws", ACCOUNT).orElse("") + access.conditions())
                                    .as("%s with %s %s", example.type(), key, bad)
                                    .doesNotContain(pattern);
                            assertThat(access.missing())
                                    .containsAll(access.invalid().keySet());
                            ofType.addAll(access.invalid().keySet());
                        }
                    }
                }
            }
        }

        assertThat(refused)
                .isEqualTo(Map.of(
                        "apache-kafka", Set.of("awsRegion", "consumerGroup"),
                        "aws-cloudwatch", Set.of("awsRegion"),
                        "aws-dynamodb", Set.of("awsRegion", "indexName", "tableName"),
                        "aws-dynamodb-streams", Set.of("awsRegion", "tableName"),
                        "aws-kinesis-stream", Set.of("awsRegion", "streamName"),
                        "aws-sqs-queue", Set.of("awsRegion", "queueURL"),
                        "kafka", Set.of("awsRegion", "consumerGroup", "topic"),
                        "prometheus", Set.of("awsRegion", "serverAddress")));
    }

    @ParameterizedTest
    @CsvSource({
        "aws-kinesis-stream, streamName, arn:aws:kinesis:eu-west-1:444455556666:stream/clicks, false",
        "aws-kinesis-stream, streamName, bad name, false",
        "aws-kinesis-stream, streamName, clicks_of.2026-11, true",
        "aws-dynamodb-streams, tableName, my table!, false",
        "aws-dynamodb-streams, tableName, ab, false",
        "aws-dynamodb-streams, tableName, arn:aws:dynamodb:eu-west-1:444455556666:table/*, false",
        "aws-dynamodb-streams, tableName, arn:aws:dynamodb:eu-west-1:*:table/orders, false",
        "aws-dynamodb-streams, tableName, arn:aws:dynamodb:eu-west-1:444455556666:table/orders, true",
        "aws-sqs-queue, queueURL, https://sqs.eu-west-1.amazonaws.com/444455556666/bad!name, false",
        "aws-sqs-queue, queueURL, https://sqs.eu-west-1.amazonaws.com/444455556666/%2A, false",
        "aws-sqs-queue, queueURL, https://sqs.eu-west-1.amazonaws.com/*/orders, false",
        "aws-sqs-queue, queueURL, https://sqs.eu-west-1.amazonaws.com/444455556666/orders.fifo, true",
        "aws-sqs-queue, queueURL, https://sqs.eu-west-1.amazonaws.com/444455556666/orders.txt, false"
    })
    void aNameThatTheServiceDoesNotAllowIsNoResource(String type, String parameter, String name, boolean known) {
        assertThat(Triggers.awsAccess(
                        new ScaleTriggersBuilder()
                                .withType(type)
                                .withMetadata(Map.of(parameter, name, "awsRegion", "eu-west-1"))
                                .build(),
                        AWS))
                .isNotEmpty()
                .allSatisfy(access -> {
                    assertThat(access.resource().isPresent()).isEqualTo(known);
                    assertThat(access.missing().contains(parameter)).isEqualTo(!known);
                    assertThat(access.invalid().containsKey(parameter)).isEqualTo(!known);
                });
    }

    @Test
    void theMessageSaysWhatWasFoundAndWhatIsAllowed() {
        assertThat(accessOf("aws-kinesis-stream", Map.of("streamName", "bad name", "awsRegion", "eu-west-1"), AWS)
                        .get(0)
                        .invalid())
                .containsExactly(Map.entry(
                        "streamName",
                        "streamName is \"bad name\". The name of a stream must consist of 1 to 128 letters, digits, dots, "
                                + "hyphens and underscores."));
    }

    @ParameterizedTest
    @CsvSource({
        "arn:aws:dynamodb:us-west-2:444455556666:table/orders, aws, true",
        "arn:aws:dynamodb:eu-west-1:444455556666:table/orders, aws, false",
        "arn:aws-cn:dynamodb:cn-north-1:444455556666:table/orders, aws, false",
        "arn:aws-cn:dynamodb:us-west-2:444455556666:table/orders, aws, false"
    })
    void aTableMustBeInTheRegionAndPartitionThatKedaCalls(String arn, String partition, boolean known) {
        for (AwsAccess access :
                accessOf("aws-dynamodb-streams", Map.of("tableName", arn, "awsRegion", "us-west-2"), AWS)) {
            assertThat(access.arn(partition, ACCOUNT).isPresent()).isEqualTo(known);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "https://sqs.us-west-2.amazonaws.com/444455556666/orders, '', true",
        "https://us-west-2.queue.amazonaws.com/444455556666/orders, '', true",
        "https://vpce-1.sqs.us-west-2.vpce.amazonaws.com/444455556666/orders, '', true",
        "https://sqs.eu-west-1.amazonaws.com/444455556666/orders, '', false",
        "https://queue.amazonaws.com/444455556666/orders, '', false",
        "https://sqs.eu-west-1.amazonaws.com/444455556666/orders, http://localhost:9324, true",
        "https://example.org/444455556666/orders, '', true"
    })
    void aQueueMustBeInTheRegionThatKedaCalls(String url, String endpoint, boolean known) {
        Map<String, String> metadata = new HashMap<>(Map.of("queueURL", url, "awsRegion", "us-west-2"));
        if (!endpoint.isEmpty()) {
            metadata.put("awsEndpoint", endpoint);
        }

        assertThat(accessOf("aws-sqs-queue", metadata, AWS)).singleElement().satisfies(access -> {
            assertThat(access.arn("aws", ACCOUNT).isPresent()).isEqualTo(known);
            assertThat(access.invalid().containsKey("awsRegion")).isEqualTo(!known);
        });
    }

    @Test
    void aWorkspaceMustBeInTheRegionThatKedaCalls() {
        String url = "https://aps-workspaces.eu-west-1.amazonaws.com/workspaces/ws-1a2b3c4d";
        Map<String, String> metadata =
                Map.of("serverAddress", url, "query", "up", "threshold", "1", "awsRegion", "us-west-2");

        assertThat(accessOf("prometheus", metadata, AWS))
                .singleElement()
                .satisfies(access -> assertThat(access.invalid())
                        .containsEntry("awsRegion", "awsRegion is us-west-2, but serverAddress is in eu-west-1."));
    }

    @ParameterizedTest
    @CsvSource({
        "b-1.demo.kafka.us-west-2.amazonaws.com:9098, true",
        "'b-1.demo.kafka.us-west-2.amazonaws.com:9098,B-2.demo.kafka.eu-west-1.amazonaws.com:9098', false",
        "boot-1.c2.kafka-serverless.eu-west-1.amazonaws.com, false",
        "b-1.kafka.c2.kafka.cn-north-1.amazonaws.com.cn:9098, false",
        "kafka.eu-west-1.example.org:9098, true"
    })
    void brokersMustBeInTheRegionThatTheTokenIsSignedFor(String brokers, boolean known) {
        for (String type : List.of("kafka", "apache-kafka")) {
            Map<String, String> metadata = new HashMap<>(Map.of(
                    "bootstrapServers",
                    brokers,
                    "consumerGroup",
                    "billing",
                    "awsRegion",
                    "us-west-2",
                    "tls",
                    "enable"));
            metadata.put("sasl", type.equals("kafka") ? "oauthbearer" : "aws_msk_iam");
            metadata.put("saslTokenProvider", "aws_msk_iam");
            ScaleTriggers entry = new ScaleTriggersBuilder()
                    .withType(type)
                    .withMetadata(metadata)
                    .build();

            assertThat(Triggers.awsAccess(entry, AWS)).isNotEmpty().allSatisfy(access -> {
                assertThat(access.arn("aws", ACCOUNT).isPresent()).isEqualTo(known);
                assertThat(access.invalid().containsKey("awsRegion")).isEqualTo(!known);
            });
        }
    }

    @ParameterizedTest
    @CsvSource({
        "*, eu-west-1, false",
        "shop/rabbit, *, false",
        "shop/rabbit, eu-west-1, true",
        "shop/*, eu-west-1, false",
        "a b, eu-west-1, false",
        "arn:aws:secretsmanager:*:444455556666:secret:shop, eu-west-1, false",
        "arn:aws:secretsmanager:us-east-1:444455556666:secret:*, eu-west-1, false",
        "rds!db-1, eu-west-1, true",
        "arn:aws:secretsmanager:us-east-1:444455556666:secret:shop-AbCdEf, eu-west-1, true"
    })
    void aSecretOfAnotherNameDoesNotExist(String name, String region, boolean known) {
        TriggerAuthenticationSpec specification = new TriggerAuthenticationSpecBuilder()
                .withNewAwsSecretManager()
                .withRegion(region)
                .addNewSecret()
                .withParameter("host")
                .withName(name)
                .endSecret()
                .endAwsSecretManager()
                .build();

        assertThat(Triggers.awsAccess(specification)).singleElement().satisfies(access -> {
            assertThat(access.arn("aws", ACCOUNT).isPresent()).isEqualTo(known);
            assertThat(access.missing().isEmpty()).isEqualTo(known);
        });
    }

    @Test
    void aQueueReaderWithoutAQueueStillNeedsToReadOne() {
        ScaleTriggers entry = new ScaleTriggersBuilder()
                .withType("aws-sqs-queue")
                .withMetadata(Map.of("queueLength", "five"))
                .build();

        assertThat(Triggers.read(entry).trigger()).isEmpty();
        assertThat(Triggers.awsAccess(entry, AWS)).singleElement().satisfies(access -> {
            assertThat(access.actions()).containsExactly("sqs:GetQueueAttributes");
            assertThat(access.missing()).contains("queueURL");
        });
        assertThat(Triggers.awsAccess(new ScaleTriggers(), AWS)).isEmpty();
    }

    /** Secrets Manager accepts an ARN without its suffix; policies are compared with the whole ARN. */
    @ParameterizedTest
    @CsvSource({
        "shop-AbCdEf, shop-AbCdEf",
        "shop-??????, shop-??????",
        "shop/rabbit, shop/rabbit-??????",
        "shop-AbCdE, shop-AbCdE-??????",
        "shop-AbC/Ef, shop-AbC/Ef-??????",
        "shop, shop-??????"
    })
    void anArnOfASecretMayLackItsSuffix(String named, String meant) {
        String prefix = "arn:aws:secretsmanager:us-east-1:444455556666:secret:";

        assertThat(AwsAccess.ofSecret(prefix + named).arn("aws", "111122223333"))
                .contains(prefix + meant);
    }

    @ParameterizedTest
    @CsvSource({
        "shop/rabbit, shop/rabbit, true",
        "shop/rabbit, shop/other, false",
        "shop/rabbit, arn:aws:secretsmanager:us-east-1:444455556666:secret:shop/rabbit-AbCdEf, true",
        "shop/rabbit, arn:aws:secretsmanager:us-east-1:444455556666:secret:shop/rabbit, true",
        "shop/rabbit, arn:aws:secretsmanager:us-east-1:444455556666:secret:shop/rabbit-2-AbCdEf, false",
        "shop/rabbit, arn:aws:secretsmanager:us-east-1:444455556666:secret:shop/rabbiT-AbCdEf, false",
        "arn:aws:secretsmanager:us-east-1:444455556666:secret:shop/rabbit-AbCdEf, "
                + "arn:aws:secretsmanager:us-east-1:444455556666:secret:shop/rabbit-GhIjKl, false",
        "arn:aws:secretsmanager:us-east-1:444455556666:secret:shop/rabbit, "
                + "arn:aws:secretsmanager:us-east-1:111122223333:secret:shop/rabbit, false",
        "arn:aws:secretsmanager:us-east-1:444455556666:secret:shop/rabbit, "
                + "arn:aws:secretsmanager:eu-west-1:444455556666:secret:shop/rabbit, false"
    })
    void aSecretIsRecognizedByItsNameAndByItsArn(String one, String other, boolean same) {
        assertThat(AwsAccess.ofSecret(one).isOfSameSecret(AwsAccess.ofSecret(other)))
                .isEqualTo(same);
        assertThat(AwsAccess.ofSecret(other).isOfSameSecret(AwsAccess.ofSecret(one)))
                .isEqualTo(same);
    }
}
