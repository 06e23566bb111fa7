package io.github.keda4j.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.ServiceBuilder;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinitionBuilder;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.DeploymentBuilder;
import io.fabric8.kubernetes.api.model.coordination.v1.Lease;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.model.annotation.Group;
import io.fabric8.kubernetes.model.annotation.Version;
import io.github.keda4j.keda.v1alpha1.ScaledObject;
import io.github.keda4j.keda.v1alpha1.ScaledObjectBuilder;
import io.github.keda4j.model.EveryFabric8Line;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@EveryFabric8Line
class ManifestsTest {

    private static final ScaledObject ORDERS = new ScaledObjectBuilder()
            .withNewMetadata()
            .withName("orders")
            .withNamespace("shop")
            .endMetadata()
            .withNewSpec()
            .withNewScaleTargetRef()
            .withName("orders")
            .endScaleTargetRef()
            .withMinReplicaCount(0)
            .addNewTrigger()
            .withType("cpu")
            .withMetadata(Map.of())
            .endTrigger()
            .endSpec()
            .build();

    private static final String ORDERS_YAML = """
            apiVersion: keda.sh/v1alpha1
            kind: ScaledObject
            metadata:
              name: orders
              namespace: shop
            spec:
              scaleTargetRef:
                name: orders
              minReplicaCount: 0
              triggers:
              - type: cpu
                metadata: {}
            """;

    @Test
    void anObjectIsWrittenAsPeopleWriteIt() {
        assertThat(Manifests.write(ORDERS)).isEqualTo(ORDERS_YAML);
        assertThat(Manifests.read(ORDERS_YAML)).containsExactly(ORDERS);
        assertThat(Manifests.readAs(ScaledObject.class, ORDERS_YAML)).isEqualTo(ORDERS);
    }

    @Test
    void aWorkloadHasItsFieldsInTheOrderOfTheDocumentation() {
        Deployment deployment = new DeploymentBuilder()
                .withNewMetadata()
                .withName("orders")
                .withAnnotations(Map.of("a", "1"))
                .withLabels(Map.of("app", "orders"))
                .endMetadata()
                .withNewSpec()
                .withReplicas(2)
                .withNewSelector()
                .withMatchLabels(Map.of("app", "orders"))
                .endSelector()
                .withNewTemplate()
                .withNewSpec()
                .addNewContainer()
                .withName("app")
                .withImage("orders:1")
                .withArgs("--port", "80")
                .withCommand("/run")
                .addNewPort()
                .withName("http")
                .withContainerPort(80)
                .endPort()
                .withNewResources()
                .addToLimits("cpu", new Quantity("1"))
                .endResources()
                .endContainer()
                .addNewVolume()
                .withName("tmp")
                .withNewEmptyDir()
                .endEmptyDir()
                .endVolume()
                .endSpec()
                .endTemplate()
                .endSpec()
                .build();

        assertThat(Manifests.write(deployment)).isEqualTo("""
                        apiVersion: apps/v1
                        kind: Deployment
                        metadata:
                          name: orders
                          labels:
                            app: orders
                          annotations:
                            a: "1"
                        spec:
                          replicas: 2
                          selector:
                            matchLabels:
                              app: orders
                          template:
                            spec:
                              containers:
                              - name: app
                                image: orders:1
                                command:
                                - /run
                                args:
                                - --port
                                - "80"
                                ports:
                                - name: http
                                  containerPort: 80
                                resources:
                                  limits:
                                    cpu: "1"
                              volumes:
                              - name: tmp
                                emptyDir: {}
                        """);
    }

    @Test
    void whatTheServerSaysIsLeftOutUnlessAskedFor() {
        Deployment reported = new DeploymentBuilder()
                .withNewMetadata()
                .withName("orders")
                .withUid("u")
                .withResourceVersion("7")
                .withGeneration(3L)
                .withCreationTimestamp("2026-11-24T10:00:00Z")
                .addNewManagedField()
                .withManager("kubectl")
                .endManagedField()
                .addNewOwnerReference()
                .withUid("owner")
                .endOwnerReference()
                .endMetadata()
                .withNewStatus()
                .withReplicas(2)
                .endStatus()
                .build();

        assertThat(Manifests.write(reported)).isEqualTo("""
                        apiVersion: apps/v1
                        kind: Deployment
                        metadata:
                          name: orders
                          ownerReferences:
                          - apiVersion: v1
                            kind: OwnerReference
                            uid: owner
                        """);
        String all = Manifests.write(List.of(reported), ManifestFields.ALL);
        assertThat(all).contains("status:\n  replicas: 2\n", "uid: u\n", "generation: 3\n", "manager: kubectl\n");
        assertThat(Manifests.read(all)).containsExactly(reported);
    }

    @Test
    void documentsAreSeparatedAndReadBackWithTheirClasses() {
        HasMetadata service = new ServiceBuilder()
                .withNewMetadata()
                .withName("orders")
                .endMetadata()
                .withNewSpec()
                .addNewPort()
                .withPort(80)
                .withTargetPort(new IntOrString("http"))
                .endPort()
                .endSpec()
                .build();

        String yaml = Manifests.write(service, ORDERS);

        assertThat(yaml)
                .contains("    targetPort: http\n---\napiVersion: keda.sh/v1alpha1\n")
                .doesNotStartWith("---");
        assertThat(Manifests.read(yaml)).containsExactly(service, ORDERS);
        assertThat(Manifests.read("---\n" + yaml + "---\n# nothing\n---\n...\n"))
                .containsExactly(service, ORDERS);
        assertThat(Manifests.write()).isEmpty();
        assertThat(Manifests.read("")).isEmpty();
    }

    @Test
    void theItemsOfAListAreObjects() {
        String list =
                "apiVersion: v1\nkind: List\nitems:\n- " + ORDERS_YAML.strip().replace("\n", "\n  ")
                        + "\n- {apiVersion: v1, kind: ServiceAccount, metadata: {name: a}}\n";

        assertThat(Manifests.read(list)).hasSize(2).first().isEqualTo(ORDERS);
    }

    @Test
    void theItemsOfATypedListAreObjectsOfItsKind() {
        String item = ORDERS_YAML.strip().replace("\n", "\n  ");
        String withoutKind = item.replaceFirst("apiVersion: .*\n  kind: .*\n  ", "");
        String list = "apiVersion: keda.sh/v1alpha1\nkind: ScaledObjectList\nmetadata: {}\nitems:\n- ";

        assertThat(withoutKind).startsWith("metadata:");
        assertThat(Manifests.read(list + item + "\n- " + withoutKind + "\n")).containsExactly(ORDERS, ORDERS);
        assertThat(Manifests.parse("list.yaml", list + withoutKind + "\n").objects())
                .singleElement()
                .satisfies(object -> assertThat(object.kind()).contains("ScaledObject"));
    }

    @Test
    void jsonIsYaml() {
        assertThat(Manifests.read("""
                        {
                          "apiVersion": "v1", "kind": "ServiceAccount",
                          "metadata": {"name": "a\\/b\\u00e4"}
                        }"""))
                .singleElement()
                .satisfies(object -> assertThat(object.getMetadata().getName()).isEqualTo("a/bä"));
    }

    @Test
    void keysWithoutValuesAreNotWrittenAndNorIsAMapOfNothingElse() {
        String yaml = """
                apiVersion: v1
                kind: ConfigMap
                metadata:
                  name: m
                  labels: {app: }
                data: {a: null, b: "1"}
                """;

        String written = Manifests.write(Manifests.read(yaml));

        assertThat(written).isEqualTo("apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: m\ndata:\n  b: \"1\"\n");
        assertThat(Manifests.write(Manifests.read(written))).isEqualTo(written);
    }

    @Test
    void anUnknownKindIsGenericAndKeepsItsOrder() {
        String yaml = """
                apiVersion: example.com/v1
                kind: Novelty
                metadata:
                  name: novel
                zebra: []
                spec:
                  size: 1.5
                  list:
                  - - 1
                    - []
                    - {}
                  - a: 1
                    b: true
                """;

        List<HasMetadata> objects = Manifests.read(yaml + "status: {}\n");

        assertThat(objects).singleElement().isInstanceOf(GenericKubernetesResource.class);
        assertThat(Manifests.write(objects)).isEqualTo(yaml);
    }

    @Test
    void classesWithSerializersOfTheirOwnAreWrittenAsJacksonDoes() {
        CustomResourceDefinition crd = new CustomResourceDefinitionBuilder()
                .withNewMetadata()
                .withName("c")
                .endMetadata()
                .withNewSpec()
                .addNewVersion()
                .withName("v1")
                .withNewSchema()
                .withNewOpenAPIV3Schema()
                .withType("object")
                .withNewAdditionalProperties()
                .withAllows(true)
                .endAdditionalProperties()
                .withNewItems()
                .withNewSchema()
                .withType("string")
                .endSchema()
                .endItems()
                .endOpenAPIV3Schema()
                .endSchema()
                .endVersion()
                .endSpec()
                .build();

        String yaml = Manifests.write(crd);

        assertThat(yaml).contains("items:\n          type: string\n");
        assertThat(Manifests.write(Manifests.read(yaml))).isEqualTo(yaml);
        String lease = "apiVersion: coordination.k8s.io/v1\nkind: Lease\nmetadata:\n  name: l\nspec:\n"
                + "  renewTime: 2026-11-24T10:00:00.000001Z\n";
        assertThat(Manifests.read(lease)).singleElement().isInstanceOf(Lease.class);
        assertThat(Manifests.write(Manifests.read(lease)).replace("\"", "")).isEqualTo(lease);
    }

    /** A user's own kind, with a specification that only Jackson can read. */
    @Group("example.com")
    @Version("v1")
    public static class Own extends CustomResource<OwnSpec, Void> {}

    /** An object without any field that Kubernetes would know. */
    public static class OwnSpec {
        private final Map<String, Integer> hidden = new LinkedHashMap<>();

        public int getSize() {
            return hidden.getOrDefault("size", 0);
        }

        public void setSize(int size) {
            hidden.put("size", size);
        }
    }

    @Test
    void aUsersOwnClassIsWrittenAndReadAsJacksonDoes() {
        String yaml = "apiVersion: example.com/v1\nkind: Own\nmetadata:\n  name: o\nspec:\n  size: 3\n";

        Own own = Manifests.readAs(Own.class, yaml);

        assertThat(own.getSpec().getSize()).isEqualTo(3);
        assertThat(Manifests.write(own)).isEqualTo(yaml);
    }

    @Test
    void aBundleIsWrittenAndReadPieceByPiece(@TempDir Path folder) throws IOException {
        int[] made = {0};
        Iterable<HasMetadata> endless = () -> IntStream.range(0, 5000)
                .<HasMetadata>mapToObj(i -> configMap("m" + made[0]++))
                .iterator();
        int[] madeAtFirstOutput = {0};
        ByteArrayOutputStream bytes = new ByteArrayOutputStream() {
            @Override
            public synchronized void write(byte[] b, int off, int len) {
                madeAtFirstOutput[0] = madeAtFirstOutput[0] == 0 ? made[0] : madeAtFirstOutput[0];
                super.write(b, off, len);
            }
        };

        Manifests.writeAll(endless, bytes);
        Files.write(folder.resolve("all.yaml"), bytes.toByteArray());

        assertThat(madeAtFirstOutput[0]).isBetween(1, 1000);
        assertThat(Manifests.read(folder.resolve("all.yaml"))).hasSize(5000);
        Manifests.writeAll(Manifests.read(folder.resolve("all.yaml")), folder.resolve("again.yaml"));
        assertThat(folder.resolve("again.yaml")).hasSameTextualContentAs(folder.resolve("all.yaml"));
    }

    @Test
    void aStreamReadsNoFurtherThanItIsAsked() {
        byte[] document =
                "apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: m\n---\n".getBytes(StandardCharsets.UTF_8);
        Iterator<InputStream> endless = Stream.<InputStream>generate(() -> new ByteArrayInputStream(document))
                .iterator();
        InputStream endlessly = new SequenceInputStream(Collections.enumeration(new java.util.AbstractList<>() {
            @Override
            public InputStream get(int index) {
                return endless.next();
            }

            @Override
            public int size() {
                return Integer.MAX_VALUE;
            }
        }));

        try (Stream<HasMetadata> objects = Manifests.stream(endlessly)) {
            assertThat(objects.limit(300))
                    .hasSize(300)
                    .allMatch(object -> object.getKind().equals("ConfigMap"));
        }
    }

    private static HasMetadata configMap(String name) {
        return new ConfigMapBuilder()
                .withNewMetadata()
                .withName(name)
                .endMetadata()
                .addToData("a", "text that makes it a little longer")
                .build();
    }
}
