package io.github.keda4j.examples.programs;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.Watch;
import io.fabric8.kubernetes.client.Watcher;
import io.fabric8.kubernetes.client.WatcherException;
import io.github.keda4j.client.KedaClient;
import io.github.keda4j.client.KedaConditions;
import io.github.keda4j.keda.v1alpha1.ScaledObject;
import io.github.keda4j.trigger.KedaVersion;
import io.github.keda4j.validator.KedaValidator;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Applies a ScaledObject to the cluster of your kubeconfig, and watches it until KEDA reports it as ready. */
final class ApplyAndWatch {

    private ApplyAndWatch() {}

    public static void main(String[] args) throws InterruptedException {
        try (KubernetesClient client = new KubernetesClientBuilder().build()) {
            System.out.println(isReadyWithin(1, TimeUnit.MINUTES, client, CheckoutFormula.scaledObject()));
        }
    }

    static boolean isReadyWithin(long time, TimeUnit unit, KubernetesClient client, ScaledObject scaledObject)
            throws InterruptedException {
        KedaValidator.forVersion(KedaVersion.V2_21).validate(scaledObject).throwIfErrors();
        var resource = client.adapt(KedaClient.class)
                .v1alpha1()
                .scaledObjects()
                .inNamespace(scaledObject.getMetadata().getNamespace())
                .resource(scaledObject);
        CountDownLatch ready = new CountDownLatch(1);
        Watcher<ScaledObject> watcher = new Watcher<>() {
            @Override
            public void eventReceived(Action action, ScaledObject seen) {
                if (KedaConditions.isReady(seen)) {
                    ready.countDown();
                }
            }

            @Override
            public void onClose(WatcherException cause) {
                System.err.println("The watch has ended: " + cause.getMessage());
            }
        };
        resource.createOr(existing -> existing.update());
        Watch watch = resource.watch(watcher);
        try {
            return ready.await(time, unit);
        } finally {
            watch.close();
        }
    }
}
