package io.github.keda4j.model;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import com.fasterxml.jackson.databind.annotation.JsonSerialize;
import io.fabric8.kubernetes.api.model.KubernetesResource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.ServiceLoader;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** GraalVM is told of every class that is read or written by reflection, and of no other. */
class NativeImageMetadataTest {

    private static final Path METADATA =
            Path.of("src/main/resources/META-INF/native-image/io.github.keda4j/keda-model/reflect-config.json");

    @Test
    void namesEveryClassOfTheModel() throws IOException {
        List<String> expected = byReflection().stream()
                .map(Class::getName)
                .sorted()
                .map(this::line)
                .toList();
        Path fresh = Path.of("target", "reflect-config.json");
        Files.writeString(fresh, "[\n" + String.join(",\n", expected) + "\n]\n");

        assertThat(METADATA).as("a fresh one is in " + fresh).hasSameTextualContentAs(fresh);
    }

    private String line(String name) {
        return "  {\"name\": \"" + name + "\", \"allDeclaredConstructors\": true, \"allDeclaredFields\": true,"
                + " \"allDeclaredMethods\": true}";
    }

    private static Set<Class<?>> byReflection() {
        Set<Class<?>> classes = new LinkedHashSet<>();
        for (Class<?> type : Model.reachable()) {
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
