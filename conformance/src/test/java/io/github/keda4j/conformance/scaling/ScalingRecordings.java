package io.github.keda4j.conformance.scaling;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.keda4j.conformance.judge.Json;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** A file of recordings: a line that says how they were made, and one line for each recording. */
record ScalingRecordings(Duration sync, List<ScalingRecording> all) {

    static ScalingRecordings read(String resource) {
        try (InputStream in = Objects.requireNonNull(ScalingRecordings.class.getResourceAsStream(resource), resource)) {
            List<String> lines = new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
            JsonNode made = Json.read(lines.get(0));
            return new ScalingRecordings(
                    Duration.ofSeconds(made.get("sync").asLong()),
                    lines.stream().skip(1).map(ScalingRecording::of).toList());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void write(Path file, long seed) throws IOException {
        List<String> lines = new ArrayList<>();
        lines.add(Json.line(Json.object()
                .put("keda", "2.21.0")
                .put("kubernetes", "1.36.3")
                .put("sync", sync.toSeconds())
                .put("seed", seed)));
        all.forEach(recording -> lines.add(recording.line()));
        Files.write(file, lines);
    }
}
