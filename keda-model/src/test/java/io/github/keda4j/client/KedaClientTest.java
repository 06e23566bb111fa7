package io.github.keda4j.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fabric8.kubernetes.api.model.ConditionBuilder;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.KubernetesList;
import io.fabric8.kubernetes.api.model.KubernetesResource;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.Version;
import io.fabric8.kubernetes.client.Watch;
import io.fabric8.kubernetes.client.Watcher;
import io.fabric8.kubernetes.client.WatcherException;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import io.fabric8.kubernetes.client.server.mock.KubernetesCrudDispatcher;
import io.fabric8.kubernetes.client.server.mock.KubernetesMockServer;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.fabric8.mockwebserver.Context;
import io.fabric8.mockwebserver.MockWebServer;
import io.github.keda4j.eventing.v1alpha1.CloudEventSourceBuilder;
import io.github.keda4j.eventing.v1alpha1.ClusterCloudEventSourceBuilder;
import io.github.keda4j.keda.v1alpha1.ClusterTriggerAuthenticationBuilder;
import io.github.keda4j.keda.v1alpha1.FallbackBehavior;
import io.github.keda4j.keda.v1alpha1.PodIdentityProvider;
import io.github.keda4j.keda.v1alpha1.ScaledJobBuilder;
import io.github.keda4j.keda.v1alpha1.ScaledObject;
import io.github.keda4j.keda.v1alpha1.ScaledObjectBuilder;
import io.github.keda4j.keda.v1alpha1.ScaledObjectList;
import io.github.keda4j.keda.v1alpha1.ScaledObjectStatusBuilder;
import io.github.keda4j.keda.v1alpha1.TriggerAuthenticationBuilder;
import io.github.keda4j.model.EveryFabric8Line;
import io.github.keda4j.model.Manifests;
import java.util.HashMap;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Tests the client extension against fabric8's mock server. */
@EveryFabric8Line
class KedaClientTest {

    private static final int SECONDS = 20;

    private final KubernetesMockServer server = new KubernetesMockServer(
            new Context(), new MockWebServer(), new HashMap<>(), new KubernetesCrudDispatcher(), false);
    private KubernetesClient client;

    @BeforeEach
    void start() {
        server.start();
        client = server.createClient();
    }

    @AfterEach
    void stop() {
        client.close();
        try {
            server.destroy();
        } catch (RejectedExecutionException e) {
            // Sometimes, the last task of the server is refused, when all is closed (fabric8io/kubernetes-client#7747).
        }
    }

    @Test
    void theTestsRunOnTheLineOfFabric8ThatTheBuildNames() {
        assertThat(Version.clientVersion()).isEqualTo(System.getProperty("fabric8.version"));
    }

    @Test
    void createsReadsUpdatesAndDeletes() {
        var scaledObjects = client.adapt(KedaClient.class).v1alpha1().scaledObjects();

        ScaledObject created =
                scaledObjects.inNamespace("shop").resource(orders("orders")).create();
        assertThat(created.getMetadata().getUid()).isNotBlank();
        assertThat(created.getSpec()).isEqualTo(orders("orders").getSpec());

        scaledObjects
                .inNamespace("shop")
                .withName("orders")
                .edit(current -> current.edit()
                        .editSpec()
                        .withMaxReplicaCount(50)
                        .editFirstTrigger()
                        .addToMetadata("queueLength", "9")
                        .endTrigger()
                        .endSpec()
                        .build());
        ScaledObject edited =
                scaledObjects.inNamespace("shop").withName("orders").get();
        assertThat(edited.getSpec().getMaxReplicaCount()).isEqualTo(50);
        assertThat(edited.getSpec().getTriggers().get(0).getMetadata())
                .containsEntry("queueLength", "9")
                .containsEntry("awsRegion", "us-east-1");

        scaledObjects.inNamespace("shop").withName("orders").delete();
        assertThat(scaledObjects.inNamespace("shop").withName("orders").get()).isNull();
    }

    @Test
    void refusesToCreateTheSameObjectTwice() {
        var resource = client.adapt(KedaClient.class)
                .v1alpha1()
                .scaledObjects()
                .inNamespace("shop")
                .resource(orders("orders"));
        resource.create();

        assertThatThrownBy(resource::create)
                .isInstanceOfSatisfying(
                        KubernetesClientException.class,
                        e -> assertThat(e.getCode()).isEqualTo(409));
    }

    @Test
    void listsByLabelAndAcrossNamespaces() {
        KedaClient keda = client.adapt(KedaClient.class);
        client.resource(orders("a")).inNamespace("shop").create();
        client.resource(orders("b")).inNamespace("bank").create();
        ScaledObject other = orders("c")
                .edit()
                .editMetadata()
                .addToLabels("team", "search")
                .endMetadata()
                .build();
        client.resource(other).inNamespace("shop").create();

        assertThat(names(keda.v1alpha1()
                        .scaledObjects()
                        .inNamespace("shop")
                        .withLabel("team", "checkout")
                        .list()
                        .getItems()))
                .containsExactly("a");
        assertThat(names(keda.v1alpha1().scaledObjects().inAnyNamespace().list().getItems()))
                .containsExactlyInAnyOrder("a", "b", "c");
        assertThat(names(keda.inNamespace("bank")
                        .v1alpha1()
                        .scaledObjects()
                        .list()
                        .getItems()))
                .containsExactly("b");
    }

    @Test
    void watches() throws InterruptedException {
        BlockingQueue<String> events = new LinkedBlockingQueue<>();
        var scaledObjects =
                client.adapt(KedaClient.class).v1alpha1().scaledObjects().inNamespace("shop");
        try (Watch watch = scaledObjects.watch(new Watcher<>() {
            @Override
            public void eventReceived(Action action, ScaledObject resource) {
                events.add(action + " " + resource.getMetadata().getName() + " "
                        + resource.getSpec().getScaleTargetRef().getName());
            }

            @Override
            public void onClose(WatcherException cause) {}
        })) {
            scaledObjects.resource(orders("orders")).create();
            assertThat(events.poll(SECONDS, TimeUnit.SECONDS)).isEqualTo("ADDED orders orders");
            scaledObjects.withName("orders").delete();
            assertThat(events.poll(SECONDS, TimeUnit.SECONDS)).isEqualTo("DELETED orders orders");
        }
    }

    @Test
    void informs() throws InterruptedException {
        BlockingQueue<String> events = new LinkedBlockingQueue<>();
        var scaledObjects =
                client.adapt(KedaClient.class).v1alpha1().scaledObjects().inNamespace("shop");
        scaledObjects.resource(orders("before")).create();
        try (SharedIndexInformer<ScaledObject> informer = scaledObjects.inform(new ResourceEventHandler<>() {
            @Override
            public void onAdd(ScaledObject added) {
                events.add("added " + added.getMetadata().getName());
            }

            @Override
            public void onUpdate(ScaledObject before, ScaledObject after) {
                events.add("max " + before.getSpec().getMaxReplicaCount() + " to "
                        + after.getSpec().getMaxReplicaCount());
            }

            @Override
            public void onDelete(ScaledObject deleted, boolean finalStateUnknown) {
                events.add("deleted " + deleted.getMetadata().getName());
            }
        })) {
            assertThat(events.poll(SECONDS, TimeUnit.SECONDS)).isEqualTo("added before");
            scaledObjects
                    .withName("before")
                    .edit(current -> current.edit()
                            .editSpec()
                            .withMaxReplicaCount(7)
                            .endSpec()
                            .build());
            assertThat(events.poll(SECONDS, TimeUnit.SECONDS)).isEqualTo("max 20 to 7");
            assertThat(informer.getIndexer().getByKey("shop/before").getSpec().getMaxReplicaCount())
                    .isEqualTo(7);
            scaledObjects.withName("before").delete();
            assertThat(events.poll(SECONDS, TimeUnit.SECONDS)).isEqualTo("deleted before");
        }
    }

    @Test
    void writesTheStatusAloneAndWaitsForIt() {
        var resource = client.adapt(KedaClient.class)
                .v1alpha1()
                .scaledObjects()
                .inNamespace("shop")
                .resource(orders("orders"));
        ScaledObject created = resource.create();
        assertThat(KedaConditions.isReady(created)).isFalse();

        created.getSpec().setMaxReplicaCount(1);
        created.setStatus(new ScaledObjectStatusBuilder()
                .addToConditions(new ConditionBuilder()
                        .withType(KedaConditions.READY)
                        .withStatus("True")
                        .build())
                .withHpaName("keda-hpa-orders")
                .build());
        client.resource(created).updateStatus();

        ScaledObject ready = client.adapt(KedaClient.class)
                .v1alpha1()
                .scaledObjects()
                .inNamespace("shop")
                .withName("orders")
                .waitUntilCondition(KedaConditions::isReady, SECONDS, TimeUnit.SECONDS);
        assertThat(ready.getStatus().getHpaName()).isEqualTo("keda-hpa-orders");
        assertThat(ready.getSpec().getMaxReplicaCount()).isEqualTo(20);
    }

    @Test
    void servesEveryKind() {
        KedaClient keda = client.adapt(KedaClient.class);

        var scaledJobs = keda.v1alpha1().scaledJobs().inNamespace("shop");
        scaledJobs
                .resource(new ScaledJobBuilder()
                        .withNewMetadata()
                        .withName("job")
                        .endMetadata()
                        .withNewSpec()
                        .withNewJobTargetRef()
                        .withNewTemplate()
                        .withNewSpec()
                        .withRestartPolicy("Never")
                        .endSpec()
                        .endTemplate()
                        .endJobTargetRef()
                        .endSpec()
                        .build())
                .create();
        assertThat(scaledJobs
                        .withName("job")
                        .get()
                        .getSpec()
                        .getJobTargetRef()
                        .getTemplate()
                        .getSpec()
                        .getRestartPolicy())
                .isEqualTo("Never");

        var authentications = keda.v1alpha1().triggerAuthentications().inNamespace("shop");
        authentications
                .resource(new TriggerAuthenticationBuilder()
                        .withNewMetadata()
                        .withName("aws")
                        .endMetadata()
                        .withNewSpec()
                        .withNewPodIdentity()
                        .withProvider(PodIdentityProvider.AWS)
                        .endPodIdentity()
                        .endSpec()
                        .build())
                .create();
        assertThat(authentications
                        .withName("aws")
                        .get()
                        .getSpec()
                        .getPodIdentity()
                        .getProvider())
                .isEqualTo(PodIdentityProvider.AWS);

        var clusterWide = keda.v1alpha1().clusterTriggerAuthentications();
        clusterWide
                .resource(new ClusterTriggerAuthenticationBuilder()
                        .withNewMetadata()
                        .withName("file")
                        .endMetadata()
                        .withNewSpec()
                        .withFilePath("params.json")
                        .endSpec()
                        .build())
                .create();
        assertThat(clusterWide.withName("file").get().getSpec().getFilePath()).isEqualTo("params.json");
        assertThat(clusterWide.list().getItems()).hasSize(1);

        var sources = keda.eventing().cloudEventSources().inNamespace("shop");
        sources.resource(new CloudEventSourceBuilder()
                        .withNewMetadata()
                        .withName("events")
                        .endMetadata()
                        .withNewSpec()
                        .withClusterName("production")
                        .endSpec()
                        .build())
                .create();
        assertThat(sources.withName("events").get().getSpec().getClusterName()).isEqualTo("production");

        var clusterSources = keda.eventing().clusterCloudEventSources();
        clusterSources
                .resource(new ClusterCloudEventSourceBuilder()
                        .withNewMetadata()
                        .withName("all")
                        .endMetadata()
                        .build())
                .create();
        assertThat(clusterSources.withName("all").get()).isNotNull();
    }

    @Test
    void readsYamlOfEveryKindAsItsType() {
        for (var manifest : Manifests.ofToday()) {
            String yaml = Manifests.text(manifest);

            HasMetadata loaded = client.resource(yaml).item();

            assertThat(loaded.getClass().getSimpleName())
                    .isEqualTo(Manifests.tree(yaml).get("kind"));
            assertThat(loaded.getClass().getPackageName()).startsWith("io.github.keda4j.");
        }
    }

    @Test
    void readsListsAsTheirTypes() {
        String items = """
                items:
                - apiVersion: keda.sh/v1alpha1
                  kind: ScaledObject
                  metadata: {name: orders}
                """;

        KubernetesResource own =
                Serialization.unmarshal("apiVersion: keda.sh/v1alpha1\nkind: ScaledObjectList\n" + items);
        KubernetesResource general = Serialization.unmarshal("apiVersion: v1\nkind: List\n" + items);

        assertThat(own).isInstanceOf(ScaledObjectList.class);
        assertThat(((ScaledObjectList) own).getItems()).hasSize(1);
        assertThat(((KubernetesList) general).getItems()).singleElement().isInstanceOf(ScaledObject.class);
    }

    @Test
    void keepsWhatANewerKedaSaysWhenItEdits() {
        String newer = """
                apiVersion: keda.sh/v1alpha1
                kind: ScaledObject
                metadata: {name: newer, namespace: shop}
                spec:
                  scaleTargetRef: {name: newer}
                  forecast: {horizon: 5m}
                  fallback: {failureThreshold: 1, replicas: 2, behavior: lastKnownGood}
                  triggers: [{type: cpu, metricType: Utilization, metadata: {value: "50"}}]
                """;
        client.resource(newer).create();
        var resource = client.resources(ScaledObject.class).inNamespace("shop").withName("newer");

        resource.edit(current ->
                current.edit().editSpec().withMinReplicaCount(1).endSpec().build());

        assertThat(resource.get().getSpec().getAdditionalProperties()).containsKey("forecast");
        assertThat(resource.get().getSpec().getFallback().getBehavior())
                .isEqualTo(FallbackBehavior.of("lastKnownGood"));
        assertThat(client.resources(ScaledObject.class)
                        .inNamespace("shop")
                        .list()
                        .getItems())
                .hasSize(1);
    }

    private static ScaledObject orders(String name) {
        return new ScaledObjectBuilder()
                .withNewMetadata()
                .withName(name)
                .addToLabels("team", "checkout")
                .endMetadata()
                .withNewSpec()
                .withNewScaleTargetRef()
                .withName(name)
                .endScaleTargetRef()
                .withMaxReplicaCount(20)
                .addNewTrigger()
                .withType("aws-sqs-queue")
                .addToMetadata("queueURL", name)
                .addToMetadata("awsRegion", "us-east-1")
                .endTrigger()
                .endSpec()
                .build();
    }

    private static List<String> names(List<? extends HasMetadata> items) {
        return items.stream().map(item -> item.getMetadata().getName()).toList();
    }
}
