package io.github.keda4j.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** The README's programs print what the README says. */
class ReadmeTest {

    private static final Pattern PROGRAM =
            Pattern.compile("```java\n(.*?public class (\\w+).*?)```.*?```\n(.*?)```", Pattern.DOTALL);

    @TempDir
    private Path folder;

    @Test
    void thereAreTwoPrograms() throws IOException {
        assertThat(programs()).hasSize(2);
    }

    @TestFactory
    Stream<DynamicTest> aProgramPrintsWhatIsBelowIt() throws IOException {
        return programs()
                .map(program -> DynamicTest.dynamicTest(program.group(2), () -> {
                    String name = program.group(2);
                    Path source = Files.writeString(folder.resolve(name + ".java"), program.group(1));
                    String classPath = System.getProperty("java.class.path");
                    int result = ToolProvider.getSystemJavaCompiler()
                            .run(
                                    null,
                                    null,
                                    null,
                                    "-proc:none",
                                    "-cp",
                                    classPath,
                                    "-d",
                                    folder.toString(),
                                    source.toString());
                    assertThat(result).isZero();
                    assertThat(printed(name)).isEqualTo(program.group(3));
                }));
    }

    private static Stream<MatchResult> programs() throws IOException {
        return PROGRAM.matcher(Files.readString(Path.of("README.md"))).results();
    }

    private String printed(String program) throws Exception {
        PrintStream out = System.out;
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        try (URLClassLoader loader =
                new URLClassLoader(new URL[] {folder.toUri().toURL()}, ReadmeTest.class.getClassLoader())) {
            System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
            loader.loadClass(program).getMethod("main", String[].class).invoke(null, (Object) new String[0]);
        } finally {
            System.setOut(out);
        }
        return printed.toString(StandardCharsets.UTF_8).replace(System.lineSeparator(), "\n");
    }
}
