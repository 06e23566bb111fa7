package com.example;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.keda4j.client.KedaClient;
import io.github.keda4j.wiring.ScalingStack;
import io.github.keda4j.yaml.Manifests;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;

@SpringBootTest
class OrdersApplicationTest {

    @Autowired
    ScalingStack orders;

    @Autowired
    KedaClient keda;

    @Test
    void theStackIsProvedAndWritten() {
        assertTrue(orders.prove().isComplete());
        assertEquals(orders.manifests(), Manifests.read(Manifests.write(orders.manifests())));
        assertEquals("demo", orders.associations().get(0).createRequest().clusterName());
        assertNotNull(keda.v1alpha1().scaledObjects());
    }
}
