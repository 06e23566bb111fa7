package io.github.keda4j.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.builder.Editable;
import io.fabric8.kubernetes.api.builder.VisitableBuilder;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.KubernetesResource;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.github.keda4j.yaml.ManifestFields;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Manifests that people write stay the same when they are read and written, and they cover every field of the model.
 */
@EveryFabric8Line
class ManifestRoundTripTest {

    static List<Path> manifests() {
        return Manifests.all();
    }

    @ParameterizedTest
    @MethodSource("manifests")
    void readingAndWritingGivesTheSameTree(Path manifest) {
        String yaml = Manifests.text(manifest);

        KubernetesResource object = Serialization.unmarshal(yaml);

        assertThat(object).isInstanceOf(KedaResource.class);
        assertThat(Manifests.tree(Serialization.asYaml(object))).isEqualTo(Manifests.tree(yaml));
    }

    @ParameterizedTest
    @MethodSource("manifests")
    void theReaderAndWriterOfManifestsAgreeWithJackson(Path manifest) {
        String yaml = Manifests.text(manifest);

        HasMetadata object = Serialization.unmarshal(yaml);
        String written = io.github.keda4j.yaml.Manifests.write(List.of(object), ManifestFields.ALL);

        assertThat(Manifests.tree(written)).as(written).isEqualTo(Manifests.tree(yaml));
        assertThat(io.github.keda4j.yaml.Manifests.read(yaml)).containsExactly(object);
    }

    @ParameterizedTest
    @MethodSource("manifests")
    void editingNothingChangesNothing(Path manifest) {
        KedaResource<?, ?> object = Serialization.unmarshal(Manifests.text(manifest));

        Object edited = ((VisitableBuilder<?, ?>) ((Editable<?>) object).edit()).build();

        assertThat(edited).isEqualTo(object).isNotSameAs(object).hasSameHashCodeAs(object);
        assertThat(Manifests.tree(Serialization.asYaml(edited))).isEqualTo(Manifests.tree(Manifests.text(manifest)));
    }

    @Test
    void thereAreAtLeastSixtyManifests() {
        assertThat(Manifests.all()).hasSizeGreaterThanOrEqualTo(60);
    }

    @Test
    void manifestsOfTodayUseOnlyKnownFieldsAndValues() {
        for (Path manifest : Manifests.ofToday()) {
            for (Object part : partsOf(manifest)) {
                if (part instanceof ResourcePart known) {
                    assertThat(known.getAdditionalProperties())
                            .as(manifest + " " + known)
                            .isEmpty();
                } else if (part instanceof OpenEnum value) {
                    assertThat(Model.valuesOf(value.getClass()))
                            .as(manifest.toString())
                            .contains(value.value());
                }
            }
        }
    }

    @Test
    void theManifestsUseEveryFieldOfEveryClass() {
        Set<String> missing = new TreeSet<>();
        for (Class<?> type : Model.parts()) {
            Model.fields(type).keySet().forEach(field -> missing.add(type.getSimpleName() + "." + field));
        }
        assertThat(missing).hasSizeGreaterThan(150);

        for (Path manifest : Manifests.ofToday()) {
            for (Object part : partsOf(manifest)) {
                if (part instanceof ResourcePart known) {
                    known.forEachField(
                            (field, value) -> missing.remove(known.getClass().getSimpleName() + "." + field));
                }
            }
        }

        assertThat(missing).isEmpty();
    }

    @Test
    void theManifestsUseEveryValueOfEveryOpenEnum() {
        Set<String> missing = new TreeSet<>();
        for (Class<?> type : Model.openEnums()) {
            Model.valuesOf(type).forEach(value -> missing.add(type.getSimpleName() + " " + value));
        }
        assertThat(missing).hasSizeGreaterThan(50);

        for (Path manifest : Manifests.ofToday()) {
            for (Object part : partsOf(manifest)) {
                if (part instanceof OpenEnum value) {
                    missing.remove(value.getClass().getSimpleName() + " " + value);
                }
            }
        }

        assertThat(missing).isEmpty();
    }

    @Test
    void partsShowTheirFieldsUnderTheirNamesInYaml() {
        for (Path manifest : Manifests.all()) {
            Map<String, Object> tree = Manifests.tree(Manifests.text(manifest));
            KedaResource<?, ?> object = Serialization.unmarshal(Manifests.text(manifest));
            ResourcePart spec = (ResourcePart) object.getSpec();
            List<String> names = new ArrayList<>();

            spec.forEachField((name, value) -> names.add(name));

            assertThat(names)
                    .as(manifest.toString())
                    .containsExactlyInAnyOrderElementsOf(((Map<String, ?>) (Map<?, ?>) tree.get("spec"))
                            .keySet().stream().map(Object::toString).toList());
        }
    }

    /** The parts and enumerated values of a manifest, at any depth. */
    private static List<Object> partsOf(Path manifest) {
        KedaResource<?, ?> object = Serialization.unmarshal(Manifests.text(manifest));
        List<Object> parts = new ArrayList<>();
        collect(object.getSpec(), parts);
        collect(object.getStatus(), parts);
        return parts;
    }

    private static void collect(Object value, List<Object> parts) {
        if (value instanceof ResourcePart part) {
            parts.add(part);
            part.forEachField((name, field) -> collect(field, parts));
        } else if (value instanceof OpenEnum) {
            parts.add(value);
        } else if (value instanceof Collection<?> list) {
            list.forEach(element -> collect(element, parts));
        } else if (value instanceof Map<?, ?> map) {
            map.values().forEach(element -> collect(element, parts));
        }
    }
}
