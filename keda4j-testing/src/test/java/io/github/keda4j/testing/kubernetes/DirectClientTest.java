package io.github.keda4j.testing.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.Watcher;
import io.fabric8.kubernetes.client.WatcherException;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A client without a connection gets the answers that a client over a connection gets. */
class DirectClientTest {

    private final KubernetesApiServer server = KubernetesApiServer.start();
    private final KubernetesClient direct = server.directClient();

    @AfterEach
    void stop() {
        server.close();
    }

    private static ConfigMap colors(String sky) {
        return new ConfigMapBuilder()
                .withNewMetadata()
                .withName("colors")
                .endMetadata()
                .withData(Map.of("sky", sky, "mark", "é%2F+ "))
                .build();
    }

    @Test
    void whatOneClientWritesTheOtherReads() {
        KubernetesClient connected = server.client();
        ConfigMap created = direct.resource(colors("blue")).create();
        assertThat(connected.configMaps().withName("colors").get()).isEqualTo(created);

        connected.resource(colors("grey")).fieldManager("me").forceConflicts().serverSideApply();
        assertThat(direct.configMaps().withName("colors").get().getData()).containsEntry("sky", "grey");

        PatchContext merge =
                new PatchContext.Builder().withPatchType(PatchType.JSON_MERGE).build();
        direct.configMaps().withName("colors").patch(merge, "{\"metadata\": {\"labels\": {\"a\": \"1\"}}}");
        assertThat(direct.configMaps().withLabel("a", "1").list().getItems())
                .isEqualTo(connected.configMaps().withLabel("a", "1").list().getItems())
                .hasSize(1);

        direct.configMaps().withName("colors").delete();
        assertThat(connected.configMaps().withName("colors").get()).isNull();
        assertThat(direct.configMaps().withName("colors").get()).isNull();
    }

    @Test
    void refusalsAreTheSame() {
        String message = "configmaps \"colors\" already exists";
        direct.resource(colors("blue")).create();
        for (KubernetesClient client : List.of(direct, server.client())) {
            assertThatThrownBy(() -> client.resource(colors("blue")).create())
                    .isInstanceOfSatisfying(KubernetesClientException.class, refusal -> {
                        assertThat(refusal.getCode()).isEqualTo(409);
                        assertThat(refusal.getStatus().getMessage()).isEqualTo(message);
                    });
        }
    }

    @Test
    void answersThatATestExpectsComeFirst() {
        server.mockServer()
                .expect()
                .get()
                .withPath("/api/v1/namespaces/test/configmaps/colors")
                .andReturn(200, colors("green"))
                .once();

        assertThat(direct.configMaps().withName("colors").get().getData()).containsEntry("sky", "green");
        assertThat(direct.configMaps().withName("colors").get()).isNull();
    }

    @Test
    void anInterruptEndsTheWaitForTheAnswer() {
        Thread.currentThread().interrupt();
        try {
            assertThatThrownBy(() -> direct.configMaps().list()).hasRootCauseInstanceOf(InterruptedException.class);
        } finally {
            assertThat(Thread.interrupted()).isTrue();
        }
    }

    @Test
    void aWatchIsRefusedWithTheClientThatCanWatch() {
        Watcher<ConfigMap> watcher = new Watcher<>() {
            @Override
            public void eventReceived(Action action, ConfigMap object) {}

            @Override
            public void onClose(WatcherException cause) {}
        };
        assertThatThrownBy(() -> direct.configMaps().watch(watcher))
                .hasStackTraceContaining("A direct client cannot watch. Use KubernetesApiServer.client().");
    }

    @Test
    void aServerCanBeClosedAgain() {
        server.close();
        assertThatCode(server::close).doesNotThrowAnyException();
    }
}
