package com.example;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.keda4j.wiring.ScalingStack;
import io.github.keda4j.yaml.Manifests;
import org.junit.jupiter.api.Test;

class OrdersTest {

    @Test
    void theProgramIsAModule() {
        assertEquals("com.example.orders", Orders.class.getModule().getName());
        assertEquals("io.github.keda4j.wiring", ScalingStack.class.getModule().getName());
    }

    @Test
    void theStackIsProvedAndWritten() {
        ScalingStack stack = Orders.stack();
        assertTrue(stack.prove().isComplete());
        assertEquals(stack.manifests(), Manifests.read(Manifests.write(stack.manifests())));
    }
}
