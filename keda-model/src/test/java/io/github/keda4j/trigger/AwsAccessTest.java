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
