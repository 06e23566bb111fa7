package io.github.keda4j.validator.editor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Checks that the committed schemas are those that the catalogue and the listings produce. */
class EditorSchemasTest {

    private static final Path SCHEMAS = Path.of("..", "docs", "schemas");

    @Test
    void theSchemasAreUpToDate() throws IOException {
        SortedMap<String, String> committed = new TreeMap<>();
        try (Stream<Path> files = Files.walk(SCHEMAS)) {
            for (Path file :
                    files.filter(path -> path.toString().endsWith(".json")).toList()) {
                committed.put(SCHEMAS.relativize(file).toString().replace('\\', '/'), Files.readString(file));
            }
        }
        Map<String, String> made = EditorSchemas.all();
        String command = "write the schemas with: mvn -q -pl keda-validator test-compile exec:java@schemas";
        assertThat(committed.keySet()).as(command).isEqualTo(made.keySet());
        made.forEach((name, text) -> assertThat(committed.get(name).equals(text))
                .as(name + ": " + command)
                .isTrue());
    }
}
