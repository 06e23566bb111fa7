package io.github.keda4j.conformance.provisioning;

import io.github.keda4j.conformance.provisioning.Variants.Parts;
import io.github.keda4j.testing.kubernetes.KubernetesApiServer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;

/** Runs on the in-memory API server with a few of the manifests; {@code -Dprovisioning.all} uses all of them. */
@Tag("soak")
class InMemoryProvisioningTest extends ProvisioningContract {

    private static final int A_BUILD = 4;

    private KubernetesApiServer server;

    @BeforeEach
    void startServer() {
        server = KubernetesApiServer.start();
        begin(server.client(), "test");
    }

    @AfterEach
    void stopServer() {
        server.close();
    }

    @Override
    void letKedaWrite() {
        new OperatorInMemory(server.client()).writeBack();
    }

    @Override
    List<Consumer<Parts>> variants() {
        List<Consumer<Parts>> all = new ArrayList<>(Variants.all());
        Collections.shuffle(all);
        return Boolean.getBoolean("provisioning.all") ? all : all.subList(0, A_BUILD);
    }
}
