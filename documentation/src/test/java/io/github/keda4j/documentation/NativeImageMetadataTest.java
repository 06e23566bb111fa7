package io.github.keda4j.documentation;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * The GraalVM metadata lists every resource of a jar, and only classes whose metadata is tested use reflection:
 * {@code NativeImageMetadataTest} of keda-model and of keda4j-cli.
 */
class NativeImageMetadataTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** What appears in the constant pool of a class that uses reflection or loads a class. */
    private static final Pattern REFLECTION = Pattern.compile(
            "java/lang/reflect/(Constructor|Field|Method|Proxy)\\b|java/util/ServiceLoader|java/lang/invoke/VarHandle"
                    + "|\\(Ljava/lang/String;(ZLjava/lang/ClassLoader;)?\\)Ljava/lang/Class;");

    /**
     * The reader and writer of manifests, whose classes keda-model's test checks, and the fields of tests, which run
     * on a JVM.
     */
    private static final List<String> REFLECTS = List.of(
            "keda-model io.github.keda4j.yaml.CommonTypes",
            "keda-model io.github.keda4j.yaml.Kinds",
            "keda-model io.github.keda4j.yaml.Layout",
            "keda-model io.github.keda4j.yaml.ObjectReader",
            "keda-model io.github.keda4j.yaml.Property",
            "keda-model io.github.keda4j.yaml.ValueReader",
            "keda4j-testing io.github.keda4j.testing.kubernetes.KubernetesApiServerExtension",
            "podidentity-builder io.github.keda4j.podidentity.association.SdkVersion");

    @Test
    void everyResourceIsAnnounced() throws IOException {
        List<String> missing = new ArrayList<>();
        for (Map.Entry<String, Path> artifact : artifacts().entrySet()) {
            List<Pattern> announced = announced(artifact.getValue());
            for (String file : files(artifact.getValue())) {
                if (!file.endsWith(".class")
                        && !file.startsWith("META-INF/")
                        && announced.stream()
                                .noneMatch(pattern -> pattern.matcher(file).matches())) {
                    missing.add(artifact.getKey() + " " + file);
                }
            }
        }

        assertThat(missing).as("resources that no resource-config.json lists").isEmpty();
    }

    @Test
    void everyAnnouncementMeetsAResource() throws IOException {
        List<String> idle = new ArrayList<>();
        for (Map.Entry<String, Path> artifact : artifacts().entrySet()) {
            List<String> files = files(artifact.getValue());
            for (Pattern pattern : announced(artifact.getValue())) {
                if (files.stream().noneMatch(file -> pattern.matcher(file).matches())) {
                    idle.add(artifact.getKey() + " " + pattern);
                }
            }
        }

        assertThat(idle).as("patterns that match no resource").isEmpty();
    }

    @Test
    void reflectionIsOnlyWhereItIsKnown() throws IOException {
        TreeSet<String> reflect = new TreeSet<>();
        for (Map.Entry<String, Path> artifact : artifacts().entrySet()) {
            for (String file : files(artifact.getValue())) {
                if (file.endsWith(".class") && reflects(artifact.getValue().resolve(file))) {
                    reflect.add(artifact.getKey() + " "
                            + file.replaceAll("(\\$.*)?\\.class$", "").replace('/', '.'));
                }
            }
        }

        assertThat(reflect).containsExactlyElementsOf(new TreeSet<>(REFLECTS));
    }

    private static boolean reflects(Path classFile) throws IOException {
        String constants = Files.readString(classFile, StandardCharsets.ISO_8859_1);
        return REFLECTION.matcher(constants).find();
    }

    /** The classes of each released module, by artifact. */
    private static Map<String, Path> artifacts() throws IOException {
        Path root = Path.of("..").toAbsolutePath().normalize();
        Map<String, Path> artifacts = new TreeMap<>();
        for (Map.Entry<String, String> module : Pom.modules(root).entrySet()) {
            Path folder = root.resolve(module.getValue());
            boolean released = Pom.read(folder).children("properties").stream()
                    .allMatch(properties -> properties.text("maven.deploy.skip").isEmpty());
            if (released && Files.isDirectory(folder.resolve("src/main/java"))) {
                artifacts.put(module.getKey(), folder.resolve("target/classes"));
            }
        }
        return artifacts;
    }

    private static List<String> files(Path classes) throws IOException {
        try (Stream<Path> files = Files.walk(classes)) {
            return files.filter(Files::isRegularFile)
                    .map(file -> classes.relativize(file).toString().replace('\\', '/'))
                    .sorted()
                    .toList();
        }
    }

    private static List<Pattern> announced(Path classes) throws IOException {
        List<Pattern> patterns = new ArrayList<>();
        for (String file : files(classes)) {
            if (file.startsWith("META-INF/native-image/") && file.endsWith("/resource-config.json")) {
                for (JsonNode include :
                        JSON.readTree(classes.resolve(file).toFile()).at("/resources/includes")) {
                    patterns.add(Pattern.compile(include.path("pattern").asText()));
                }
            }
        }
        return patterns;
    }
}
