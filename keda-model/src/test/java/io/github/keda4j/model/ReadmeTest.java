package io.github.keda4j.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The code of the README compiles, and its program prints what one would expect. */
class ReadmeTest {

    @Test
    void theProgramRuns(@TempDir Path folder) throws Exception {
        compile(folder, "Orders.java", code("java").get(0));

        assertThat(printedByMainOf(folder, "Orders").strip()).isEqualTo(yaml().strip());
    }

    @Test
    void theProblemsAreThoseThatItShows() throws Exception {
        String wrong = yaml().replace("Count: 50", "Count: many").replace("queueLength: \"5\"", "queueLength: 5");

        assertThatThrownBy(() -> io.github.keda4j.yaml.Manifests.read(wrong))
                .message()
                .satisfies(message -> assertThat(readme()).contains("    " + message.replace("\n", "\n    ") + "\n"));
    }

    @Test
    void theCallsOfTheClientCompile(@TempDir Path folder) throws Exception {
        compile(folder, "Cluster.java", """
                import io.fabric8.kubernetes.client.KubernetesClient;
                import io.github.keda4j.client.KedaClient;
                import io.github.keda4j.client.KedaConditions;
                import io.github.keda4j.keda.v1alpha1.ScaledObject;
                import java.util.concurrent.TimeUnit;

                class Cluster {
                    void calls(KubernetesClient kubernetesClient, ScaledObject orders) {
                %s    }
                }
                """.formatted(code("java").get(1)));
    }

    @Test
    void theCallsOfTriggersRun(@TempDir Path folder) throws Exception {
        compile(folder, "TriggerCalls.java", """
                import io.github.keda4j.findings.Findings;
                import io.github.keda4j.keda.v1alpha1.ScaleTriggers;
                import io.github.keda4j.keda.v1alpha1.ScaledObject;
                import io.github.keda4j.keda.v1alpha1.ScaledObjectBuilder;
                import io.github.keda4j.keda.v1alpha1.TriggerAuthentication;
                import io.github.keda4j.trigger.CronTrigger;
                import io.github.keda4j.trigger.HttpAuthMode;
                import io.github.keda4j.trigger.KedaVersion;
                import io.github.keda4j.trigger.PrometheusTrigger;
                import io.github.keda4j.trigger.Trigger;
                import io.github.keda4j.trigger.TriggerContext;
                import io.github.keda4j.trigger.Triggers;
                import java.time.Duration;
                import java.util.List;

                public class TriggerCalls {
                    public static void main(String[] args) {
                        ScaledObject orders = new ScaledObjectBuilder()
                                .withNewMetadata().withName("orders").endMetadata()
                                .withNewSpec()
                                .addToTriggers(CronTrigger.builder().timezone("UTC").start("0 8 * * *").end("0 18 * * *")
                                        .desiredReplicas(2).build().toScaleTrigger())
                                .endSpec().build();
                %s
                        System.out.println(findings);
                    }
                }
                """.formatted(code("java").get(2)));

        assertThat(printedByMainOf(folder, "TriggerCalls")).contains("s0-cron-UTC-08xxx-018xxx", "\nno findings");
    }

    private static String yaml() throws Exception {
        return code("yaml").get(0);
    }

    private static List<String> code(String language) throws Exception {
        return Pattern.compile("```" + language + "\n(.*?)```", Pattern.DOTALL)
                .matcher(readme())
                .results()
                .map(result -> result.group(1))
                .toList();
    }

    private static String readme() throws IOException {
        return Files.readString(Path.of("README.md"));
    }

    private static void compile(Path folder, String name, String code) throws Exception {
        Path source = Files.writeString(folder.resolve(name), code);
        int result = ToolProvider.getSystemJavaCompiler()
                .run(
                        null,
                        null,
                        null,
                        "-proc:none",
                        "-cp",
                        System.getProperty("java.class.path"),
                        "-d",
                        folder.toString(),
                        source.toString());
        assertThat(result).as(name).isZero();
    }

    private static String printedByMainOf(Path folder, String program) throws Exception {
        PrintStream out = System.out;
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        try (URLClassLoader loader =
                new URLClassLoader(new URL[] {folder.toUri().toURL()}, ReadmeTest.class.getClassLoader())) {
            System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
            loader.loadClass(program).getMethod("main", String[].class).invoke(null, (Object) new String[0]);
        } finally {
            System.setOut(out);
        }
        return printed.toString(StandardCharsets.UTF_8);
    }
}
