package com.example;

import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.api.model.ServiceAccountBuilder;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.DeploymentBuilder;
import io.github.keda4j.keda.v1alpha1.ScaledObject;
import io.github.keda4j.keda.v1alpha1.ScaledObjectBuilder;
import io.github.keda4j.trigger.AwsSqsQueueTrigger;
import io.github.keda4j.wiring.KedaOperator;
import io.github.keda4j.wiring.ScalingStack;

/** A queue of orders, and the workload that scales with it. */
public final class Orders {

    private Orders() {}

    public static ScalingStack stack() {
        Deployment deployment = new DeploymentBuilder()
                .withNewMetadata().withNamespace("shop").withName("orders").endMetadata()
                .withNewSpec()
                    .withNewSelector().addToMatchLabels("app", "orders").endSelector()
                    .withNewTemplate()
                        .withNewMetadata().addToLabels("app", "orders").endMetadata()
                        .withNewSpec()
                            .withServiceAccountName("orders")
                            .addNewContainer().withName("orders").withImage("example/orders:1").endContainer()
                        .endSpec()
                    .endTemplate()
                .endSpec()
                .build();
        ServiceAccount serviceAccount = new ServiceAccountBuilder()
                .withNewMetadata().withNamespace("shop").withName("orders").endMetadata()
                .build();
        ScaledObject scaledObject = new ScaledObjectBuilder()
                .withNewMetadata().withNamespace("shop").withName("orders").endMetadata()
                .withNewSpec()
                    .withNewScaleTargetRef().withName("orders").endScaleTargetRef()
                    .addToTriggers(AwsSqsQueueTrigger.builder()
                        .queueUrl("https://sqs.us-east-1.amazonaws.com/111122223333/orders")
                        .queueLength(5)
                        .awsRegion("us-east-1")
                        .authenticationRef("orders-aws")
                        .build().toScaleTrigger())
                .endSpec()
                .build();
        return ScalingStack.builder()
                .cluster("arn:aws:eks:us-east-1:111122223333:cluster/demo")
                .operator(KedaOperator.inNamespace("keda"))
                .workload(deployment, serviceAccount,
                        access -> access.consume("arn:aws:sqs:us-east-1:111122223333:orders"))
                .scaledObject(scaledObject)
                .build();
    }
}
