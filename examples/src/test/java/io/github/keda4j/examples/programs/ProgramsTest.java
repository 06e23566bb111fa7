package io.github.keda4j.examples.programs;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.ConditionBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.server.mock.EnableKubernetesMockClient;
import io.github.keda4j.keda.v1alpha1.ScaledObject;
import io.github.keda4j.yaml.Manifests;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;

/** Each program runs, and prints what its first lines say. */
@EnableKubernetesMockClient(crud = true, https = false)
@Isolated("It takes standard output.")
class ProgramsTest {

    KubernetesClient client;

    @Test
    void reportJobsPrintsItsManifests() throws Exception {
        String printed = printed(() -> ReportJobs.main(new String[0]));

        assertThat(Manifests.read(printed))
                .extracting(object -> object.getKind())
                .containsExactly("Secret", "TriggerAuthentication", "ScaledJob");
    }

    @Test
    void checkoutFormulaAddsTheTriggers() throws Exception {
        String printed = printed(() -> CheckoutFormula.main(new String[0]));

        assertThat(printed).contains("Value[value=14.5]", "formula: base + requests / 100");
        assertThat(printed).doesNotContain("ERROR");
    }

    @Test
    void applyAndWatchSeesThatTheScaledObjectIsReady() throws Exception {
        ScaledObject ready = CheckoutFormula.scaledObject()
                .edit()
                .withNewStatus()
                .addToConditions(new ConditionBuilder()
                        .withType("Ready")
                        .withStatus("True")
                        .build())
                .endStatus()
                .build();

        assertThat(ApplyAndWatch.isReadyWithin(20, TimeUnit.SECONDS, client, ready))
                .isTrue();
        assertThat(client.resources(ScaledObject.class)
                        .inNamespace("shop")
                        .list()
                        .getItems())
                .hasSize(1);
    }

    @Test
    void upgradeReportNamesWhatChanges(@TempDir Path folder) throws Exception {
        Files.writeString(folder.resolve("checkout.yaml"), Manifests.write(CheckoutFormula.scaledObject()));

        assertThat(printed(() -> UpgradeReport.main(new String[] {folder.toString()})))
                .isEqualToIgnoringNewLines("no findings");
    }

    private interface Program {
        void run() throws Exception;
    }

    private static String printed(Program program) throws Exception {
        PrintStream out = System.out;
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        try {
            System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
            program.run();
        } finally {
            System.setOut(out);
        }
        return printed.toString(StandardCharsets.UTF_8);
    }
}
