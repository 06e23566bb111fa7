package io.github.keda4j.examples.sqs;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * A process with its own environment and credentials. It ends together with this process, however this process ends.
 */
final class ChildJvm implements AutoCloseable {

    private static final List<String> OPTIONS = List.of(
            "-Xmx96m",
            "-XX:MetaspaceSize=96m",
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-Xshare:auto",
            "-Dio.netty.noUnsafe=true");

    private final String name;
    private final Process process;
    private final Writer commands;

    private ChildJvm(String name, Process process) {
        this.name = name;
        this.process = process;
        this.commands = process.outputWriter(StandardCharsets.UTF_8);
    }

    /**
     * Starts a program from this process's own class path. Output that is not an event goes to the log.
     *
     * @param name the process's name in messages
     * @param program a class with a main method
     * @param arguments the arguments of the program
     * @param environment variables in addition to this process's environment, except its {@code AWS_} variables
     * @param log receives standard error
     * @param listener called for each event, on a separate thread
     */
    static ChildJvm start(
            String name,
            Class<?> program,
            List<String> arguments,
            Map<String, String> environment,
            Path log,
            Consumer<ChildEvent> listener) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(OPTIONS);
        command.add("-Djava.io.tmpdir=" + System.getProperty("java.io.tmpdir"));
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), program.getName()));
        command.addAll(arguments);
        ProcessBuilder builder = new ProcessBuilder(command).redirectError(log.toFile());
        // The developer's own profile and keys would take precedence over the pod's.
        builder.environment()
                .keySet()
                .removeIf(variable -> variable.startsWith("AWS_") || variable.equals("JAVA_TOOL_OPTIONS"));
        builder.environment().putAll(environment);
        try {
            ChildJvm child = new ChildJvm(name, builder.start());
            child.listen(listener);
            return child;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot start " + String.join(" ", command), e);
        }
    }

    private void listen(Consumer<ChildEvent> listener) {
        Thread thread = new Thread(
                () -> {
                    try (BufferedReader out = process.inputReader(StandardCharsets.UTF_8)) {
                        for (String line = out.readLine(); line != null; line = out.readLine()) {
                            ChildEvent.parse(line).ifPresent(listener);
                        }
                    } catch (IOException ended) {
                        // The process has ended, and so has its output.
                    }
                },
                "events-of-" + process.pid());
        thread.setDaemon(true);
        thread.start();
    }

    void command(String line) {
        try {
            commands.write(line + "\n");
            commands.flush();
        } catch (IOException e) {
            throw new UncheckedIOException("process " + process.pid() + " no longer accepts commands", e);
        }
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** Imitates an abrupt end of this process. */
    void endOfCommands() {
        try {
            commands.close();
        } catch (IOException gone) {
            // Then the child has already ended.
        }
    }

    boolean isGoneWithin(int seconds) throws InterruptedException {
        return process.waitFor(seconds, TimeUnit.SECONDS);
    }

    String name() {
        return name;
    }

    long pid() {
        return process.pid();
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!isGoneWithin(2)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException interrupted) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
