package io.github.keda4j.wiring;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.ServiceAccountBuilder;
import io.fabric8.kubernetes.api.model.apps.DeploymentBuilder;
import io.github.keda4j.keda.v1alpha1.PodIdentityProvider;
import io.github.keda4j.keda.v1alpha1.ScaledObjectBuilder;
import io.github.keda4j.trigger.AwsAccess;
import io.github.keda4j.trigger.AwsCloudwatchTrigger;
import io.github.keda4j.trigger.AwsDynamodbStreamsTrigger;
import io.github.keda4j.trigger.AwsDynamodbTrigger;
import io.github.keda4j.trigger.AwsKinesisStreamTrigger;
import io.github.keda4j.trigger.AwsSqsQueueTrigger;
import io.github.keda4j.trigger.PrometheusTrigger;
import io.github.keda4j.trigger.Trigger;
import io.github.keda4j.trigger.TriggerContext;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The scaler's role may do what the catalogue of triggers says that KEDA calls, and nothing else. */
class TriggerAccessTest {

    static List<Trigger> triggers() {
        return List.of(
                AwsSqsQueueTrigger.builder()
                        .queueUrl("https://sqs.us-east-1.amazonaws.com/111122223333/orders")
                        .awsRegion("us-east-1")
                        .authenticationRef("aws")
                        .build(),
                AwsCloudwatchTrigger.builder()
                        .namespace("AWS/SQS")
                        .metricName("NumberOfMessagesSent")
                        .dimensionName("QueueName")
                        .dimensionValue("orders")
                        .targetMetricValue(5)
                        .minMetricValue(0)
                        .awsRegion("us-east-1")
                        .authenticationRef("aws")
                        .build(),
                AwsDynamodbTrigger.builder()
                        .tableName("orders")
                        .keyConditionExpression("#s = :s")
                        .expressionAttributeNames("{\"#s\": \"state\"}")
                        .expressionAttributeValues("{\":s\": {\"S\": \"open\"}}")
                        .targetValue(5)
                        .awsRegion("us-east-1")
                        .authenticationRef("aws")
                        .build(),
                AwsDynamodbStreamsTrigger.builder()
                        .tableName("orders")
                        .awsRegion("us-east-1")
                        .authenticationRef("aws")
                        .build(),
                AwsKinesisStreamTrigger.builder()
                        .streamName("orders")
                        .awsRegion("us-east-1")
                        .authenticationRef("aws")
                        .build(),
                PrometheusTrigger.builder()
                        .serverAddress("https://aps-workspaces.us-east-1.amazonaws.com/workspaces/ws-0a1b2c3d")
                        .query("sum(orders)")
                        .threshold(5)
                        .awsRegion("us-east-1")
                        .authenticationRef("aws")
                        .build());
    }

    @ParameterizedTest
    @MethodSource("triggers")
    void theRoleMayDoWhatTheTriggerCalls(Trigger trigger) {
        TriggerContext context =
                TriggerContext.builder().podIdentity(PodIdentityProvider.AWS).build();
        Set<String> called = new TreeSet<>();
        for (AwsAccess access : trigger.awsAccess(context)) {
            called.addAll(access.actions());
        }

        assertThat(called).isNotEmpty();
        assertThat(granted(trigger)).isEqualTo(called);
    }

    private static Set<String> granted(Trigger trigger) {
        ScalingStack stack = ScalingStack.builder()
                .cluster("arn:aws:eks:us-east-1:111122223333:cluster/demo")
                .operator(KedaOperator.inNamespace("keda"))
                .workload(
                        new DeploymentBuilder()
                                .withNewMetadata()
                                .withName("orders")
                                .withNamespace("shop")
                                .endMetadata()
                                .withNewSpec()
                                .withNewTemplate()
                                .withNewSpec()
                                .withServiceAccountName("orders")
                                .endSpec()
                                .endTemplate()
                                .endSpec()
                                .build(),
                        new ServiceAccountBuilder()
                                .withNewMetadata()
                                .withName("orders")
                                .withNamespace("shop")
                                .endMetadata()
                                .build(),
                        access -> access.consume("arn:aws:sqs:us-east-1:111122223333:orders"))
                .scaledObject(new ScaledObjectBuilder()
                        .withNewMetadata()
                        .withName("orders")
                        .withNamespace("shop")
                        .endMetadata()
                        .withNewSpec()
                        .withNewScaleTargetRef()
                        .withName("orders")
                        .endScaleTargetRef()
                        .addToTriggers(trigger.toScaleTrigger())
                        .endSpec()
                        .build())
                .build();
        Set<String> actions = new TreeSet<>();
        stack.policies()
                .get("orders-scaler.read-events-of-shop.orders")
                .statements()
                .forEach(statement -> actions.addAll(statement.action().values()));
        return actions;
    }
}
