package io.github.keda4j.validator;

import static io.github.keda4j.validator.Admissions.cluster;
import static io.github.keda4j.validator.Admissions.scaledObject;
import static io.github.keda4j.validator.Admissions.validateComplete;
import static io.github.keda4j.validator.Validations.validate;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.github.keda4j.findings.Finding;
import io.github.keda4j.findings.Severity;
import io.github.keda4j.trigger.KedaVersion;
import io.github.keda4j.yaml.Manifests;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which kinds of targets a cluster has: those of Kubernetes, of its definitions, and of its objects. */
class TargetKindTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            'apiVersion: a/b/c, kind: Rollout'            | /spec/scaleTargetRef/apiVersion | 'apiVersion must have at most one slash, as in apps/v1.'      |
            'apiVersion: apps/v1, kind: Deploymant'       | /spec/scaleTargetRef/kind       | 'The cluster has no kind Deploymant in apps/v1.'              | Did you mean Deployment?
            'apiVersion: apps/v1, kind: Rollout'          | /spec/scaleTargetRef/kind       | 'The cluster has no kind Rollout in apps/v1.'                 | 'Write apiVersion: argoproj.io/v1alpha1.'
            'apiVersion: apps/v1, kind: Anything'         | /spec/scaleTargetRef/kind       | 'The cluster has no kind Anything in apps/v1.'                |
            """)
    void aKindThatNoClusterHasIsRefused(String target, String pointer, String message, String hint) {
        assertThat(validate(scaledObject("orders", target + ", name: orders", "")))
                .extracting(Finding::rule, Finding::pointer, Finding::message, Finding::hint)
                .containsExactly(tuple("scaledobject-target-kind", pointer, message, Optional.ofNullable(hint)));
    }

    @Test
    void aKindThatMayBeDefinedIsUnchecked() {
        String rollout = scaledObject("orders", "apiVersion: argoproj.io/v1alpha1, kind: Rollout, name: orders", "");
        ValidationReport report =
                KedaValidator.forVersion(KedaVersion.V2_21).validate(Manifests.parse("test.yaml", rollout));
        assertThat(report.findings()).noneMatch(finding -> finding.severity() == Severity.ERROR);
        assertThat(report.unchecked())
                .anyMatch(unchecked -> unchecked.toString().contains("Whether the cluster has the kind Rollout"));
        assertThat(validateComplete(rollout)).extracting(Finding::rule).contains("scaledobject-target-kind");
    }

    private static final String ROLLOUT_DEFINITION =
            "---\n{apiVersion: apiextensions.k8s.io/v1, kind: CustomResourceDefinition, metadata: {name: rollouts.argoproj.io},"
                    + " spec: {group: argoproj.io, names: {kind: Rollout}, versions: [{name: v1alpha1}, {name: v1}]}}\n";

    private static List<String> rulesOfTarget(String target, String... others) {
        return validateComplete(scaledObject("orders", target + ", name: orders", ""), String.join("", others)).stream()
                .filter(finding -> finding.pointer().startsWith("/spec/scaleTargetRef/kind"))
                .map(Finding::rule)
                .toList();
    }

    @Test
    void aClusterHasTheKindsOfItsDefinitionsInTheirVersions() {
        assertThat(rulesOfTarget("apiVersion: argoproj.io/v1alpha1, kind: Rollout"))
                .contains("scaledobject-target-kind");
        assertThat(rulesOfTarget("apiVersion: argoproj.io/v1alpha1, kind: Rollout", ROLLOUT_DEFINITION))
                .isEmpty();
        assertThat(rulesOfTarget("apiVersion: argoproj.io/v1, kind: Rollout", ROLLOUT_DEFINITION))
                .isEmpty();
        assertThat(rulesOfTarget("apiVersion: argoproj.io/v2, kind: Rollout", ROLLOUT_DEFINITION))
                .containsExactly("scaledobject-target-kind");
        assertThat(validateComplete(
                        scaledObject("orders", "apiVersion: argoproj.io/v1, kind: Rollouts, name: orders", ""),
                        ROLLOUT_DEFINITION))
                .extracting(Finding::rule, Finding::hint)
                .contains(tuple("scaledobject-target-kind", Optional.of("Did you mean Rollout?")));
    }

    @Test
    void aClusterHasTheKindsOfItsObjectsUnlessKubernetesDefinesThem() {
        String object = "---\n{apiVersion: %s, kind: Rollout, metadata: {name: any, namespace: other}}\n";
        assertThat(rulesOfTarget("apiVersion: argoproj.io/v1, kind: Rollout", object.formatted("argoproj.io/v1")))
                .isEmpty();
        assertThat(rulesOfTarget("apiVersion: apps/v1, kind: Rollout", object.formatted("apps/v1")))
                .containsExactly("scaledobject-target-kind");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            apiVersion: autoscaling/v2beta2  | false
            apiVersion: a.k8s.io/v1alpha1    | false
            apiVersion: autoscaling/v3       | true
            apiVersion: a.k8s.io/v1          | true
            apiVersion: a.test/v1beta1       | true
            apiVersion: keda.sh/v1alpha1     | true
            """)
    void onlyTheUnstableVersionsOfKubernetesMayHaveKindsThatNothingDefines(String version, boolean refused) {
        assertThat(rulesOfTarget(version + ", kind: Anything").contains("scaledobject-target-kind"))
                .isEqualTo(refused);
    }

    @Test
    void aKindOfKedasOwnGroupIsRefusedInEveryCluster() {
        assertThat(validate(scaledObject("orders", "apiVersion: keda.sh/v1alpha1, kind: Anything, name: orders", "")))
                .extracting(Finding::rule)
                .contains("scaledobject-target-kind");
        assertThat(validate(scaledObject("orders", "apiVersion: keda.sh/v2, kind: Anything, name: orders", "")))
                .extracting(Finding::rule)
                .doesNotContain("scaledobject-target-kind");
    }

    @ParameterizedTest
    @ValueSource(strings = {"deployment", "DeploymentList"})
    void aSpellingThatDiscoveryAcceptsAndKedaOverlooksIsTold(String kind) {
        assertThat(validate(scaledObject("orders", "apiVersion: apps/v1, kind: " + kind + ", name: orders", "")))
                .extracting(Finding::rule, Finding::hint)
                .contains(tuple("scaledobject-target-kind-overlooked", Optional.of("Write Deployment.")));
    }

    @Test
    void anotherObjectWithAnUnknownKindIsInTheWayIfItsTargetHasTheSameNameOrBeforeKeda221() {
        String rollout = "apiVersion: apps/v1, kind: Rollout, name: %s";
        String orders = scaledObject("orders", "name: orders", "");
        String autoscaler = "---\n{apiVersion: autoscaling/v2, kind: HorizontalPodAutoscaler, metadata: {name: a,"
                + " namespace: shop%s}, spec: {maxReplicas: 3, scaleTargetRef: {" + rollout + "}}}\n";
        String ignored = ", annotations: {validations.keda.sh/hpa-ownership: 'false'}";
        for (KedaVersion version : List.of(KedaVersion.V2_20, KedaVersion.V2_21)) {
            boolean all = version == KedaVersion.V2_20;
            for (String neighbour : List.of(scaledObject("others", rollout, ""), autoscaler.replaceFirst("%s", ""))) {
                assertThat(validate(version, cluster(neighbour.formatted("orders")), orders))
                        .extracting(Finding::rule)
                        .contains("scaledobject-neighbour-target-kind");
                assertThat(validate(version, cluster(neighbour.formatted("billing")), orders).stream()
                                .anyMatch(finding -> finding.rule().equals("scaledobject-neighbour-target-kind")))
                        .isEqualTo(all);
            }
            assertThat(validate(
                            version,
                            cluster(autoscaler.replaceFirst("%s", ignored).formatted("orders")),
                            orders))
                    .extracting(Finding::rule)
                    .doesNotContain("scaledobject-neighbour-target-kind");
            assertThat(validate(version, cluster(scaledObject("orders", rollout.formatted("orders"), "")), orders))
                    .extracting(Finding::rule)
                    .doesNotContain("scaledobject-neighbour-target-kind");
        }
    }
}
