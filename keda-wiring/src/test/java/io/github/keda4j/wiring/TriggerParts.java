package io.github.keda4j.wiring;

import static io.github.keda4j.wiring.Parts.scaledObject;

import io.github.keda4j.keda.v1alpha1.ScaleTriggers;
import io.github.keda4j.keda.v1alpha1.ScaleTriggersBuilder;
import io.github.keda4j.keda.v1alpha1.ScaledObject;
import io.github.keda4j.keda.v1alpha1.ScaledObjectBuilder;
import java.util.Map;

/** Triggers for stacks, and ScaledObjects with them. */
final class TriggerParts {

    private TriggerParts() {}

    static ScaledObject with(ScaleTriggers... more) {
        return new ScaledObjectBuilder(scaledObject("q-read"))
                .editSpec()
                .addToTriggers(more)
                .endSpec()
                .build();
    }

    static ScaledObject only(ScaleTriggers trigger) {
        return new ScaledObjectBuilder(scaledObject("q-read"))
                .editSpec()
                .withTriggers(trigger)
                .endSpec()
                .build();
    }

    static ScaleTriggers rabbit() {
        return new ScaleTriggersBuilder()
                .withType("rabbitmq")
                .withMetadata(Map.of("protocol", "amqp", "queueName", "orders", "mode", "QueueLength", "value", "5"))
                .withNewAuthenticationRef()
                .withName("rabbit")
                .endAuthenticationRef()
                .build();
    }

    static ScaleTriggers sqs(Map<String, String> metadata) {
        return new ScaleTriggersBuilder()
                .withType("aws-sqs-queue")
                .withMetadata(metadata)
                .withNewAuthenticationRef()
                .withName("aws")
                .endAuthenticationRef()
                .build();
    }
}
