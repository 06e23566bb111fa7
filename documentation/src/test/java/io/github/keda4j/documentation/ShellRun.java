package io.github.keda4j.documentation;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Runs commands of {@code keda4j} as a reader would, in a folder with the files of the page. */
final class ShellRun {

    /**
     * What the commands of a block print, and the exit code of the last.
     *
     * @param printed what they print to both outputs
     */
    record Result(String printed, int exitCode) {}

    private ShellRun() {}

    static Result run(Block block, Path folder) throws IOException {
        StringBuilder printed = new StringBuilder();
        int exitCode = 0;
        for (Command command : Shell.commands(block.text())) {
            Process process = start(arguments(command), folder);
            process.getOutputStream().close();
            printed.append(new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8));
            try {
                exitCode = process.waitFor();
            } catch (InterruptedException e) {
                process.destroy();
                throw new IOException(e);
            }
        }
        return new Result(printed.toString().replace(System.lineSeparator(), "\n"), exitCode);
    }

    private static List<String> arguments(Command command) {
        int begin = command.program().equals("java") ? command.words().indexOf("-jar") + 2 : 1;
        if (command.piped() || begin == 1 && !command.program().equals("keda4j")) {
            throw new IllegalArgumentException("Only keda4j by itself can be run, and not " + command + ".");
        }
        return command.words().subList(begin, command.words().size());
    }

    private static Process start(List<String> arguments, Path folder) throws IOException {
        List<String> words = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-Dstdout.encoding=UTF-8",
                "io.github.keda4j.cli.Keda4j"));
        words.addAll(arguments);
        ProcessBuilder builder =
                new ProcessBuilder(words).directory(folder.toFile()).redirectErrorStream(true);
        builder.environment().put("CLASSPATH", System.getProperty("java.class.path"));
        Stream.of("JAVA_TOOL_OPTIONS", "GITHUB_ACTIONS", "NO_COLOR").forEach(builder.environment()::remove);
        return builder.start();
    }
}
