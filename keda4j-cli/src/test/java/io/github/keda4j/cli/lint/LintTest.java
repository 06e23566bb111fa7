package io.github.keda4j.cli.lint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.keda4j.cli.Cli;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The behavior of the command line. */
class LintTest {

    private static final String GOOD = """
            apiVersion: keda.sh/v1alpha1
            kind: ScaledObject
            metadata: {name: orders, namespace: shop}
            spec:
              scaleTargetRef: {name: orders}
              triggers:
              - type: cron
                metadata: {timezone: UTC, start: 0 8 * * *, end: 0 18 * * *, desiredReplicas: "3"}
            """;

    private static final String WARNED = GOOD.replace("spec:\n", "spec:\n  minReplicas: 2\n");

    private static final String BAD = GOOD.replace("timezone: UTC, ", "");

    @TempDir
    private Path folder;

    private Path settings;

    @BeforeEach
    void haveSettings() throws IOException {
        settings = folder.resolve("settings.yaml");
        Files.writeString(settings, "");
    }

    private Path write(String name, String text) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, text);
    }

    /** Uses this test's own settings, whatever settings exist above the build folder. */
    private Cli lint(Object... arguments) {
        return lintInput("", arguments);
    }

    private Cli lintInput(String input, Object... arguments) {
        String[] all = new String[arguments.length + 2];
        all[0] = "lint";
        all[1] = "--config=" + settings;
        for (int i = 0; i < arguments.length; i++) {
            all[i + 2] = arguments[i].toString();
        }
        return Cli.runWith(input, all);
    }

    @Test
    void theExitCodeIs0WhereNothingIsWrong() throws IOException {
        Cli result = lint(write("orders.yaml", GOOD));
        assertThat(result.exitCode()).isZero();
        assertThat(result.out())
                .contains("Checked 1 KEDA object and 0 other objects in 1 file for KEDA 2.21: no errors, no warnings.");
    }

    @Test
    void theExitCodeIs1WhereAnErrorIsFound() throws IOException {
        assertThat(lint(write("orders.yaml", BAD)).exitCode()).isEqualTo(1);
    }

    @Test
    void aWarningFailsOnlyIfAsked() throws IOException {
        Path file = write("orders.yaml", WARNED);
        assertThat(lint(file).exitCode()).isZero();
        assertThat(lint(file, "--fail-on", "warning").exitCode()).isEqualTo(1);
        assertThat(lint(file, "--strict").exitCode()).isEqualTo(1);
    }

    @Test
    void aFindingHasItsPlaceTheLineWithACaretTheHintAndTheRule() throws IOException {
        Path file = write("orders.yaml", WARNED);
        assertThat(lint(file).out())
                .startsWith(Input.nameOf(file) + """
                                :5:3: warning: The spec of a ScaledObject has no field minReplicas. The API server drops it. [schema-unknown-field]
                                     5 |   minReplicas: 2
                                       |   ^~~~~~~~~~~
                                  -> Rename minReplicas to minReplicaCount.
                                  in ScaledObject shop/orders /spec/minReplicas
                                """)
                .contains("More about this: keda4j explain schema-unknown-field");
    }

    @Test
    void coloursAreThereOnDemandOnly() throws IOException {
        Path file = write("orders.yaml", BAD);
        assertThat(lint(file).out()).doesNotContain("\u001B[");
        assertThat(lint(file, "--color", "always").out()).contains("\u001B[1;31merror:");
    }

    @Test
    void whatAManifestHoldsDoesNotReachTheTerminalAsItIs() throws IOException {
        Path file = write("orders.yaml", BAD.replace("name: orders, namespace", "name: \"or\\e[31mders\", namespace"));
        assertThat(lint(file).out()).doesNotContain("\u001B");
    }

    @Test
    void standardInputIsReadForADash() {
        Cli result = lintInput(BAD, "-");
        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(result.out()).startsWith("<stdin>:8:").contains("8 |     metadata: {start:");
    }

    @Test
    void emptyStandardInputIsNoSuccess() {
        Cli result = lintInput("", "-");
        assertThat(result.exitCode()).isEqualTo(2);
        assertThat(result.out())
                .contains("error: Standard input is empty. [input-nothing]")
                .contains("Check whether the command before the pipe printed anything.");
    }

    @Test
    void aBrokenDocumentDoesNotHideTheOthers() {
        assertThat(lintInput("a: [\n---\n" + BAD, "-").out())
                .contains("[manifest-syntax]")
                .contains("[trigger-missing-parameter]");
    }

    @Test
    void severalObjectsOfJsonAreReadAsKubectlReadsThem() {
        String one =
                "{\"apiVersion\": \"keda.sh/v1alpha1\", \"kind\": \"ScaledObject\", \"metadata\": {\"name\": \"a\"}, \"spec\": {}}";
        assertThat(lintInput(one + one.replace("\"a\"", "\"b\""), "-").out()).contains("Checked 2 KEDA objects");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{{- if .Values.enabled }}", "{{ include \"labels\" . }}"})
    void anUnrenderedTemplateIsToldOnceAndHowToRenderIt(String line) {
        Cli result = lintInput(line + "\n" + GOOD, "-");
        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(result.out())
                .contains("<stdin>:1:1: error: The text is a template that was not rendered: {{ is on line 1.")
                .contains("helm template CHART | keda4j lint -")
                .doesNotContain("manifest-syntax");
    }

    @Test
    void aPlaceholderThatBreaksTheTextIsToldAndHowToFillItIn() throws IOException {
        Path file = write("orders.yaml", GOOD.replace("metadata: {name: orders,", "metadata: {name: ${NAME},"));
        assertThat(lint(file).out()).contains("${ is on line 3").contains("envsubst < " + Input.nameOf(file));
    }

    @Test
    void invisibleCharactersOfKedasObjectsAreToldWithTheirPlace() throws IOException {
        Path file = write(
                "orders.yaml",
                GOOD.replace("- type: cron", "- type: cron\u00A0") + "---\nkind: X\napiVersion: v1\na: \u200B\n");
        assertThat(lint(file).out())
                .contains(":7:15: warning: There is a no-break space (U+00A0) here")
                .contains("- type: cron<U+00A0>")
                .doesNotContain("U+200B");
    }

    @Test
    void aFolderIsSearchedForManifestsAndEverythingElseIsPassedOver() throws IOException {
        write("repo/deploy/orders.yaml", BAD);
        write("repo/deploy/values.yaml", "replicas: {{ 3 }}\n");
        write("repo/package.json", "{\"name\": \"x\"}");
        write("repo/.hidden/orders.yaml", BAD);
        write("repo/node_modules/orders.yaml", BAD);
        write("repo/empty.yaml", "");
        Files.write(folder.resolve("repo/image.yaml"), new byte[] {0, 1, 2});
        Cli result = lint(folder.resolve("repo"));
        assertThat(result.out())
                .contains("Checked 1 KEDA object and 0 other objects in 1 file")
                .contains("1 error,");
    }

    @Test
    void aChartIsNotedAndPassedOver() throws IOException {
        write("repo/chart/Chart.yaml", "apiVersion: v2\nname: chart\n");
        write("repo/chart/templates/orders.yaml", "{{ x }}\n" + GOOD);
        Cli result = lint(folder.resolve("repo"), "--notes");
        assertThat(result.exitCode()).isZero();
        assertThat(result.out())
                .contains("chart is a Helm chart.")
                .contains("helm template " + Input.nameOf(folder.resolve("repo/chart")) + " | keda4j lint -");
    }

    @Test
    void aPatchOfAKustomizationIsNotedAndPassedOver() throws IOException {
        write(
                "repo/prod/kustomization.yaml",
                "apiVersion: kustomize.config.k8s.io/v1beta1\nkind: Kustomization\npatches: [{path: more.yaml}]\n");
        write(
                "repo/prod/more.yaml",
                "apiVersion: keda.sh/v1alpha1\nkind: ScaledObject\nmetadata: {name: a}\nspec: {maxReplicaCount: 9}\n");
        Cli result = lint(folder.resolve("repo"), "--notes");
        assertThat(result.exitCode()).isZero();
        assertThat(result.out()).contains("This file is a patch").contains("kubectl kustomize");
    }

    @Test
    void variantsOfOneObjectAreNotedAndCheckedApart() throws IOException {
        write("repo/dev/orders.yaml", GOOD);
        write(
                "repo/prod/orders.yaml",
                GOOD + "---\n"
                        + GOOD.replace("name: orders, name", "name: orders-2, name")
                                .replace("{name: orders}", "{name: other}"));
        write("repo/test/orders.yaml", GOOD.replace("name: orders, name", "name: orders-2, name"));
        Cli apart = lint(folder.resolve("repo"), "--notes");
        assertThat(apart.exitCode()).isZero();
        assertThat(apart.out()).contains("is also defined at").doesNotContain("scales Deployment orders already");
        Cli together = lint(folder.resolve("repo"), "--one-bundle");
        assertThat(together.exitCode()).isEqualTo(1);
        assertThat(together.out()).contains("is defined twice").contains("scales Deployment orders already");
    }

    @Test
    void argumentsAreBundlesOfTheirOwn() throws IOException {
        Path one = write("a.yaml", GOOD);
        Path two = write("b.yaml", GOOD.replace("name: orders, name", "name: orders-2, name"));
        assertThat(lint(one, two).exitCode()).isZero();
        assertThat(lint(one, two, "--one-bundle").exitCode()).isEqualTo(1);
    }

    @Test
    void aReferenceToWhatIsNotInACompletelyKnownClusterIsAnError() throws IOException {
        Path file = write("orders.yaml", GOOD);
        Path cluster = write("cluster.yaml", "apiVersion: v1\nkind: Namespace\nmetadata: {name: shop}\n");
        assertThat(lint(file, "--cluster-state", cluster).exitCode()).isZero();
        Cli complete = lint(file, "--cluster-state", cluster, "--cluster-state-complete");
        assertThat(complete.exitCode()).isEqualTo(1);
        assertThat(complete.out()).contains("[scaledobject-target-not-found]");
    }

    @Test
    void aClusterWithoutAFileCannotBeCompleteAndEachCallerIsToldInItsOwnWords() {
        assertThat(lint("--cluster-state-complete").err())
                .contains("--cluster-state-complete needs --cluster-state FILE.");
        assertThatThrownBy(() -> new LintChoices().clusterState(null, true))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("The objects of the cluster can be declared complete only if a file with them is given.");
    }

    @Test
    void settingsThatCallNothingCompleteAreRefused() throws IOException {
        Path file = write("complete.yaml", "clusterStateComplete: true\n");

        assertThatThrownBy(() -> SettingsFile.read(file, LintSettings.builder()))
                .hasMessageContaining("clusterStateComplete has no effect without clusterState.");
        SettingsFile.read(write("partly.yaml", "clusterStateComplete: false\n"), LintSettings.builder());
    }

    @Test
    void anOlderReleaseOfKedaIsAnotherVerdict() throws IOException {
        Path file = write("orders.yaml", GOOD.replace("type: cron", "type: clickhouse"));
        assertThat(lint(file, "--keda-version", "2.20").out())
                .contains("[trigger-version]")
                .contains("for KEDA 2.20:");
        assertThat(lint(file, "--keda-version", "2.21").out()).doesNotContain("[trigger-version]");
    }

    @Test
    void aBaselineLeavesOutWhatWasThereAndTellsOfWhatIsNew() throws IOException {
        Path file = write("orders.yaml", BAD);
        Path baseline = folder.resolve("baseline.tsv");
        assertThat(lint(file, "--baseline", baseline, "--write-baseline").out()).contains("Wrote 1 finding");
        assertThat(Files.readString(baseline))
                .contains(
                        "trigger-missing-parameter\torders.yaml\tScaledObject shop/orders\t/spec/triggers/0/metadata/timezone\n");
        Cli known = lint(file, "--baseline", baseline);
        assertThat(known.exitCode()).isZero();
        assertThat(known.out()).contains("1 of the baseline");
        Files.writeString(file, "# moved by a line\n" + BAD.replace("desiredReplicas: \"3\"", "desiredReplicas: x"));
        Cli more = lint(file, "--baseline", baseline);
        assertThat(more.exitCode()).isEqualTo(1);
        assertThat(more.out()).contains("desiredReplicas").doesNotContain("timezone is missing");
        Files.writeString(file, GOOD);
        assertThat(lint(file, "--baseline", baseline).out()).contains("1 line of the baseline is not needed any more.");
    }

    @Test
    void settingsTurnRulesOffWithAReason() throws IOException {
        Path file = write("orders.yaml", BAD);
        Files.writeString(
                settings,
                "rulesOff:\n- {rule: trigger-missing-parameter, reason: is set by a webhook, files: [\"*.yaml\"]}\n");
        Cli result = lint(file);
        assertThat(result.exitCode()).isZero();
        assertThat(result.out()).contains("Left out: 1 suppressed finding");
        assertThat(lint(file, "--format", "json").out()).contains("\"reason\" : \"is set by a webhook\"");
    }

    @Test
    void settingsSayWhatOptionsSayAndOptionsWin() throws IOException {
        Path file = write("orders.yaml", WARNED);
        Files.writeString(
                settings, "kedaVersion: \"2.20\"\nfailOn: warning\nnamespace: shop\nexclude: [\"legacy/**\"]\n");
        assertThat(lint(file).exitCode()).isEqualTo(1);
        assertThat(lint(file).out()).contains("for KEDA 2.20:");
        assertThat(lint(file, "--fail-on", "error", "--keda-version", "2.21").exitCode())
                .isZero();
    }

    @Test
    void wrongSettingsAreToldWithTheirPlaces() throws IOException {
        Files.writeString(
                settings,
                "kedaVerion: \"2.20\"\nstrict: maybe\nrulesOff:\n- {rule: trigger-mising-parameter, reason: x}\n- {rule: schema-bounds}\n");
        Cli result = lint(folder);
        assertThat(result.exitCode()).isEqualTo(2);
        assertThat(result.err())
                .contains(Input.nameOf(settings)
                        + ":1:1: ERROR: There is no setting kedaVerion. Did you mean kedaVersion?")
                .contains(":2:9: ERROR: strict must be true or false.")
                .contains("Did you mean trigger-missing-parameter?")
                .contains("The rule schema-bounds is turned off without a reason.");
    }

    @Test
    void aWrongCallIsToldInASentence() {
        assertThat(lint("--format", "xml").err())
                .contains("\"xml\" is not a format. It must be text, json, sarif, github or junit.");
        assertThat(lint("--format", "xml").exitCode()).isEqualTo(2);
        assertThat(lint("--keda-version", "1").exitCode()).isEqualTo(2);
        assertThat(lint("--write-baseline").err()).contains("--write-baseline needs --baseline FILE");
        assertThat(Cli.run("lnt").err()).contains("lint");
        assertThat(Cli.run("lnt").exitCode()).isEqualTo(2);
    }

    @Test
    void helpFitsAScreenAndSaysWhatExitCodesMean() {
        assertThat(Cli.run("lint", "--help").out()).contains("Exit code: 0").contains("--baseline=FILE");
        assertThat(Cli.run("--help").out()).contains("lint").contains("explain");
        assertThat(Cli.run("--version").out()).contains("KEDA 2.18 to 2.21");
    }
}
