package io.github.keda4j.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.KubernetesResource;
import io.fabric8.kubernetes.model.annotation.Plural;
import io.fabric8.kubernetes.model.annotation.Singular;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.ServiceLoader;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What goes into the jar, and what must not. */
class JarContentTest {

    private static final Path CLASSES = Path.of("target", "classes");

    @Test
    void everyClassIsOurs() throws IOException {
        assertThat(files())
                .filteredOn(file -> file.endsWith(".class"))
                .hasSizeGreaterThan(200)
                .allMatch(file -> file.startsWith("io/github/keda4j/"));
    }

    @Test
    void noCrdIsWhereTestExtensionsWouldApplyIt() throws IOException {
        assertThat(files()).noneMatch(file -> file.startsWith("META-INF/fabric8"));
    }

    @Test
    void everyKindAndItsListAreRegistered() {
        List<String> registered = ServiceLoader.load(KubernetesResource.class).stream()
                .map(provider -> provider.type())
                .filter(Model::isOurs)
                .map(Class::getSimpleName)
                .toList();

        assertThat(registered)
                .containsExactlyInAnyOrderElementsOf(Model.KINDS.stream()
                        .flatMap(kind -> Stream.of(kind.getSimpleName(), kind.getSimpleName() + "List"))
                        .toList());
    }

    /** Without these, fabric8 runs some eighty regular expressions in the constructor of each object. */
    @Test
    void everyKindNamesItsPluralAndSingular() {
        assertThat(Model.KINDS).allSatisfy(kind -> assertThat(kind).hasAnnotations(Plural.class, Singular.class));
    }

    private static List<String> files() throws IOException {
        try (Stream<Path> files = Files.walk(CLASSES)) {
            return files.filter(Files::isRegularFile)
                    .map(file -> CLASSES.relativize(file).toString().replace('\\', '/'))
                    .toList();
        }
    }
}
