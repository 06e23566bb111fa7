package io.github.keda4j.validator;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.keda4j.findings.Severity;
import io.github.keda4j.trigger.KedaVersion;
import io.github.keda4j.yaml.Manifests;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Tests what the API server and KEDA's webhooks check again when an object replaces another one, and what they skip.
 */
class UpdateTest {

    private static String scaledObject(String metadata, String spec) {
        return """
                apiVersion: keda.sh/v1alpha1
                kind: ScaledObject
                metadata: {name: orders, namespace: shop%s}
                spec: {scaleTargetRef: {name: orders}, %s}
                """.formatted(metadata, spec);
    }

    private static String job(String containers) {
        return """
                apiVersion: keda.sh/v1alpha1
                kind: ScaledJob
                metadata: {name: orders, namespace: shop}
                spec:
                  jobTargetRef: {template: {spec: {containers: %s}}}
                  triggers: [{type: cron, metadata: {timezone: UTC, start: 0 8 * * *, end: 0 9 * * *, desiredReplicas: "2"}}]
                """.formatted(containers);
    }

    private static String events(String more) {
        return """
                apiVersion: eventing.keda.sh/v1alpha1
                kind: CloudEventSource
                metadata: {name: orders, namespace: shop%s}
                spec: {destination: {http: {uri: http://events}}, eventSubscription: {includedEventTypes: [keda.scaledobject.lost.v1]}}
                """.formatted(more);
    }

    private static List<String> errors(String now, String before) {
        return KedaValidator.builder()
                .version(KedaVersion.V2_21)
                .cluster(ClusterState.of(Manifests.parse("cluster.yaml", before)))
                .build()
                .validate(Manifests.parse("test.yaml", now))
                .findings()
                .stream()
                .filter(finding -> finding.severity() == Severity.ERROR)
                .map(finding -> finding.rule() + " " + finding.pointer())
                .toList();
    }

    private static List<String> errors(String created) {
        return errors(created, "");
    }

    private static final String CRON =
            "{type: cron, useCachedMetrics: true, metadata: {timezone: UTC, start: 0 8 * * *, end: 0 9 * * *,"
                    + " desiredReplicas: \"2\"}}";

    @Test
    void anEmptyValueOfAMapIsAChangeOfTheSpec() {
        String spec =
                "triggers: [{type: cpu, metricType: Utilization, metadata: {value: '50'%s}}], minReplicaCount: 2, maxReplicaCount: 1";

        List<String> errors = errors(
                scaledObject(", finalizers: []", spec.formatted(", containerName: ''")),
                scaledObject(", finalizers: [f]", spec.formatted("")));

        assertThat(errors).contains("scaledobject-min-above-max /spec/minReplicaCount");
        assertThat(errors(
                        scaledObject(", finalizers: []", spec.formatted("")),
                        scaledObject(", finalizers: [f]", spec.formatted(""))))
                .doesNotContain("scaledobject-min-above-max /spec/minReplicaCount");
    }

    @Test
    void aFieldThatIsDroppedIsNoChangeOfTheSpec() {
        String lacking =
                "triggers: [" + CRON.replace("useCachedMetrics: true", "useCachedMetrics: false") + "], fallback: {";
        assertThat(errors(
                        scaledObject("", lacking + "replicas: 2, nope: 1}"),
                        scaledObject("", lacking + "replicas: 2}")))
                .isEmpty();
        assertThat(errors(scaledObject("", lacking + "replicas: 3}"), scaledObject("", lacking + "replicas: 2}")))
                .containsExactly("schema-required /spec/fallback/failureThreshold");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ", nope: 1", ", advanced: {restoreToOriginalReplicaCount: false}"})
    void whatOnlyTakesAFinalizerAwayPassesUnseen(String dropped) {
        String spec = "triggers: [" + CRON + "]" + (dropped.contains("advanced") ? ", advanced: {}" : "");
        String before = scaledObject(", finalizers: [finalizer.keda.sh]", spec);
        assertThat(errors(scaledObject(", finalizers: []", spec.replace(", advanced: {}", "") + dropped), before))
                .isEmpty();
        assertThat(errors(scaledObject("", spec), before))
                .containsExactly("trigger-use-cached-metrics /spec/triggers/0/useCachedMetrics");
    }

    @Test
    void anEmptyListIsAsGoodAsNoneWhereAFinalizerIsTakenAway() {
        String before = events("")
                .replace("namespace: shop", "namespace: shop, finalizers: [finalizer.keda.sh]")
                .replace("eventSubscription: {", "eventSubscription: {excludedEventTypes: [], ");
        String now = events("").replace("namespace: shop", "namespace: shop, finalizers: []");

        assertThat(errors(now, before)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"nope: b, true", "'labels: {a: b}', false"})
    void ofThePodsMetadataTheWebhookReadsWhatItKnows(String changed, boolean passes) {
        String job = job("[{name: app, image: a}]")
                .replace("{spec: {containers", "{metadata: {nope: a}, spec: {containers")
                .replace("{type: cron", "{type: cron, useCachedMetrics: true");
        String before = job.replace("namespace: shop}", "namespace: shop, finalizers: [finalizer.keda.sh]}");
        String now = job.replace("namespace: shop}", "namespace: shop, finalizers: []}")
                .replace("nope: a", changed);
        assertThat(errors(now, before)).hasSize(passes ? 0 : 1);
    }

    @Test
    void theWebhookLooksAgainAtEventsThatTheSchemaLetsBe() {
        assertThat(errors(events(""))).containsExactly("schema-enum /spec/eventSubscription/includedEventTypes/0");
        assertThat(errors(events(", labels: {a: b}"), events("")))
                .containsExactly("events-unsupported-type /spec/eventSubscription/includedEventTypes/0");
    }

    @ParameterizedTest
    @CsvSource({"maxReplicaCount: -1, max", "'minReplicaCount: 0, maxReplicaCount: 0', max", "minReplicaCount: 101, min"
    })
    void theWebhookLooksAgainAtBoundsThatTheSchemaLetsBe(String bounds, String field) {
        String before = scaledObject("", bounds + ", triggers: [" + CRON.replace("useCachedMetrics: true, ", "") + "]");
        String now = before.replace("namespace: shop}", "namespace: shop, labels: {a: b}}");

        assertThat(errors(now, before)).containsExactly("scaledobject-min-above-max /spec/" + field + "ReplicaCount");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "oauth2: {type: '', clientId: keda, tokenUrl: https://id.example.com} | oauth2-type /spec/oauth2/type",
                "oauth2: {tokenUrl: https://id.example.com} | oauth2-client-id /spec/oauth2/clientId",
                "oauth2: {clientId: keda} | oauth2-token-url /spec/oauth2/tokenUrl",
                "azureServicePrincipal: {clientId: a, clientSecret: {valueFrom: {secretKeyRef: {name: a, key: b}}}} | service-principal-id /spec/azureServicePrincipal/tenantId"
            })
    void theWebhookLooksAgainAtAuthenticationsThatTheSchemaLetsBe(String spec, String error) {
        String before = """
                apiVersion: keda.sh/v1alpha1
                kind: TriggerAuthentication
                metadata: {name: orders, namespace: shop}
                spec: {%s}
                """.formatted(spec);
        String now = before.replace("namespace: shop}", "namespace: shop, labels: {a: b}}");
        assertThat(errors(now, before)).containsExactly("authentication-" + error);
        assertThat(errors(now)).allMatch(one -> one.startsWith("schema-")).hasSize(1);
    }

    @Property(tries = 50)
    void anElementThatIsThereSeveralTimesIsOneMistake(@ForAll @IntRange(min = 2, max = 9) int times) {
        String containers = "[" + "{name: app, image: a},".repeat(times) + "{name: other, image: a}]";
        assertThat(errors(job(containers)))
                .containsExactly("schema-duplicate-item /spec/jobTargetRef/template/spec/containers/1");
    }

    @Test
    void keysOfTheWrongTypeAreAlikeOnlyIfTheyAreWrittenAlike() {
        String name = "schema-type /spec/jobTargetRef/template/spec/containers/";
        assertThat(errors(job("[{name: [], image: a}, {name: {}, image: a}]")))
                .containsExactlyInAnyOrder(name + "0/name", name + "1/name");
        assertThat(errors(job("[{name: {x: 1}, image: a}, {name: {x: 1}, image: a}]")))
                .containsExactlyInAnyOrder(
                        name + "0/name", name + "1/name", name.replace("type", "duplicate-item") + "1");
    }

    @Test
    void theElementsOfAListWithOneOfAnotherTypeAreNotCompared() {
        assertThat(errors(job("[{name: app, image: a}, {name: app, image: a}, 5]")))
                .containsExactly("schema-type /spec/jobTargetRef/template/spec/containers/2");
        assertThat(errors(job("[{name: app, image: a}, {name: app, image: a}, null]")))
                .containsExactlyInAnyOrder(
                        "schema-duplicate-item /spec/jobTargetRef/template/spec/containers/1",
                        "schema-type /spec/jobTargetRef/template/spec/containers/2");
    }

    @ParameterizedTest
    @CsvSource({"Pod, false", "Thing, true"})
    void aSlashAloneIsTheCoreGroup(String kind, boolean isRefused) {
        String object = scaledObject("", "triggers: [" + CRON.replace("useCachedMetrics: true, ", "") + "]")
                .replace("{name: orders},", "{name: orders, apiVersion: /, kind: " + kind + "},");
        assertThat(errors(object).contains("scaledobject-target-kind /spec/scaleTargetRef/kind"))
                .isEqualTo(isRefused);
    }
}
