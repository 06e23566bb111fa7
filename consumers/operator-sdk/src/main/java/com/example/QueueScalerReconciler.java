package com.example;

import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.github.keda4j.keda.v1alpha1.ScaledObject;
import io.github.keda4j.keda.v1alpha1.ScaledObjectBuilder;
import io.github.keda4j.trigger.AwsSqsQueueTrigger;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.ControllerConfiguration;
import io.javaoperatorsdk.operator.api.reconciler.Reconciler;
import io.javaoperatorsdk.operator.api.reconciler.UpdateControl;

/** Creates a ScaledObject for each Deployment that names a queue in an annotation. */
@ControllerConfiguration
public final class QueueScalerReconciler implements Reconciler<Deployment> {

    static final String QUEUE = "example.com/queue-url";

    @Override
    public UpdateControl<Deployment> reconcile(Deployment deployment, Context<Deployment> context) {
        String queue = deployment.getMetadata().getAnnotations().get(QUEUE);
        if (queue != null) {
            KubernetesClient client = context.getClient();
            client.resource(scaledObject(deployment, queue)).createOr(existing -> existing.update());
        }
        return UpdateControl.noUpdate();
    }

    private static ScaledObject scaledObject(Deployment deployment, String queue) {
        String name = deployment.getMetadata().getName();
        return new ScaledObjectBuilder()
                .withNewMetadata()
                    .withNamespace(deployment.getMetadata().getNamespace())
                    .withName(name)
                    .addNewOwnerReference()
                        .withApiVersion("apps/v1")
                        .withKind("Deployment")
                        .withName(name)
                        .withUid(deployment.getMetadata().getUid())
                    .endOwnerReference()
                .endMetadata()
                .withNewSpec()
                    .withNewScaleTargetRef().withName(name).endScaleTargetRef()
                    .addToTriggers(AwsSqsQueueTrigger.builder()
                        .queueUrl(queue)
                        .awsRegion("us-east-1")
                        .authenticationRef("aws")
                        .build().toScaleTrigger())
                .endSpec()
                .build();
    }
}
