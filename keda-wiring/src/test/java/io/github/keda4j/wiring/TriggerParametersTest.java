package io.github.keda4j.wiring;

import static io.github.keda4j.wiring.Parts.QUEUE_URL;
import static io.github.keda4j.wiring.Parts.deployment;
import static io.github.keda4j.wiring.Parts.serviceAccount;
import static io.github.keda4j.wiring.Parts.stack;
import static io.github.keda4j.wiring.TriggerParts.only;
import static io.github.keda4j.wiring.TriggerParts.sqs;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerBuilder;
import io.fabric8.kubernetes.api.model.apps.DeploymentBuilder;
import io.github.keda4j.findings.Finding;
import io.github.keda4j.findings.FindingsException;
import io.github.keda4j.keda.v1alpha1.ScaleTriggers;
import io.github.keda4j.keda.v1alpha1.ScaledObject;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Where the parameters of a trigger come from, and what the proof says if they are unknown. */
class TriggerParametersTest {

    private static ContainerBuilder container(String name) {
        return new ContainerBuilder().withName(name).withImage(name);
    }

    private static Container withQueue(ContainerBuilder container) {
        return container
                .addNewEnv()
                .withName("QUEUE")
                .withValue(QUEUE_URL)
                .endEnv()
                .build();
    }

    /** A stack whose pods have these containers and no access to AWS. */
    private static ScalingStack.Builder withContainers(Container... containers) {
        return stack().workload(
                        new DeploymentBuilder(deployment("q-read"))
                                .editSpec()
                                .editTemplate()
                                .editSpec()
                                .withContainers(containers)
                                .endSpec()
                                .endTemplate()
                                .endSpec()
                                .build(),
                        serviceAccount(),
                        access -> {});
    }

    @ParameterizedTest
    @CsvSource({"reader, false", "sidecar, true", "'', false"})
    void theEnvironmentIsThatOfTheContainerThatTheScaledObjectNames(String container, boolean known) {
        ScaledObject scaledObject = only(sqs(Map.of("queueURLFromEnv", "QUEUE", "awsRegion", "us-east-1")));
        scaledObject.getSpec().getScaleTargetRef().setEnvSourceContainerName(container);
        ScalingStack.Builder stack = withContainers(container("reader").build(), withQueue(container("sidecar")))
                .scaledObject(scaledObject);

        if (known) {
            assertThat(stack.build().prove().isComplete()).isTrue();
        } else {
            assertThatThrownBy(stack::build)
                    .isInstanceOfSatisfying(
                            FindingsException.class,
                            refused -> assertThat(refused.findings())
                                    .singleElement()
                                    .satisfies(finding -> assertThat(finding.hint())
                                            .contains(
                                                    "The container does not set the variable that queueURLFromEnv names,"
                                                            + " or leaves it empty.")));
        }
    }

    @Test
    void aQueueInTheEnvironmentIsKnownIfTheContainerSaysIt() {
        ScaleTriggers trigger = sqs(Map.of("queueURLFromEnv", "QUEUE", "awsRegion", "us-east-1"));
        ScalingStack known = withContainers(withQueue(container("reader")))
                .scaledObject(only(trigger))
                .build();
        assertThat(known.prove().isComplete()).isTrue();

        ScalingStack unknown = withContainers(container("reader")
                        .addNewEnvFrom()
                        .withNewSecretRef("queues", false)
                        .endEnvFrom()
                        .build())
                .scaledObject(only(trigger))
                .build();
        assertThat(unknown.findings()).extracting(Finding::rule).containsExactly("stack-trigger-source-unknown");
        assertThat(unknown.prove().isComplete()).isFalse();
        assertThat(unknown.prove().toString())
                .contains("DEPENDS role/q-read-scaler -> sqs:GetQueueAttributes: queueURL is not known");
    }

    @Test
    void theNameOfAQueueDoesNotSayWhoseItIs() {
        ScalingStack stack = stack().scaledObject(only(sqs(Map.of("queueURL", "orders", "awsRegion", "us-east-1"))))
                .build();

        assertThat(stack.policies()
                        .get("q-read-scaler.read-events-of-security.q-read")
                        .toJson())
                .contains("arn:aws:sqs:us-east-1:111122223333:orders");
        assertThat(stack.prove().isComplete()).isFalse();
        assertThat(stack.prove().denied()).isEmpty();
        assertThat(stack.prove().toString()).contains("queueURL does not say which account the resource belongs to");
    }

    @ParameterizedTest
    @CsvSource({
        "https://vpce-1.sqs.us-east-1.vpce.amazonaws.com, true",
        "https://sqs.us-east-1.api.aws, true",
        "http://sqs.us-east-1.amazonaws.com, false",
        "http://localhost:9324, false",
        "https://sqs.us-east-1.amazonaws.com.example.org, false",
        "https://evilamazonaws.com, false",
        "https://keda-1.us-east-1.elb.amazonaws.com, false",
        "https://ec2-1-2-3-4.compute-1.amazonaws.com, false",
        "https://abc.execute-api.us-east-1.amazonaws.com, false",
        "https://sqs.eu-west-1.amazonaws.com, false",
        "https://sns.us-east-1.amazonaws.com, false",
        "%, false"
    })
    void anotherEndpointThanOneOfAwsByTlsLeavesTheProofOpen(String endpoint, boolean proved) {
        Proof proof = stack().scaledObject(
                        only(sqs(Map.of("queueURL", QUEUE_URL, "awsRegion", "us-east-1", "awsEndpoint", endpoint))))
                .build()
                .prove();

        assertThat(proof.isComplete()).as(proof.toString()).isEqualTo(proved);
        assertThat(proof.denied()).isEmpty();
        assertThat(proof.toString().contains("awsEndpoint is \"" + endpoint + "\""))
                .isEqualTo(!proved);
    }
}
