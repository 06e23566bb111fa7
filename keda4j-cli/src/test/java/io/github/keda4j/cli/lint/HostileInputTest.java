package io.github.keda4j.cli.lint;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.keda4j.cli.Cli;
import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Input that is given to a linter by accident: each gets a clear message, and none needs more memory or time than a
 * manifest.
 */
class HostileInputTest {

    private static final String OBJECT = "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a}\n";

    @TempDir
    private Path folder;

    private Path write(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text);
    }

    @Test
    void aMissingFileIsAnErrorAndTheOthersAreChecked() throws IOException {
        Path there = write("there.yaml", OBJECT);
        Cli result = Cli.run("lint", folder.resolve("gone.yaml").toString(), there.toString());
        assertThat(result.exitCode()).isEqualTo(2);
        assertThat(result.out()).contains("gone.yaml does not exist.").contains("1 other object in 2 files");
    }

    @Test
    void anEmptyFileThatIsNamedIsAWarning() throws IOException {
        Cli result = Cli.run("lint", write("empty.yaml", "\n").toString());
        assertThat(result.exitCode()).isZero();
        assertThat(result.out()).contains("warning: The file is empty. [input-empty]");
    }

    @Test
    void aFolderWithoutManifestsIsNoSuccess() throws IOException {
        Path empty = Files.createDirectory(folder.resolve("empty"));
        Files.createDirectories(empty.resolve(".git/more"));
        Files.writeString(empty.resolve("notes.txt"), OBJECT);
        Cli result =
                Cli.run("lint", empty.toString(), write("there.yaml", OBJECT).toString());
        assertThat(result.exitCode()).isEqualTo(2);
        assertThat(result.out())
                .contains("empty:1:1: error: The folder has no file that ends in .yaml, .yml or .json. [input-nothing]")
                .contains("1 other object in ");
    }

    @Test
    void aFolderWhoseManifestsAreLeftOutForAReasonIsFine() throws IOException {
        Path chart = Files.createDirectory(folder.resolve("chart"));
        Files.writeString(chart.resolve("Chart.yaml"), "name: a\n");
        assertThat(Cli.run("lint", chart.toString()).exitCode()).isZero();

        Path legacy = Files.createDirectories(folder.resolve("more/legacy"));
        Files.writeString(legacy.resolve("a.yaml"), OBJECT);
        assertThat(Cli.run(
                                "lint",
                                "--exclude",
                                "**/legacy",
                                folder.resolve("more").toString())
                        .exitCode())
                .isZero();

        Path values = Files.createDirectory(folder.resolve("values"));
        Files.writeString(values.resolve("values.yaml"), "a: 1\n");
        assertThat(Cli.run("lint", values.toString()).exitCode()).isZero();
    }

    @Test
    void aBinaryFileThatIsNamedIsAnError() throws IOException {
        Path file = Files.write(folder.resolve("a.yaml"), new byte[] {'a', 0, 'b'});
        assertThat(Cli.run("lint", file.toString()).out()).contains("error: This is not text: it contains the byte 0.");
    }

    @Test
    void utf16IsToldByItsName() throws IOException {
        Path file = Files.write(folder.resolve("a.yaml"), ("\uFEFF" + OBJECT).getBytes(StandardCharsets.UTF_16LE));
        assertThat(Cli.run("lint", file.toString()).out()).contains("UTF-16").contains("Save it as UTF-8.");
    }

    @Test
    void aManifestInUtf16IsToldInAFolderToo() throws IOException {
        Files.write(folder.resolve("a.yaml"), ("\uFEFF" + OBJECT).getBytes(StandardCharsets.UTF_16LE));
        Files.write(folder.resolve("data.yaml"), "\uFEFFhello".getBytes(StandardCharsets.UTF_16LE));
        String out = Cli.run("lint", folder.toString()).out();
        assertThat(out).contains("a.yaml:1:1: error: The text is UTF-16").doesNotContain("data.yaml");
    }

    @Test
    void aLinkThatLeadsNowhereIsToldAsOne() throws IOException {
        Files.createSymbolicLink(folder.resolve("gone.yaml"), folder.resolve("nothing.yaml"));
        Files.createSymbolicLink(folder.resolve("self.yaml"), folder.resolve("self.yaml"));
        Cli result = Cli.run("lint", folder.toString());
        assertThat(result.exitCode()).isEqualTo(2);
        assertThat(result.out())
                .contains("gone.yaml is a link to a file that does not exist.")
                .contains("self.yaml is a link to a file that does not exist.");
    }

    @Test
    void anUnreadableFolderIsAnErrorAndTheOthersAreChecked() throws IOException {
        Path closed = Files.createDirectory(folder.resolve("closed"));
        write("there.yaml", OBJECT);
        Files.setPosixFilePermissions(closed, PosixFilePermissions.fromString("---------"));
        Assumptions.assumeFalse(Files.isReadable(closed), "This user may read every file.");
        try {
            Cli result = Cli.run("lint", folder.toString());
            assertThat(result.exitCode()).isEqualTo(2);
            assertThat(result.out()).contains("You may not read").contains("1 other object in 1 file");
        } finally {
            Files.setPosixFilePermissions(closed, PosixFilePermissions.fromString("rwx------"));
        }
    }

    @Test
    void aCircleOfLinksIsGoneThroughOnce() throws IOException {
        write("there.yaml", OBJECT);
        Files.createSymbolicLink(folder.resolve("again"), folder);
        Files.createSymbolicLink(folder.resolve("self"), folder.resolve("self"));
        Cli result = Cli.run("lint", folder.toString());
        assertThat(result.exitCode()).isZero();
        assertThat(result.out()).contains("1 other object in 1 file");
    }

    @Test
    @Timeout(60) // opening a pipe blocks until somebody writes to it
    void aPipeInAFolderIsToldAndNotRead() throws IOException, InterruptedException {
        write("there.yaml", OBJECT);
        try {
            Process made =
                    new ProcessBuilder("mkfifo", folder.resolve("pipe.yaml").toString()).start();
            Assumptions.assumeTrue(made.waitFor() == 0, "This system cannot create a pipe.");
        } catch (IOException e) {
            Assumptions.abort("This system has no mkfifo.");
        }
        Cli result = Cli.run("lint", folder.toString());
        assertThat(result.exitCode()).isEqualTo(2);
        assertThat(result.out())
                .contains("pipe.yaml is a pipe or a device, not a file. It was not read.")
                .contains("1 other object in 1 file");
    }

    @Test
    void aHugeFileIsNotReadToItsEnd() throws IOException {
        Path huge = write("huge.yaml", OBJECT);
        try (RandomAccessFile file = new RandomAccessFile(huge.toFile(), "rw")) {
            file.setLength(100L * 1024 * 1024); // sparse
        }
        Cli result = Cli.run("lint", huge.toString());
        assertThat(result.exitCode()).isEqualTo(2);
        assertThat(result.out()).contains("error: The file is longer than 32 MiB. Nothing in it was checked.");
    }

    @Test
    void aHugeFileOfDataInAFolderIsPassedOver() throws IOException {
        Path huge = write("huge.json", "[1, 2");
        try (RandomAccessFile file = new RandomAccessFile(huge.toFile(), "rw")) {
            file.setLength(100L * 1024 * 1024);
        }
        assertThat(Cli.run("lint", folder.toString()).exitCode()).isZero();
    }

    @Test
    void standardInputThatNeverEndsIsLeftAtTheLimit() {
        Cli result = Cli.runWith(new Endless(OBJECT + "---\n"), "lint", "-");
        assertThat(result.exitCode()).isEqualTo(2);
        assertThat(result.out()).contains("error: Standard input is longer than 32 MiB.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"[", "{", "\t", "? ", "- - - ", "&a [*a, *a]\n"})
    void junkHasAtMostAHundredProblems(String piece) throws IOException {
        Path file = write("junk.yaml", (piece.repeat(50) + "\n---\n").repeat(2_000));
        Cli result = Cli.run("lint", file.toString());
        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(result.out()
                        .lines()
                        .filter(line -> line.contains(": error: "))
                        .count())
                .isBetween(1L, 100L);
    }

    /** Repeats a text many times. */
    private static final class Endless extends InputStream {

        private final byte[] text;
        private int position;

        Endless(String text) {
            this.text = text.getBytes(StandardCharsets.UTF_8);
        }

        @Override
        public int read() {
            position = position == text.length ? 1 : position + 1;
            return text[position - 1];
        }

        @Override
        public int read(byte[] target, int offset, int length) {
            for (int i = 0; i < length; i++) {
                target[offset + i] = (byte) read();
            }
            return length;
        }
    }
}
