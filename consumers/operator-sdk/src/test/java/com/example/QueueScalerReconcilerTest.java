package com.example;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.fabric8.kubernetes.api.model.apps.DeploymentBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.server.mock.EnableKubernetesMockClient;
import io.github.keda4j.client.KedaClient;
import io.github.keda4j.keda.v1alpha1.ScaledObject;
import io.javaoperatorsdk.operator.Operator;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

@EnableKubernetesMockClient(crud = true)
class QueueScalerReconcilerTest {

    KubernetesClient client;

    @Test
    void aDeploymentThatNamesItsQueueGetsAScaledObject() {
        Operator operator = new Operator(overrider -> overrider.withKubernetesClient(client).withCloseClientOnStop(false));
        operator.register(new QueueScalerReconciler());
        operator.start();
        try {
            client.resource(new DeploymentBuilder()
                            .withNewMetadata()
                            .withNamespace("shop")
                            .withName("orders")
                            .addToAnnotations(
                                    QueueScalerReconciler.QUEUE,
                                    "https://sqs.us-east-1.amazonaws.com/111122223333/orders")
                            .endMetadata()
                            .build())
                    .create();
            ScaledObject made = client.adapt(KedaClient.class).v1alpha1().scaledObjects()
                    .inNamespace("shop")
                    .withName("orders")
                    .waitUntilCondition(Objects::nonNull, 20, TimeUnit.SECONDS);
            assertEquals("aws-sqs-queue", made.getSpec().getTriggers().get(0).getType());
        } finally {
            operator.stop();
        }
    }
}
