package io.github.keda4j.provisioner;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.api.model.ServiceAccountBuilder;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.DeploymentBuilder;
import io.fabric8.kubernetes.api.model.apps.StatefulSetBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.github.keda4j.keda.v1alpha1.ScaledObject;
import io.github.keda4j.keda.v1alpha1.ScaledObjectBuilder;
import io.github.keda4j.wiring.IamRole;
import io.github.keda4j.wiring.KedaOperator;
import io.github.keda4j.wiring.ScalingStack;
import java.util.Map;

/** Stacks of one cluster that share KEDA's operator. */
final class Stacks {

    static final String NAMESPACE = "security";

    private static final String CLUSTER = "arn:aws:eks:us-east-1:111122223333:cluster/demo";

    private Stacks() {}

    /** A Deployment of the given name that reads the queue of the same name. */
    static ScalingStack.Builder readerOf(String queue) {
        return ScalingStack.builder()
                .cluster(CLUSTER)
                .operator(KedaOperator.inNamespace("keda"))
                .workload(
                        deployment(queue),
                        serviceAccount(queue),
                        access -> access.consume("arn:aws:sqs:us-east-1:111122223333:" + queue))
                .scaledObject(scaledObject(queue, 10));
    }

    /** The same stack in another namespace, with a role of another name for its pods. */
    static ScalingStack.Builder in(String namespace, ScalingStack.Builder stack, String queue) {
        Deployment deployment = deployment(queue);
        deployment.getMetadata().setNamespace(namespace);
        ServiceAccount serviceAccount = serviceAccount(queue);
        serviceAccount.getMetadata().setNamespace(namespace);
        ScaledObject scaledObject = scaledObject(queue, 10);
        scaledObject.getMetadata().setNamespace(namespace);
        return stack.workload(
                        deployment,
                        serviceAccount,
                        access -> access.role(IamRole.named(namespace + "-" + queue))
                                .consume("arn:aws:sqs:us-east-1:111122223333:" + queue))
                .scaledObject(scaledObject);
    }

    /** The object of the stacks' namespace; null if there is none. */
    static <T extends HasMetadata> T find(KubernetesClient kubernetes, Class<T> kind, String name) {
        return kubernetes.resources(kind).inNamespace(NAMESPACE).withName(name).get();
    }

    static Deployment deployment(String name) {
        return new DeploymentBuilder()
                .withNewMetadata()
                .withName(name)
                .withNamespace(NAMESPACE)
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
                .withName(name)
                .withImage("example.org/" + name + ":1")
                .endContainer()
                .endSpec()
                .endTemplate()
                .endSpec()
                .build();
    }

    /** The Deployment with a password in its environment. */
    static Deployment withPassword(String name, String password) {
        return deployment(name)
                .edit()
                .editSpec()
                .editTemplate()
                .editSpec()
                .editFirstContainer()
                .addNewEnv()
                .withName("PASSWORD")
                .withValue(password)
                .endEnv()
                .endContainer()
                .endSpec()
                .endTemplate()
                .endSpec()
                .build();
    }

    /** Like {@link #readerOf}, with the given Deployment. */
    static ScalingStack withDeployment(Deployment deployment) {
        String queue = deployment.getMetadata().getName();
        return readerOf(queue)
                .workload(
                        deployment,
                        serviceAccount(queue),
                        access -> access.consume("arn:aws:sqs:us-east-1:111122223333:" + queue))
                .build();
    }

    /** A StatefulSet named orders, which the ScaledObject is made to scale. */
    static ScalingStack statefulSet(ScaledObject scaledObject) {
        Deployment deployment = deployment("orders");
        scaledObject.getSpec().getScaleTargetRef().setKind("StatefulSet");
        return readerOf("orders")
                .workload(
                        new StatefulSetBuilder()
                                .withMetadata(deployment.getMetadata())
                                .withNewSpec()
                                .withServiceName("orders")
                                .withSelector(deployment.getSpec().getSelector())
                                .withTemplate(deployment.getSpec().getTemplate())
                                .endSpec()
                                .build(),
                        serviceAccount("orders"),
                        access -> access.consume("arn:aws:sqs:us-east-1:111122223333:orders"))
                .scaledObject(scaledObject)
                .build();
    }

    static ServiceAccount serviceAccount(String name) {
        return new ServiceAccountBuilder()
                .withNewMetadata()
                .withName(name)
                .withNamespace(NAMESPACE)
                .endMetadata()
                .build();
    }

    static ScaledObject scaledObject(String name, int maxReplicas) {
        return new ScaledObjectBuilder()
                .withNewMetadata()
                .withName(name)
                .withNamespace(NAMESPACE)
                .endMetadata()
                .withNewSpec()
                .withNewScaleTargetRef()
                .withName(name)
                .endScaleTargetRef()
                .withMaxReplicaCount(maxReplicas)
                .addNewTrigger()
                .withType("aws-sqs-queue")
                .withMetadata(Map.of(
                        "queueURL",
                        "https://sqs.us-east-1.amazonaws.com/111122223333/" + name,
                        "queueLength",
                        "5",
                        "awsRegion",
                        "us-east-1"))
                .withNewAuthenticationRef()
                .withName(name)
                .endAuthenticationRef()
                .endTrigger()
                .endSpec()
                .build();
    }
}
