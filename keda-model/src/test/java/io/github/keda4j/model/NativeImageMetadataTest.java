package io.github.keda4j.model;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import com.fasterxml.jackson.databind.annotation.JsonSerialize;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.KubernetesResource;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.ServiceLoader;
import java.util.Set;
import org.junit.jupiter.api.Test;

/**
 * The metadata for GraalVM lists every class that is read or written by reflection, and no other: the classes of the
 * six kinds, and those of the objects that accompany them in nearly every manifest.
 */
class NativeImageMetadataTest {

    private static final Path FOLDER = Path.of("src/main/resources/META-INF/native-image/io.github.keda4j/keda-model");

    private static final Path METADATA = FOLDER.resolve("reflect-config.json");

    private static final List<Class<?>> WORKLOADS = List.of(
            ServiceAccount.class,
            ConfigMap.class,
            Secret.class,
            Namespace.class,
            Service.class,
            Deployment.class,
            StatefulSet.class,
            Job.class);

    @Test
    void namesEveryClassOfTheModel() throws IOException {
        List<String> expected = byReflection().stream()
                .map(Class::getName)
                .sorted()
                .map(this::line)
                .toList();
        Path fresh = Path.of("target", "reflect-config.json");
        Files.writeString(fresh, "[\n" + String.join(",\n", expected) + "\n]\n");

        assertThat(METADATA)
                .as("the metadata is outdated; a fresh copy is in " + fresh)
                .hasSameTextualContentAs(fresh);
    }

    /** The manifest reader looks there for kinds from other libraries. */
    @Test
    void includesTheListsOfKinds() throws IOException {
        String pattern = "META-INF/services/io\\\\.fabric8\\\\.kubernetes\\\\.api\\\\.model\\\\.KubernetesResource";

        assertThat("META-INF/services/" + KubernetesResource.class.getName()).matches(pattern.replace("\\\\", "\\"));
        assertThat(FOLDER.resolve("resource-config.json"))
                .hasContent("{\"resources\": {\"includes\": [{\"pattern\": \"" + pattern + "\"}]}}\n");
    }

    private String line(String name) {
        return "  {\"name\": \"" + name + "\", \"allDeclaredConstructors\": true, \"allDeclaredFields\": true,"
                + " \"allDeclaredMethods\": true}";
    }

    private static Set<Class<?>> byReflection() {
        Set<Class<?>> classes = new LinkedHashSet<>();
        Set<Class<?>> reachable = Model.reachable();
        reachable.addAll(Model.reachableFrom(WORKLOADS));
        for (Class<?> type : reachable) {
            for (Class<?> each = type; each != null && each != Object.class; each = each.getSuperclass()) {
                classes.add(each);
            }
        }
        ServiceLoader.load(KubernetesResource.class).stream()
                .map(provider -> provider.type())
                .filter(Model::isOurs)
                .forEach(list -> {
                    classes.add(list);
                    classes.add(list.getSuperclass());
                });
        for (Class<?> type : Set.copyOf(classes)) {
            JsonDeserialize reads = type.getAnnotation(JsonDeserialize.class);
            if (reads != null && reads.using() != JsonDeserializer.None.class) {
                classes.add(reads.using());
            }
            JsonSerialize writes = type.getAnnotation(JsonSerialize.class);
            if (writes != null && writes.using() != JsonSerializer.None.class) {
                classes.add(writes.using());
            }
        }
        return classes;
    }
}
