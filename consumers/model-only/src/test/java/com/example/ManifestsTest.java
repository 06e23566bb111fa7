package com.example;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.keda4j.client.KedaClient;
import io.github.keda4j.keda.v1alpha1.ScaledObject;
import io.github.keda4j.trigger.TriggerContext;
import io.github.keda4j.trigger.Triggers;
import io.github.keda4j.yaml.Manifests;
import org.junit.jupiter.api.Test;

class ManifestsTest {

    private static final String ORDERS = """
            apiVersion: keda.sh/v1alpha1
            kind: ScaledObject
            metadata:
              name: orders
            spec:
              scaleTargetRef:
                name: orders
              triggers:
              - type: aws-sqs-queue
                metadata:
                  queueUrl: https://sqs.us-east-1.amazonaws.com/111122223333/orders
                  awsRegion: us-east-1
            """;

    @Test
    void yamlIsReadAndWritten() {
        assertEquals(ORDERS, Manifests.write(Manifests.read(ORDERS)));
    }

    @Test
    void aMisspeltKeyIsTold() {
        ScaledObject orders = (ScaledObject) Manifests.read(ORDERS).get(0);
        String findings = Triggers.check(orders.getSpec().getTriggers().get(0), TriggerContext.unknown()).toString();
        assertTrue(findings.contains("queueURL"), findings);
    }

    @Test
    void neitherAwsNorAnImplementationOfTheClientIsThere() {
        assertThrows(ClassNotFoundException.class, () -> Class.forName("software.amazon.awssdk.core.SdkClient"));
        IllegalStateException missing = assertThrows(IllegalStateException.class, KedaClient::create);
        assertTrue(missing.getMessage().contains("io.fabric8:kubernetes-client"), missing.getMessage());
    }
}
