package io.github.keda4j.validator.conformance;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.keda4j.trigger.KedaVersion;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

/**
 * KEDA itself in a process: a question a line, an answer a line, in the same order. The folder of its programs, one for each
 * release, is the system property {@code keda4j.judge.dir}.
 */
final class Judge implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Process process;
    private final BufferedReader answers;
    private final Writer questions;

    private Judge(Process process) {
        this.process = process;
        this.answers = process.inputReader(StandardCharsets.UTF_8);
        this.questions = process.outputWriter(StandardCharsets.UTF_8);
    }

    /** The program of a release, such as {@code judge-2.21.0}; empty where there is none. */
    static Optional<Path> program(KedaVersion version) throws IOException {
        String folder = System.getProperty("keda4j.judge.dir", "");
        if (folder.isEmpty()) {
            return Optional.empty();
        }
        try (Stream<Path> files = Files.list(Path.of(folder))) {
            return files.filter(file -> file.getFileName().toString().matches(".*judge-" + version + "\\.\\d+"))
                    .max(Path::compareTo);
        }
    }

    static Judge start(Path program) throws IOException {
        return new Judge(new ProcessBuilder(program.toString())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start());
    }

    /** Asks everything at once. */
    List<JsonNode> ask(List<String> asked) throws IOException {
        CompletableFuture<Void> written = CompletableFuture.runAsync(() -> write(asked));
        List<JsonNode> answered = new ArrayList<>(asked.size());
        while (answered.size() < asked.size()) {
            String line = answers.readLine();
            if (line == null) {
                throw new IOException("The judge ended at " + asked.get(answered.size()));
            }
            answered.add(JSON.readTree(line));
        }
        written.join();
        return answered;
    }

    private void write(List<String> asked) {
        try {
            for (String question : asked) {
                questions.write(question);
                questions.write('\n');
            }
            questions.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() throws IOException {
        process.getOutputStream().close();
        process.destroy();
    }
}
