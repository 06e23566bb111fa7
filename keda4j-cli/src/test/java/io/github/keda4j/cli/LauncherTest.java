package io.github.keda4j.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The script that starts the program on Unix. */
class LauncherTest {

    private static final Path SCRIPT =
            Path.of("src", "main", "launcher", "keda4j").toAbsolutePath();

    @TempDir
    private Path folder;

    @BeforeEach
    void haveShell() {
        Assumptions.assumeTrue(Files.isExecutable(Path.of("/bin/sh")), "There is no shell.");
    }

    /** Creates a jar whose manifest refers to the classes of this build. */
    private Path jar() throws IOException {
        Manifest manifest = new Manifest();
        Attributes attributes = manifest.getMainAttributes();
        attributes.put(Attributes.Name.MANIFEST_VERSION, "1.0");
        attributes.put(Attributes.Name.MAIN_CLASS, Keda4j.class.getName());
        attributes.put(
                Attributes.Name.CLASS_PATH,
                Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                        .map(path -> Path.of(path).toUri().toString())
                        .collect(Collectors.joining(" ")));
        Path jar = folder.resolve("keda4j.jar");
        new JarOutputStream(Files.newOutputStream(jar), manifest).close();
        return jar;
    }

    private Cli launch(Map<String, String> environment, String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("/bin/sh", SCRIPT.toString()));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
        builder.environment().putAll(environment);
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        builder.environment().remove("JAVA_TOOL_OPTIONS");
        Path err = folder.resolve("err");
        Process process = builder.redirectError(err.toFile()).start();
        process.getOutputStream().close();
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        return new Cli(process.exitValue(), out, Files.readString(err));
    }

    @Test
    void argumentsAndTheExitCodeArePassedOn() throws IOException, InterruptedException {
        Files.writeString(folder.resolve("a file.yaml"), "apiVersion: keda.sh/v1alpha1\nkind: ScaledObjekt\n");
        Cli result =
                launch(Map.of("KEDA4J_JAR", jar().toString(), "KEDA4J_CACHE", "/dev/null/none"), "lint", "a file.yaml");
        assertThat(result.out()).contains("a file.yaml:2:1: error: KEDA has no kind ScaledObjekt.");
        assertThat(result.out()).doesNotContain("\u001B[");
        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(result.err()).isEmpty();
    }

    @Test
    void aMissingJarIsToldInASentence() throws IOException, InterruptedException {
        Cli result = launch(Map.of("KEDA4J_JAR", "/nowhere/keda4j.jar"), "lint");
        assertThat(result.exitCode()).isEqualTo(2);
        assertThat(result.err())
                .isEqualTo(
                        "keda4j: /nowhere/keda4j.jar is missing. Put keda4j.jar beside this script, or set KEDA4J_JAR.\n");
    }
}
