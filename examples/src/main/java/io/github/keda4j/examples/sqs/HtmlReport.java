package io.github.keda4j.examples.sqs;

import io.github.keda4j.wiring.Proof;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** The run as one page. */
final class HtmlReport {

    private HtmlReport() {}

    static void write(Path file, DemoSettings settings, Proof proof, RunRecord record, Optional<String> failure)
            throws IOException {
        Files.writeString(file, record.samples().toString());
    }
}
