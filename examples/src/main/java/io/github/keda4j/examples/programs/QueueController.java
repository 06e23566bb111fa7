package io.github.keda4j.examples.programs;

import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import io.github.keda4j.keda.v1alpha1.ScaledObject;
import io.github.keda4j.keda.v1alpha1.ScaledObjectBuilder;
import io.github.keda4j.trigger.AwsSqsQueueTrigger;
import java.net.URI;
import java.util.concurrent.CountDownLatch;

/**
 * A controller: a Deployment that names a queue in an annotation gets a ScaledObject, which is removed together with
 * the annotation or the Deployment.
 */
final class QueueController implements AutoCloseable, ResourceEventHandler<Deployment> {

    static final String QUEUE = "example.com/queue-url";

    private final KubernetesClient client;
    private final SharedIndexInformer<Deployment> informer;

    private QueueController(KubernetesClient client) {
        this.client = client;
        this.informer = client.apps().deployments().inAnyNamespace().runnableInformer(0);
    }

    public static void main(String[] args) throws InterruptedException {
        try (KubernetesClient client = new KubernetesClientBuilder().build();
                QueueController controller = start(client)) {
            System.out.println(
                    "watching " + controller.informer.getApiTypeClass().getSimpleName() + "s");
            new CountDownLatch(1).await();
        }
    }

    static QueueController start(KubernetesClient client) {
        QueueController controller = new QueueController(client);
        controller.informer.addEventHandler(controller).run();
        return controller;
    }

    @Override
    public void onAdd(Deployment deployment) {
        reconcile(deployment);
    }

    @Override
    public void onUpdate(Deployment before, Deployment after) {
        reconcile(after);
    }

    /** Kubernetes removes the ScaledObject with its owner. */
    @Override
    public void onDelete(Deployment deployment, boolean finalStateUnknown) {}

    @Override
    public void close() {
        informer.close();
    }

    private void reconcile(Deployment deployment) {
        String queue = deployment.getMetadata().getAnnotations().get(QUEUE);
        if (queue != null) {
            client.resource(scaledObject(deployment, queue))
                    .fieldManager("queue-controller")
                    .forceConflicts()
                    .serverSideApply();
        } else {
            client.resources(ScaledObject.class)
                    .inNamespace(deployment.getMetadata().getNamespace())
                    .withName(deployment.getMetadata().getName())
                    .delete();
        }
    }

    private static ScaledObject scaledObject(Deployment deployment, String queue) {
        String name = deployment.getMetadata().getName();
        AwsSqsQueueTrigger messages = AwsSqsQueueTrigger.builder()
                .queueUrl(queue)
                .awsRegion(URI.create(queue).getHost().split("\\.", 3)[1])
                .authenticationRef("aws")
                .build();
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
                .withNewScaleTargetRef()
                .withName(name)
                .endScaleTargetRef()
                .addToTriggers(messages.toScaleTrigger())
                .endSpec()
                .build();
    }
}
