package io.github.keda4j.benchmarks.yaml;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.ServiceAccountBuilder;
import io.fabric8.kubernetes.api.model.apps.DeploymentBuilder;

/** The two objects of a stack that fabric8 has builders for. */
final class KubernetesObjects {

    private KubernetesObjects() {}

    static HasMetadata serviceAccount(String name) {
        return new ServiceAccountBuilder()
                .withNewMetadata()
                .withName(name)
                .withNamespace("shop")
                .addToLabels("app", name)
                .endMetadata()
                .build();
    }

    static HasMetadata deployment(String name, int number) {
        return new DeploymentBuilder()
                .withNewMetadata()
                .withName(name)
                .withNamespace("shop")
                .addToLabels("app", name)
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
                .withName("worker")
                .withImage("registry.example.com/worker:1." + number)
                .addNewEnv()
                .withName("QUEUE_URL")
                .withValue(Contender.QUEUE + number)
                .endEnv()
                .addNewEnv()
                .withName("DEBUG")
                .withValue("no")
                .endEnv()
                .addNewPort()
                .withName("metrics")
                .withContainerPort(9090)
                .endPort()
                .withNewResources()
                .addToLimits("memory", new Quantity("256Mi"))
                .addToRequests("cpu", new Quantity("100m"))
                .addToRequests("memory", new Quantity("128Mi"))
                .endResources()
                .endContainer()
                .endSpec()
                .endTemplate()
                .endSpec()
                .build();
    }
}
