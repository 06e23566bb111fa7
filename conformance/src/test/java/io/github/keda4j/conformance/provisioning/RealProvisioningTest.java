package io.github.keda4j.conformance.provisioning;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.client.NamespacedKubernetesClient;
import io.github.keda4j.conformance.cluster.ControlPlaneTest;
import io.github.keda4j.conformance.provisioning.Variants.Parts;
import io.github.keda4j.keda.v1alpha1.ScaledObject;
import io.github.keda4j.keda.v1alpha1.TriggerAuthentication;
import io.github.keda4j.provisioner.Provisioner;
import io.github.keda4j.wiring.ScalingStack;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Runs on a real API server, together with the real controllers and KEDA's operator and webhooks. */
@ControlPlaneTest
class RealProvisioningTest extends ProvisioningContract {

    private static final int REPLICAS = 3;
    private static final String FINALIZER = "finalizer.keda.sh";
    private static final String LABEL = "scaledobject.keda.sh/name";

    private NamespacedKubernetesClient kubernetes;

    @BeforeEach
    void takeNamespace(NamespacedKubernetesClient client) {
        kubernetes = client;
        begin(client, client.getNamespace());
    }

    @Override
    List<Consumer<Parts>> variants() {
        assertThat(Variants.all()).hasSizeGreaterThanOrEqualTo(66);
        return Variants.all();
    }

    /** The operator writes its finalizer first, then its label. */
    @Override
    void letKedaWrite() {
        kubernetes
                .resources(ScaledObject.class)
                .list()
                .getItems()
                .forEach(object -> kubernetes
                        .resource(object)
                        .waitUntilCondition(
                                found -> found != null
                                        && found.getMetadata().getFinalizers().contains(FINALIZER)
                                        && found.getMetadata().getLabels().containsKey(LABEL),
                                2,
                                TimeUnit.MINUTES));
        kubernetes
                .resources(TriggerAuthentication.class)
                .list()
                .getItems()
                .forEach(object -> kubernetes
                        .resource(object)
                        .waitUntilCondition(
                                found -> found != null
                                        && !found.getMetadata().getFinalizers().isEmpty(),
                                2,
                                TimeUnit.MINUTES));
    }

    @Test
    void whatKedaScalesAndMarksIsKedasAndDestroyGoesThroughItsFinalizer() {
        ScalingStack orders = stacks().stack("orders", parts -> {
            parts.spec().setReplicas(1);
            parts.scaledObject()
                    .getMetadata()
                    .setAnnotations(Map.of("autoscaling.keda.sh/paused-replicas", String.valueOf(REPLICAS)));
        });
        Provisioner provisioner = provisioner(builder -> {});
        provisioner.apply(orders);
        deployments()
                .waitUntilCondition(
                        found -> found != null && Objects.equals(found.getSpec().getReplicas(), REPLICAS),
                        2,
                        TimeUnit.MINUTES);
        assertThat(scaledObject().getMetadata().getFinalizers()).contains(FINALIZER);

        assertThat(provisioner.plan(orders)).hasToString("nothing to do");
        provisioner.apply(stacks().stack("orders", parts -> {
            parts.spec().setReplicas(1);
            parts.spec().setMinReadySeconds(1);
            parts.scaledObject()
                    .getMetadata()
                    .setAnnotations(Map.of("autoscaling.keda.sh/paused-replicas", String.valueOf(REPLICAS)));
        }));
        assertThat(deployments().get().getSpec().getReplicas()).isEqualTo(REPLICAS);

        provisioner.destroy(orders);

        assertThat(objects()).isEmpty();
    }

    private ScaledObject scaledObject() {
        return kubernetes.resources(ScaledObject.class).withName("orders").get();
    }
}
