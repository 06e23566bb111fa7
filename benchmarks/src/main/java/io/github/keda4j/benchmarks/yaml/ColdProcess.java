package io.github.keda4j.benchmarks.yaml;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Runs one contender once in a separate process, and prints at the end how much time and memory the process needed. */
public final class ColdProcess {

    private ColdProcess() {}

    /**
     * Runs a contender.
     *
     * @param args the id of the contender; {@code write} and a number of stacks, or {@code read} and a file; the file
     *     for the output
     * @throws IOException if a library or a file fails
     */
    public static void main(String[] args) throws IOException {
        Contender contender = Contender.Id.valueOf(args[0]).create();
        if (args[1].equals("write")) {
            Files.writeString(Path.of(args[3]), contender.write(0, Integer.parseInt(args[2])));
        } else {
            int count = contender.read(Files.readString(Path.of(args[2])));
            Files.writeString(Path.of(args[3]), Integer.toString(count));
        }
        PrintStream out = System.out;
        out.print(Files.readString(Path.of("/proc/self/stat"), StandardCharsets.US_ASCII));
        out.print(Files.readString(Path.of("/proc/self/status"), StandardCharsets.US_ASCII));
    }
}
