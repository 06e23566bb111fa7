package io.github.keda4j.simulator;

import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.stream.Stream;

/** Files next to the tests, and files in the directory that the property {@code keda4j.shared} names. */
final class TestFiles {

    private TestFiles() {}

    static Stream<String> lines(String resource) {
        try (InputStream in = Objects.requireNonNull(TestFiles.class.getResourceAsStream(resource), resource)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** Skips the test with a message if the file does not exist. */
    static String shared(String name) {
        Path file = Path.of(System.getProperty("keda4j.shared", ""), name);
        assumeThat(file)
                .as("%s, in the directory of property keda4j.shared", name)
                .isRegularFile();
        try {
            return Files.readString(file);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
