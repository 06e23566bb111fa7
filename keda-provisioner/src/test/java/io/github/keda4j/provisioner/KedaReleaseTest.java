package io.github.keda4j.provisioner;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.github.keda4j.keda.v1alpha1.ScaledObject;
import io.github.keda4j.testing.kubernetes.KubernetesApiServer;
import io.github.keda4j.wiring.ScalingStack;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A plan says if the cluster has an older KEDA than the stacks were validated for, and what that changes. */
class KedaReleaseTest {

    private static final String LABEL = "app.kubernetes.io/version";

    private final EmulatedAws aws = EmulatedAws.start();
    private KubernetesApiServer server;

    @BeforeEach
    void start() {
        KubernetesApiServer.Builder builder = KubernetesApiServer.builder();
        new Namespaces().accept(builder);
        server = builder.start();
    }

    @AfterEach
    void stop() {
        server.close();
        aws.close();
    }

    private void release(@Nullable String label) {
        KubernetesClient kubernetes = server.directClient();
        CustomResourceDefinition definition = kubernetes
                .apiextensions()
                .v1()
                .customResourceDefinitions()
                .withName("scaledobjects.keda.sh")
                .get();
        definition.getMetadata().setLabels(label == null ? null : Map.of(LABEL, label));
        kubernetes.resource(definition).update();
    }

    private List<String> notes(ScalingStack stack) {
        return aws.provisioner(server.directClient()).plan(stack).notes();
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"2.21.0", "v2.21.3", "2.22.1", "3.0.0", "main", "2", "", "latest-2.1", "99999999999.1"})
    void aReleaseThatIsNotOlderOrNotARelease(@Nullable String label) {
        release(label);

        assertThat(notes(Stacks.readerOf("orders").build())).isEmpty();
    }

    @Test
    void anOlderReleaseIsNoted() {
        release("2.20.1");

        assertThat(notes(Stacks.readerOf("orders").build()))
                .containsExactly(
                        "The cluster has KEDA 2.20.1, but the stacks are validated for KEDA 2.21, which may know"
                                + " more parameters.");
    }

    @Test
    void aReleaseThatIsTooOldToBeKnownIsNotedToo() {
        release("v2.9.3");

        assertThat(notes(Stacks.readerOf("orders").build()))
                .containsExactly(
                        "The cluster has KEDA v2.9.3, but the stacks are validated for KEDA 2.21, which may know"
                                + " more parameters. keda4j does not know KEDA v2.9.3, so it did not compare the two releases.");
    }

    @Test
    void aTriggerThatTheOlderReleaseDoesNotKnowIsNamed() {
        release("2.18.0");
        ScaledObject metric = metrics(1);
        int trigger = metric.getSpec().getTriggers().size() - 1;

        assertThat(notes(Stacks.readerOf("orders").scaledObject(metric).build()))
                .containsExactly(
                        "The cluster has KEDA 2.18.0, but the stacks are validated for KEDA 2.21, which may know more"
                                + " parameters.",
                        "With KEDA 2.18, ScaledObject security/orders at /spec/triggers/" + trigger
                                + "/metadata/awsAccountId: awsAccountId has no effect in KEDA 2.18. Only KEDA 2.19 and later read it.");
    }

    @Test
    void ofManyFindingsSomeAreToldAndTheRestIsCounted() {
        release("2.18.0");

        assertThat(notes(Stacks.readerOf("orders").scaledObject(metrics(25)).build()))
                .hasSize(22)
                .last()
                .isEqualTo("With KEDA 2.18, there are 5 more of these.");
    }

    /** Reads a metric with a parameter that KEDA 2.18 does not know, in several triggers. */
    private static ScaledObject metrics(int count) {
        ScaledObject scaledObject = Stacks.scaledObject("orders", 10);
        for (int number = 0; number < count; number++) {
            scaledObject = scaledObject
                    .edit()
                    .editSpec()
                    .addNewTrigger()
                    .withType("aws-cloudwatch")
                    .withMetadata(Map.of(
                            "namespace", "AWS/SQS",
                            "metricName", "ApproximateNumberOfMessagesVisible",
                            "dimensionName", "QueueName",
                            "dimensionValue", "orders-" + number,
                            "targetMetricValue", "5",
                            "minMetricValue", "0",
                            "awsRegion", "us-east-1",
                            "awsAccountId", "111122223333"))
                    .withNewAuthenticationRef()
                    .withName("orders-aws")
                    .endAuthenticationRef()
                    .endTrigger()
                    .endSpec()
                    .build();
        }
        return scaledObject;
    }

    @Test
    void theReleaseIsNotCheckedIfTheCallerMayNotReadDefinitionsOrWhenAStackGoes() {
        release("2.18.0");
        assertThat(aws.provisioner(server.directClient())
                        .planRemoval(Stacks.readerOf("orders").build())
                        .notes())
                .isEmpty();
        server.close();
        KubernetesApiServer.Builder builder = KubernetesApiServer.builder()
                .access(attempt -> !attempt.resource().equals("customresourcedefinitions"));
        new Namespaces().accept(builder);
        server = builder.start();

        assertThat(notes(Stacks.readerOf("orders").build()))
                .containsExactly("KEDA's release was not checked: the caller may not read CustomResourceDefinition"
                        + " scaledobjects.keda.sh.");
    }
}
