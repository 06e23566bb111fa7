package io.github.keda4j.examples.sqs;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/**
 * A child's standard input, which carries the parent's commands. When the parent is gone, the input ends, and then the
 * child ends too.
 */
final class Lifeline {

    private Lifeline() {}

    /** Passes lines on; when the input ends for any reason, this process ends. */
    static void hold(Consumer<String> commands) {
        Thread reader = new Thread(
                () -> {
                    try (BufferedReader in =
                            new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
                        for (String line = in.readLine(); line != null; line = in.readLine()) {
                            commands.accept(line);
                        }
                    } catch (IOException parentIsGone) {
                        // Treated like the end of the input.
                    }
                    Runtime.getRuntime().halt(0);
                },
                "lifeline");
        reader.setDaemon(true);
        reader.start();
    }
}
