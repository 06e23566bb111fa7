package io.github.keda4j.robustness;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.keda4j.yaml.ManifestException;
import io.github.keda4j.yaml.Manifests;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Texts that are larger than the available memory are refused with a position, and need only little memory. */
@Tag("every-fabric8-line")
@Tag("soak")
class BoundedMemoryTest {

    private static final int MEGABYTES_OF_HEAP = 52;

    private static final long LENGTH = 64L * 1024 * 1024;

    private static final String OBJECT = "apiVersion: example.com/v1\nkind: Any\nvalue: ";

    /** How each text begins, and what is repeated after that. */
    private static final Map<String, List<String>> TEXTS = new LinkedHashMap<>();

    static {
        TEXTS.put("a word", List.of("", "a"));
        TEXTS.put("digits", List.of(OBJECT, "1"));
        TEXTS.put("a comment", List.of("#", "a"));
        TEXTS.put("comments", List.of("", "# a\n"));
        TEXTS.put("spaces", List.of("", " "));
        TEXTS.put("blank lines", List.of("", "\n"));
        TEXTS.put("a block", List.of(OBJECT + "|\n", "  a\n"));
        TEXTS.put("a folded block", List.of(OBJECT + ">\n", "  a\n"));
        TEXTS.put("a double quote", List.of(OBJECT + "\"", "\\u0041"));
        TEXTS.put("a single quote", List.of(OBJECT + "'", "a\n  "));
        TEXTS.put("a plain text", List.of(OBJECT, "a\n  "));
        TEXTS.put("a tag", List.of(OBJECT + "!<", "a"));
        TEXTS.put("an anchor", List.of(OBJECT + "&", "a"));
        TEXTS.put("a directive", List.of("%YAML 1.", "1"));
        TEXTS.put("a list", List.of(OBJECT + "[", "a,"));
        TEXTS.put("empty lists", List.of(OBJECT + "[", "[],"));
        TEXTS.put("anchors", List.of(OBJECT + "[", "&a a,"));
        TEXTS.put("aliases", List.of(OBJECT + "[&a [b],", "*a,"));
        TEXTS.put("merges", List.of(OBJECT + "{<<: [", "{a: b},"));
        TEXTS.put("documents that are not objects", List.of("", "a\n---\n"));
    }

    @Test
    void longTextsOfEverySortAreRefusedInASmallHeap(@TempDir Path folder) throws Exception {
        Path report = folder.resolve("report.txt");
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx" + MEGABYTES_OF_HEAP + "m",
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        BoundedMemoryTest.class.getName())
                .redirectErrorStream(true)
                .redirectOutput(report.toFile())
                .start();

        boolean ended = process.waitFor(2, TimeUnit.MINUTES);
        process.destroyForcibly();

        assertThat(report)
                .content()
                .as("what was refused, and why")
                .satisfies(refusals -> assertThat(refusals.lines().filter(line -> line.contains(": refused: ")))
                        .hasSize(TEXTS.size())
                        .allMatch(line -> line.matches(".*line \\d+, column \\d+: .*")));
        assertThat(ended).isTrue();
    }

    /** Reads all texts, in a separate process. */
    public static void main(String[] args) {
        PrintStream out = System.out;
        TEXTS.forEach((name, parts) -> {
            try {
                out.println(name + ": read: "
                        + Manifests.read(new Endless(parts.get(0), parts.get(1)))
                                .size());
            } catch (ManifestException e) {
                out.println(name + ": refused: " + e.findings().asList().get(0));
            } catch (IOException e) {
                out.println(name + ": failed: " + e);
            }
        });
    }

    /** A beginning, followed by repetitions of the same text up to {@link #LENGTH} or a little more. */
    private static final class Endless extends InputStream {

        private static final int REPETITIONS = 1000;

        private final byte[] start;
        private final byte[] again;
        private long position;

        Endless(String start, String again) {
            this.start = start.getBytes(StandardCharsets.UTF_8);
            this.again = again.repeat(REPETITIONS).getBytes(StandardCharsets.UTF_8);
        }

        @Override
        public int read() {
            byte[] next = new byte[1];
            return read(next, 0, 1) < 0 ? -1 : next[0];
        }

        @Override
        public int read(byte[] target, int offset, int length) {
            if (position >= LENGTH) {
                return -1;
            }
            boolean starts = position < start.length;
            byte[] part = starts ? start : again;
            int from = starts ? (int) position : (int) ((position - start.length) % again.length);
            int count = Math.min(length, part.length - from);
            System.arraycopy(part, from, target, offset, count);
            position += count;
            return count;
        }
    }
}
