package io.github.keda4j.conformance.judge;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * KEDA's own code in a process: one question per line, one answer per line, in the same order. Questions are written
 * while answers are read, because the process works on several at a time. Not thread-safe.
 */
public final class Judge implements AutoCloseable {

    /** The number of questions that may be in flight; the process buffers no more questions than fit into a pipe. */
    private static final int UNDER_WAY = 4_096;

    /** Marks the end of the questions. */
    private static final Optional<ObjectNode> END = Optional.empty();

    private static final long SECONDS_TO_END = 5;

    private final Process process;
    private final BufferedWriter questions;
    private final BufferedReader answers;
    private boolean inStep = true;

    private Judge(Process process) {
        this.process = process;
        this.questions = process.outputWriter(StandardCharsets.UTF_8);
        this.answers = process.inputReader(StandardCharsets.UTF_8);
    }

    /**
     * {@return a running judge}
     *
     * @param program the judge's binary
     * @throws IOException if it does not start
     */
    public static Judge start(Path program) throws IOException {
        return new Judge(new ProcessBuilder(program.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start());
    }

    /**
     * Asks many questions.
     *
     * @param asked the questions; another thread reads them
     * @param answered receives every question with its answer, in order
     * @throws IOException if the process ends before it has answered everything
     */
    public void ask(Iterator<ObjectNode> asked, BiConsumer<ObjectNode, JsonNode> answered) throws IOException {
        BlockingQueue<Optional<ObjectNode>> underWay = new ArrayBlockingQueue<>(UNDER_WAY);
        Writing writing = new Writing(asked, underWay);
        Thread writer = new Thread(writing, "questions");
        writer.setDaemon(true);
        inStep = false;
        writer.start();
        try {
            for (Optional<ObjectNode> next = underWay.take(); next.isPresent(); next = underWay.take()) {
                ObjectNode question = next.get();
                String line = answers.readLine();
                if (line == null) {
                    throw new IOException("The judge ended before it answered " + Json.line(question));
                }
                answered.accept(question, Json.read(line));
            }
            writer.join();
            inStep = true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("Interrupted while asking the judge.", e);
        } finally {
            writer.interrupt();
        }
        writing.rethrow();
    }

    /**
     * {@return the answers to some questions, in their order}
     *
     * @param asked the questions
     * @throws IOException if the process ends before it has answered everything
     */
    public List<JsonNode> ask(List<ObjectNode> asked) throws IOException {
        List<JsonNode> all = new ArrayList<>(asked.size());
        ask(asked.iterator(), (question, answer) -> all.add(answer));
        return all;
    }

    /**
     * {@return the answer to one question}
     *
     * @param question the question
     * @throws IOException if the process ends before it has answered everything
     */
    public JsonNode ask(ObjectNode question) throws IOException {
        return ask(List.of(question)).get(0);
    }

    /**
     * {@return whether this judge can be asked again; it cannot if the last questions were abandoned before all of them
     * were answered}
     */
    public boolean isInStep() {
        return inStep;
    }

    /** Ends the process. */
    @Override
    public void close() throws IOException {
        if (!inStep) {
            // The process may be blocked until somebody reads its answers. It would then never notice the end of the
            // questions.
            process.destroyForcibly();
            return;
        }
        try {
            questions.close();
        } finally {
            try {
                if (!process.waitFor(SECONDS_TO_END, TimeUnit.SECONDS)) {
                    process.destroyForcibly();
                }
            } catch (InterruptedException e) {
                process.destroyForcibly();
                Thread.currentThread().interrupt();
            }
        }
    }

    /** Writes questions, and registers each one as in flight before writing it. */
    private final class Writing implements Runnable {

        private final Iterator<ObjectNode> asked;
        private final BlockingQueue<Optional<ObjectNode>> underWay;
        private volatile @Nullable RuntimeException failure;

        private Writing(Iterator<ObjectNode> asked, BlockingQueue<Optional<ObjectNode>> underWay) {
            this.asked = asked;
            this.underWay = underWay;
        }

        @Override
        public void run() {
            try {
                writeAll();
            } catch (IOException e) {
                failure = new UncheckedIOException(e);
            } catch (RuntimeException e) {
                failure = e;
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
            end();
        }

        private void writeAll() throws IOException, InterruptedException {
            try {
                while (asked.hasNext()) {
                    ObjectNode question = asked.next();
                    if (underWay.remainingCapacity() == 0) {
                        questions.flush();
                    }
                    underWay.put(Optional.of(question));
                    questions.write(Json.line(question));
                    questions.newLine();
                }
            } finally {
                questions.flush();
            }
        }

        private void end() {
            try {
                underWay.put(END);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }

        private void rethrow() {
            RuntimeException thrown = failure;
            if (thrown != null) {
                throw thrown;
            }
        }
    }
}
