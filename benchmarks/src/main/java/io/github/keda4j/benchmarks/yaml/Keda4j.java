package io.github.keda4j.benchmarks.yaml;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.github.keda4j.keda.v1alpha1.IdentityOwner;
import io.github.keda4j.keda.v1alpha1.PodIdentityProvider;
import io.github.keda4j.keda.v1alpha1.ScaledObjectBuilder;
import io.github.keda4j.keda.v1alpha1.TriggerAuthenticationBuilder;
import io.github.keda4j.trigger.AwsSqsQueueTrigger;
import io.github.keda4j.yaml.Manifests;
import java.util.ArrayList;
import java.util.List;

/** This library: typed builders, and its own writer and reader. */
final class Keda4j implements Contender {

    @Override
    public String write(int from, int count) {
        List<HasMetadata> objects = new ArrayList<>(4 * count);
        for (int i = from; i < from + count; i++) {
            String name = "worker-" + i;
            objects.add(KubernetesObjects.serviceAccount(name));
            objects.add(KubernetesObjects.deployment(name, i));
            objects.add(authentication(name));
            objects.add(scaledObject(name, i));
        }
        return Manifests.write(objects);
    }

    private static HasMetadata authentication(String name) {
        return new TriggerAuthenticationBuilder()
                .withNewMetadata()
                .withName(name)
                .withNamespace("shop")
                .addToLabels("app", name)
                .endMetadata()
                .withNewSpec()
                .withNewPodIdentity()
                .withProvider(PodIdentityProvider.AWS)
                .withIdentityOwner(IdentityOwner.KEDA)
                .endPodIdentity()
                .endSpec()
                .build();
    }

    private static HasMetadata scaledObject(String name, int number) {
        return new ScaledObjectBuilder()
                .withNewMetadata()
                .withName(name)
                .withNamespace("shop")
                .addToLabels("app", name)
                .endMetadata()
                .withNewSpec()
                .withNewScaleTargetRef()
                .withName(name)
                .endScaleTargetRef()
                .withPollingInterval(15)
                .withMinReplicaCount(0)
                .withMaxReplicaCount(10)
                .addToTriggers(AwsSqsQueueTrigger.builder()
                        .queueUrl(QUEUE + number)
                        .queueLength(5)
                        .awsRegion("us-east-1")
                        .authenticationRef(name)
                        .build()
                        .toScaleTrigger())
                .endSpec()
                .build();
    }

    @Override
    public int read(String yaml) {
        return Manifests.read(yaml).size();
    }
}
