package io.github.keda4j.conformance.manifest;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.github.keda4j.conformance.judge.Setting;
import io.github.keda4j.model.KedaResource;
import io.github.keda4j.yaml.ManifestException;
import io.github.keda4j.yaml.Manifests;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The manifests for KEDA in this repository: in its tests, its examples and its documentation. */
final class OurManifests {

    private static final Pattern BLOCK = Pattern.compile("```yaml\n(.*?)```", Pattern.DOTALL);

    /** A block of a trigger's page. */
    private static final String ONLY_TRIGGERS = "triggers:\n";

    private OurManifests() {}

    /**
     * An object, and its location.
     *
     * @param source the file, and the number of its block or document
     * @param object one of KEDA's objects
     */
    record Written(String source, HasMetadata object) {

        @Override
        public String toString() {
            return source + " (" + object.getKind() + " " + object.getMetadata().getName() + ")";
        }
    }

    /** An object of each of KEDA's kinds with every field. */
    static List<Written> ofTheModel() {
        return files("keda-model/src/test/resources/manifests", ".yaml");
    }

    static List<Written> ofTheExamples() {
        return Stream.of("examples/src/test/resources", "consumers")
                .flatMap(folder -> files(folder, ".yaml").stream())
                .toList();
    }

    /** The complete manifests, and the triggers of the reference pages, each in its own ScaledObject. */
    static List<Written> ofTheDocumentation() {
        return files("docs", ".md");
    }

    private static List<Written> files(String folder, String ending) {
        Path root = Setting.repository();
        try (Stream<Path> files = Files.walk(root.resolve(folder))) {
            return files.filter(file ->
                            file.toString().endsWith(ending) && !file.toString().contains("/target/"))
                    .sorted()
                    .flatMap(file -> objects(root.relativize(file).toString(), text(file)).stream())
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<Written> objects(String file, String text) {
        if (!file.endsWith(".md")) {
            return ofKeda(file, text);
        }
        List<Written> objects = new ArrayList<>();
        int number = 0;
        for (Matcher block = BLOCK.matcher(text); block.find(); ) {
            String yaml = block.group(1);
            String source = file + ", block " + ++number;
            if (yaml.startsWith(ONLY_TRIGGERS)) {
                objects.addAll(ofKeda(source, scaledObject(yaml)));
            } else if (yaml.startsWith("apiVersion:")) {
                objects.addAll(ofKeda(source, yaml));
            }
        }
        return objects;
    }

    private static String scaledObject(String triggers) {
        return """
                apiVersion: keda.sh/v1alpha1
                kind: ScaledObject
                metadata:
                  name: reference
                spec:
                  minReplicaCount: 1
                  scaleTargetRef:
                    name: reference
                """ + triggers.indent(2);
    }

    private static List<Written> ofKeda(String source, String yaml) {
        return read(source, yaml).stream()
                .filter(KedaResource.class::isInstance)
                .map(object -> new Written(source, object))
                .toList();
    }

    private static List<HasMetadata> read(String source, String yaml) {
        try {
            return Manifests.read(yaml);
        } catch (ManifestException unreadable) {
            if (source.startsWith("docs/")) {
                return List.of(); // The page shows a broken manifest, or an excerpt.
            }
            throw unreadable;
        }
    }
}
