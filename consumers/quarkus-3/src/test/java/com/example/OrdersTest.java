package com.example;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.keda4j.client.KedaClient;
import io.github.keda4j.wiring.ScalingStack;
import io.github.keda4j.yaml.Manifests;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import org.junit.jupiter.api.Test;

@QuarkusTest
class OrdersTest {

    @Inject
    Orders orders;

    @Inject
    KedaClient keda;

    @Test
    void theStackIsProvedAndWritten() {
        ScalingStack stack = orders.orders();
        assertTrue(stack.prove().isComplete());
        assertEquals(stack.manifests(), Manifests.read(Manifests.write(stack.manifests())));
        assertEquals("demo", stack.associations().get(0).createRequest().clusterName());
        assertNotNull(keda.v1alpha1().scaledObjects());
    }
}
