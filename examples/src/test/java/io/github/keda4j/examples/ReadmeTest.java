package io.github.keda4j.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.keda4j.examples.sqs.DemoManifests;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The programs of the README compile, run, and print what the README says. */
class ReadmeTest {

    private static final Path README = Path.of("..", "README.md");

    @Test
    void theFirstProgramPrintsWhatIsBelowItAndTheManifestsOfTheDemo(@TempDir Path folder) throws Exception {
        assertThat(printedBy("QueueReader", code("java").get(0), folder))
                .isEqualTo(code("text").get(0) + DemoManifests.ofTheDefaultWiring() + "\n");
    }

    @Test
    void theSecondProgramPrintsTheFindingsThatAreBelowIt(@TempDir Path folder) throws Exception {
        assertThat(printedBy("Pasted", code("java").get(1), folder))
                .isEqualTo(code("text").get(1));
    }

    private static List<String> code(String language) throws IOException {
        return Pattern.compile("```" + language + "\n(.*?)```", Pattern.DOTALL)
                .matcher(Files.readString(README))
                .results()
                .map((MatchResult block) -> block.group(1))
                .toList();
    }

    private static String printedBy(String program, String code, Path folder) throws Exception {
        Path source = Files.writeString(folder.resolve(program + ".java"), code);
        String classPath = System.getProperty("java.class.path");
        int result = ToolProvider.getSystemJavaCompiler()
                .run(null, null, null, "-proc:none", "-cp", classPath, "-d", folder.toString(), source.toString());
        assertThat(result).isZero();
        return printed(program, folder);
    }

    private static String printed(String program, Path folder) throws Exception {
        PrintStream out = System.out;
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        try (URLClassLoader loader =
                new URLClassLoader(new URL[] {folder.toUri().toURL()}, ReadmeTest.class.getClassLoader())) {
            System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
            loader.loadClass(program).getMethod("main", String[].class).invoke(null, (Object) new String[0]);
        } finally {
            System.setOut(out);
        }
        return printed.toString(StandardCharsets.UTF_8).replace("\r\n", "\n");
    }
}
