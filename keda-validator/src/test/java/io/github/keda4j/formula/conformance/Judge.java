package io.github.keda4j.formula.conformance;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** KEDA's own code in a process: a question a line, an answer a line, in the same order. */
final class Judge implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Process process;

    private Judge(Process process) {
        this.process = process;
    }

    static Judge start(Path program) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(program.toString());
        builder.environment().put("AWS_EC2_METADATA_DISABLED", "true");
        return new Judge(builder.redirectError(ProcessBuilder.Redirect.DISCARD).start());
    }

    /** Asks everything at once. */
    List<JudgeAnswer> ask(List<FormulaCase> cases) throws IOException {
        CompletableFuture<Void> written = CompletableFuture.runAsync(() -> write(cases));
        List<JudgeAnswer> answers = new ArrayList<>(cases.size());
        BufferedReader reader = process.inputReader(StandardCharsets.UTF_8);
        while (answers.size() < cases.size()) {
            String line = reader.readLine();
            if (line == null) {
                throw new IOException("the judge ended at " + cases.get(answers.size()));
            }
            answers.add(answer(JSON.readTree(line)));
        }
        written.join();
        return answers;
    }

    private void write(List<FormulaCase> cases) {
        try {
            Writer writer = process.outputWriter(StandardCharsets.UTF_8);
            for (FormulaCase asked : cases) {
                writer.write(question(asked));
                writer.write('\n');
            }
            writer.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String question(FormulaCase asked) {
        ObjectNode question = JSON.createObjectNode();
        question.put("ask", "formula").put("formula", asked.formula()).put("target", "2");
        asked.triggers()
                .forEach((name, type) -> question.withArray("triggers")
                        .addObject()
                        .put("name", name)
                        .put("type", type));
        ObjectNode values = question.putArray("values").addObject();
        asked.values().forEach(values::put);
        return question.toString();
    }

    private static JudgeAnswer answer(JsonNode line) {
        if (line.path("verdict").asText().equals("invalid")) {
            throw new IllegalStateException(
                    "The judge was asked wrongly: " + line.path("message").asText());
        }
        JsonNode run = line.path("runs").path(0);
        String value = value(run.path("value"));
        return new JudgeAnswer(
                line.path("verdict").asText().equals("accept"),
                text(line.path("message")),
                value,
                value == null ? text(run.path("error")) : null,
                run.has("milli") ? run.get("milli").asLong() : null);
    }

    private static @Nullable String value(JsonNode value) {
        String text = text(value);
        if ("Infinity".equals(text)) {
            return "+Inf";
        }
        return "-Infinity".equals(text) ? "-Inf" : text;
    }

    private static @Nullable String text(JsonNode node) {
        return node.isMissingNode() ? null : node.asText();
    }

    @Override
    public void close() throws IOException {
        process.getOutputStream().close();
        process.destroy();
    }
}
