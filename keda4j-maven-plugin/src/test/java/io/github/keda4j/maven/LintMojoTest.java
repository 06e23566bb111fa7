package io.github.keda4j.maven;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugin.logging.SystemStreamLog;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The results of the goal; consumers/maven-plugin runs it in a real build. */
class LintMojoTest {

    private static final String WARNED = """
            apiVersion: keda.sh/v1alpha1
            kind: ScaledObject
            metadata: {name: orders, namespace: shop}
            spec:
              minReplicas: 2
              scaleTargetRef: {name: orders}
              triggers:
              - type: cron
                metadata: {timezone: UTC, start: 0 8 * * *, end: 0 18 * * *, desiredReplicas: "3"}
            """;

    @TempDir
    private Path project;

    private final List<String> log = new ArrayList<>();
    private final LintMojo mojo = new LintMojo();

    @BeforeEach
    void prepare() throws IOException {
        Files.writeString(project.resolve(".keda4j.yaml"), "kedaVersion: \"2.20\"\n");
        mojo.setBasedir(project.toFile());
        mojo.setLog(new SystemStreamLog() {
            @Override
            public void info(CharSequence content) {
                log.add("INFO " + content);
            }

            @Override
            public void warn(CharSequence content) {
                log.add("WARNING " + content);
            }

            @Override
            public void error(CharSequence content) {
                log.add("ERROR " + content);
            }
        });
    }

    private void write(String name, String text) throws IOException {
        Path file = project.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    @Test
    void warningsAreLoggedAndDoNotFailTheBuild() throws IOException {
        write("src/main/kubernetes/orders.yaml", WARNED);
        assertThatCode(mojo::execute).doesNotThrowAnyException();
        assertThat(log).anyMatch(line -> line.startsWith("WARNING ") && line.contains("orders.yaml:5:3: warning:"));
        assertThat(log).anyMatch(line -> line.contains("for KEDA 2.20:"));
    }

    @Test
    void errorsFailTheBuild() throws IOException {
        write("src/main/kubernetes/orders.yaml", WARNED.replace("timezone: UTC, ", ""));
        assertThatThrownBy(mojo::execute)
                .isInstanceOf(MojoFailureException.class)
                .hasMessageContaining("KEDA 2.20");
        assertThat(log).anyMatch(line -> line.startsWith("ERROR ") && line.contains("timezone is missing."));
    }

    @Test
    void theBuildSaysWhatFails() throws IOException {
        write("src/main/kubernetes/orders.yaml", WARNED);
        mojo.setFailOn("warning");
        assertThatThrownBy(mojo::execute).isInstanceOf(MojoFailureException.class);
        mojo.setFailOn("anything");
        assertThatThrownBy(mojo::execute)
                .isInstanceOf(MojoExecutionException.class)
                .hasMessageContaining("It must be error, warning or note.");
        mojo.setSkip(true);
        assertThatCode(mojo::execute).doesNotThrowAnyException();
    }

    @Test
    void aProjectWithoutManifestsIsFineAndAMissingInputIsNot() {
        assertThatCode(mojo::execute).doesNotThrowAnyException();
        assertThat(log)
                .containsExactly("INFO There are no manifests to check. Name them in <inputs> of keda4j-maven-plugin.");
        mojo.setInputs(List.of(new File("gone.yaml")));
        assertThatThrownBy(mojo::execute).isInstanceOf(MojoFailureException.class);
    }
}
