package io.github.keda4j.crd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.fabric8.crdv2.generator.CRDGenerator;
import io.fabric8.kubernetes.api.model.KubernetesResourceList;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.github.keda4j.keda.v1alpha1.MetricTargetType;
import io.github.keda4j.keda.v1alpha1.ScaledJob;
import io.github.keda4j.model.KedaResource;
import io.github.keda4j.model.Manifests;
import io.github.keda4j.model.Model;
import io.github.keda4j.model.OpenEnum;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The classes of the model have the structure of the CRDs that KEDA 2.20.2 installs. */
class CrdComparisonTest {

    private static final Path GENERATED = Path.of("target", "crds");

    private static List<Crd> theirs;
    private static List<Crd> ours;

    @BeforeAll
    static void generate() throws IOException {
        Files.createDirectories(GENERATED);
        new CRDGenerator()
                .customResourceClasses(Model.KINDS.toArray(Class[]::new))
                .forCRDVersions("v1")
                .inOutputDir(GENERATED.toFile())
                .detailedGenerate();
        theirs = CrdListing.read(listing());
        ours = theirs.stream()
                .map(crd -> read(GENERATED.resolve(crd.header().get("name") + "-v1.yml")))
                .toList();
    }

    @Test
    void theModelDiffersFromKedaOnlyWhereThatIsExplained() {
        List<Difference> unexplained = differences().stream()
                .filter(difference -> AllowedDifference.ALL.stream().noneMatch(allowed -> allowed.covers(difference)))
                .toList();

        assertThat(unexplained).isEmpty();
    }

    @Test
    void everyExplanationIsStillNeeded() {
        assertThat(AllowedDifference.ALL)
                .allSatisfy(allowed -> assertThat(differences()).anyMatch(allowed::covers));
    }

    @Test
    void theListingSaysWhatKedasCrdsSay() throws IOException {
        List<Crd> released = released().stream().map(CrdComparisonTest::read).toList();

        String fresh = CrdListing.write(released);
        Files.writeString(Path.of("target", "keda-crds.txt"), fresh);

        assertThat(listing().lines().filter(line -> !line.startsWith("#")))
                .as("the listing; a fresh one is in target/keda-crds.txt")
                .containsExactlyElementsOf(fresh.lines().toList());
        assertThat(theirs).isEqualTo(released);
    }

    /** A later KEDA may use a keyword that is not compared yet. */
    @Test
    void everyWordOfKedasCrdsIsComparedOrIgnoredOnPurpose() throws IOException {
        Set<String> words = new TreeSet<>();
        for (Path file : released()) {
            Map<?, ?> tree = Manifests.tree(Manifests.text(file));
            for (Object version : (List<?>) ((Map<?, ?>) tree.get("spec")).get("versions")) {
                words((Map<?, ?>) ((Map<?, ?>) ((Map<?, ?>) version).get("schema")).get("openAPIV3Schema"), words);
            }
        }
        assertThat(words).hasSizeGreaterThan(10);

        words.removeAll(Crd.COMPARED);
        words.removeAll(Crd.IGNORED);
        assertThat(words).isEmpty();
    }

    @Test
    void theAnnotationProcessorSeesTheSameFieldsAndTypes() {
        for (Crd crd : ours) {
            Crd byProcessor = read(GENERATED.resolve(Path.of("apt", crd.header().get("name") + "-v1.yml")));

            assertThat(types(byProcessor)).as(crd.kind()).isEqualTo(types(crd));
        }
    }

    @Test
    void everyOpenEnumKnowsTheValuesOfTheCrd() {
        int compared = 0;
        for (Difference difference : differences()) {
            if (difference.fact().equals("enum")) {
                Class<?> type = Model.classAt(Model.kind(difference.kind()), difference.path());
                assertThat(type).as(difference.toString()).isAssignableTo(OpenEnum.class);
                TreeSet<String> values = new TreeSet<>(Model.valuesOf(type));
                if (type == MetricTargetType.class) {
                    // A formula computes no share of what is requested; a cpu trigger has this third value.
                    values.remove(MetricTargetType.UTILIZATION.value());
                }
                assertThat(String.join(",", values)).as(difference.toString()).isEqualTo(difference.theirs());
                compared++;
            }
        }
        assertThat(compared).isGreaterThan(20);
    }

    @Test
    void numbersAreAsWideAsTheCrdSays() {
        Map<String, Class<?>> types = Map.of("int32", Integer.class, "int64", Long.class, "date-time", String.class);
        List<Difference> formats = differences().stream()
                .filter(difference -> difference.fact().equals("format"))
                .toList();

        assertThat(formats)
                .hasSizeGreaterThan(100)
                .allSatisfy(format -> assertThat(Model.classAt(Model.kind(format.kind()), format.path()))
                        .isEqualTo(types.get(format.theirs())));
    }

    @Test
    void everyKindHasTheListThatTheCrdNames() throws ClassNotFoundException {
        for (Crd crd : theirs) {
            Class<?> kind = Model.kind(crd.kind());
            Class<?> list =
                    Class.forName(kind.getPackageName() + "." + crd.header().get("listKind"));

            assertThat(list).isAssignableTo(KubernetesResourceList.class);
        }
    }

    @Test
    void otherDifferencesLieInsideKubernetesOwnTypes() {
        assertThat(differences())
                .filteredOn(
                        difference -> !difference.fact().matches("enum|missing|format|listKind|shortNames|column .+"))
                .filteredOn(difference -> !difference.path().endsWith(".triggers[].metricType"))
                .allSatisfy(difference -> {
                    Class<? extends KedaResource<?, ?>> kind = Model.kind(difference.kind());
                    Class<?> type = difference.fact().matches("required|preserveUnknown")
                            ? Model.classAt(kind, difference.path())
                            : Model.ownerOf(kind, difference.path());
                    assertThat(type.getName()).startsWith("io.fabric8.kubernetes.api.model.");
                });
    }

    @Test
    void onlyMetricTypeIsInTheTriggersOfOneKind() {
        assertThat(trigger("ScaledObject"))
                .containsAll(trigger("ScaledJob"))
                .contains(".spec.triggers[].metricType")
                .hasSize(trigger("ScaledJob").size() + 1);
    }

    @Test
    void fieldsOfANewerKubernetesSurviveARoundTrip() {
        String newer = """
                apiVersion: "keda.sh/v1alpha1"
                kind: "ScaledJob"
                metadata:
                  name: "newer"
                spec:
                  jobTargetRef:
                    template:
                      metadata:
                        novel: "kept"
                      spec:
                        volumes:
                        - name: "certificate"
                          projected:
                            sources:
                            - podCertificate:
                                keyType: "ED25519"
                                signerName: "example.com/signer"
                                userAnnotations:
                                  example.com/a: "b"
                        workloadRef:
                          name: "group"
                          podGroup: "workers"
                """;

        ScaledJob job = Serialization.unmarshal(newer, ScaledJob.class);

        assertThat(Serialization.unmarshal(Serialization.asYaml(job), Map.class))
                .isEqualTo(Serialization.unmarshal(newer, Map.class));
    }

    private static List<Difference> differences() {
        List<Difference> all = new ArrayList<>();
        for (int i = 0; i < theirs.size(); i++) {
            all.addAll(Difference.between(theirs.get(i), ours.get(i)));
        }
        return all;
    }

    private static List<String> trigger(String kind) {
        return theirs.stream()
                .filter(crd -> crd.kind().equals(kind))
                .flatMap(crd -> crd.paths().keySet().stream())
                .filter(path -> path.startsWith(".spec.triggers[]"))
                .toList();
    }

    private static List<String> types(Crd crd) {
        return crd.paths().entrySet().stream()
                .map(entry -> entry.getKey() + " " + entry.getValue().get("type"))
                .toList();
    }

    /** The files of KEDA's CRDs, in the order of the listing; the test is skipped if they do not exist. */
    private static List<Path> released() {
        String shared = System.getProperty("keda4j.shared", "");
        assumeTrue(!shared.isEmpty(), "KEDA's CRDs are not available: only the listing of them is compared");
        return theirs.stream()
                .map(crd -> Path.of(shared, "data", "crds", crd.header().get("name") + ".yaml"))
                .toList();
    }

    private static Crd read(Path file) {
        return Crd.of(Serialization.unmarshal(Manifests.text(file), CustomResourceDefinition.class));
    }

    /** The keywords of a schema and of the schemas inside it. */
    private static void words(Map<?, ?> schema, Set<String> words) {
        schema.forEach((word, value) -> {
            words.add(word.toString());
            if (word.equals("properties")) {
                ((Map<?, ?>) value).values().forEach(child -> words((Map<?, ?>) child, words));
            } else if (value instanceof Map<?, ?> child && !word.equals("default")) {
                words(child, words);
            }
        });
    }

    static String listing() {
        try (InputStream in = CrdComparisonTest.class.getResourceAsStream("/keda-crds.txt")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
