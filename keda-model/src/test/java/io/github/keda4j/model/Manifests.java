package io.github.keda4j.model;

import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The manifests under {@code src/test/resources/manifests}. */
public final class Manifests {

    private static final Path ROOT = Path.of("src", "test", "resources", "manifests");

    private Manifests() {}

    /** Every manifest, by name. */
    public static List<Path> all() {
        try (Stream<Path> files = Files.walk(ROOT)) {
            return files.filter(file -> file.toString().endsWith(".yaml"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The manifests in which KEDA 2.20 knows every field and value. */
    public static List<Path> ofToday() {
        return all().stream()
                .filter(file -> !file.getFileName().toString().startsWith("future"))
                .toList();
    }

    /** The text of a manifest. */
    public static String text(Path manifest) {
        try {
            return Files.readString(manifest);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Reads YAML as maps, lists and scalars. */
    @SuppressWarnings("unchecked")
    public static Map<String, Object> tree(String yaml) {
        return Serialization.unmarshal(yaml, Map.class);
    }
}
