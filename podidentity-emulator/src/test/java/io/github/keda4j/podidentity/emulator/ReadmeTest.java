package io.github.keda4j.podidentity.emulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The README's program compiles, runs and does what the text says. */
class ReadmeTest {

    @Test
    void itsProgramRuns(@TempDir Path folder) throws Exception {
        Matcher code =
                Pattern.compile("```java\n(.*?)```", Pattern.DOTALL).matcher(Files.readString(Path.of("README.md")));
        assertThat(code.find()).isTrue();
        Path source = Files.writeString(folder.resolve("PodGetsItsRole.java"), code.group(1));

        int result = ToolProvider.getSystemJavaCompiler()
                .run(null, null, null, "-cp", System.getProperty("java.class.path"), source.toString());
        assertThat(result).isZero();

        assertThat(printedByMainOf(folder).lines())
                .hasSize(4)
                .anyMatch(line -> line.matches("http://127\\.0\\.0\\.1:\\d+/v1/credentials"))
                .anyMatch(line -> line.contains("iam:CreateRole") && line.contains("succeeded=true"))
                .anyMatch(line -> line.contains("eks:CreatePodIdentityAssociation") && line.contains("succeeded=true"));
    }

    private String printedByMainOf(Path folder) throws Exception {
        PrintStream out = System.out;
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        try (URLClassLoader loader = new URLClassLoader(
                new URL[] {folder.toUri().toURL()}, getClass().getClassLoader())) {
            System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
            loader.loadClass("PodGetsItsRole").getMethod("main", String[].class).invoke(null, (Object) new String[0]);
        } finally {
            System.setOut(out);
        }
        return printed.toString(StandardCharsets.UTF_8);
    }
}
