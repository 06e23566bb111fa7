package io.github.keda4j.conformance.provisioning;

import io.fabric8.kubernetes.api.model.ServiceAccountBuilder;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.DeploymentBuilder;
import io.github.keda4j.conformance.provisioning.Variants.Parts;
import io.github.keda4j.keda.v1alpha1.ScaledObject;
import io.github.keda4j.keda.v1alpha1.ScaledObjectBuilder;
import io.github.keda4j.wiring.KedaOperator;
import io.github.keda4j.wiring.ScalingStack;
import java.util.function.Consumer;

/**
 * Stacks of one namespace, each with a Deployment that reads a queue.
 *
 * @param namespace the namespace
 */
record Stacks(String namespace) {

    /** A role has at most fifty tags, including one for each of its stacks. */
    static final int OF_AN_OPERATOR = 33;

    ScalingStack stack(String queue) {
        return stack(queue, parts -> {});
    }

    ScalingStack stack(String queue, Consumer<Parts> edit) {
        Parts parts = new Parts(
                deployment(queue),
                new ServiceAccountBuilder()
                        .withNewMetadata()
                        .withName(queue)
                        .withNamespace(namespace)
                        .endMetadata()
                        .build(),
                scaledObject(queue));
        edit.accept(parts);
        return ScalingStack.builder()
                .cluster("arn:aws:eks:us-east-1:111122223333:cluster/demo")
                .operator(KedaOperator.inNamespace("keda"))
                .workload(
                        parts.deployment(),
                        parts.serviceAccount(),
                        access -> access.consume("arn:aws:sqs:us-east-1:111122223333:" + queue))
                .scaledObject(parts.scaledObject())
                .build();
    }

    Deployment deployment(String name) {
        return new DeploymentBuilder()
                .withNewMetadata()
                .withName(name)
                .withNamespace(namespace)
                .endMetadata()
                .withNewSpec()
                .withNewSelector()
                .addToMatchLabels("app", name)
                .endSelector()
                .withNewTemplate()
                .withNewMetadata()
                .addToLabels("app", name)
                .endMetadata()
                .withNewSpec()
                .withServiceAccountName(name)
                .addNewContainer()
                .withName("reader")
                .withImage("example.org/reader:1")
                .endContainer()
                .endSpec()
                .endTemplate()
                .endSpec()
                .build();
    }

    private ScaledObject scaledObject(String name) {
        return new ScaledObjectBuilder()
                .withNewMetadata()
                .withName(name)
                .withNamespace(namespace)
                .endMetadata()
                .withNewSpec()
                .withNewScaleTargetRef()
                .withName(name)
                .endScaleTargetRef()
                .withMaxReplicaCount(10)
                .addNewTrigger()
                .withType("aws-sqs-queue")
                .addToMetadata("queueURL", "https://sqs.us-east-1.amazonaws.com/111122223333/" + name)
                .addToMetadata("queueLength", "5")
                .addToMetadata("awsRegion", "us-east-1")
                .withNewAuthenticationRef()
                .withName(name)
                .endAuthenticationRef()
                .endTrigger()
                .endSpec()
                .build();
    }
}
