package io.github.keda4j.conformance.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import org.junit.jupiter.api.RepeatedTest;

@ControlPlaneTest
class NamespacesTest {

    private static final ConfigMap NOTE = new ConfigMapBuilder()
            .withNewMetadata()
            .withName("note")
            .endMetadata()
            .build();

    /** A second object of the same name would be refused in the namespace of the first. */
    @RepeatedTest(2)
    void everyTestHasANamespaceOfItsOwn(KubernetesClient client) {
        assertThat(client.resource(NOTE).create().getMetadata().getNamespace()).isEqualTo(client.getNamespace());
    }
}
