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

/** Files beside the tests, and those of the directory that the property {@code keda4j.shared} names. */
final class TestFiles {

    private TestFiles() {}

    static Stream<String> lines(String resource) {
        try (InputStream in = Objects.requireNonNull(TestFiles.class.getResourceAsStream(resource), resource)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** Skips the test, and says so, where the file is not there. */
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
