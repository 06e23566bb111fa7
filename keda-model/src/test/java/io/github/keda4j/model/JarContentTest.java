package io.github.keda4j.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.KubernetesResource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.ServiceLoader;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Checks what is in the jar and what must not be. */
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

    /**
     * If a class does not state its plural, fabric8 runs about eighty regular expressions in the constructor of each
     * object. Every further annotation is a class that each process loads before it has its first object, whether or
     * not anything reads the annotation.
     */
    @Test
    void everyKindCarriesWhatItsConstructorReadsAndNothingElse() {
        assertThat(Model.KINDS)
                .allSatisfy(kind -> assertThat(kind.getDeclaredAnnotations())
                        .extracting(annotation -> annotation.annotationType().getSimpleName())
                        .containsExactlyInAnyOrder("Group", "Version", "Plural"));
    }

    @Test
    void everyKindIsItsOwnSingular() {
        assertThat(Model.KINDS)
                .allSatisfy(kind -> assertThat(HasMetadata.getSingular(kind))
                        .isEqualTo(kind.getSimpleName().toLowerCase(Locale.ROOT)));
    }

    private static List<String> files() throws IOException {
        try (Stream<Path> files = Files.walk(CLASSES)) {
            return files.filter(Files::isRegularFile)
                    .map(file -> CLASSES.relativize(file).toString().replace('\\', '/'))
                    .toList();
        }
    }
}
