package io.github.keda4j.trigger;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Compares with KEDA's verdicts and metric names in KEDA's own tests. */
class TriggerConformanceTest {

    /** Configurations that KEDA refuses, as its tests for names expect; the name listed with them is never produced. */
    private static final Set<String> REFUSED_WITH_A_NAME = Set.of(
            "pkg/scalers/elastic_forecast_scaler_test.go:345",
            "pkg/scalers/elastic_forecast_scaler_test.go:346",
            "pkg/scalers/elasticsearch_scaler_test.go:514",
            "pkg/scalers/elasticsearch_scaler_test.go:515",
            "pkg/scalers/openstack_metrics_scaler_test.go:134",
            "pkg/scalers/openstack_metrics_scaler_test.go:136",
            "pkg/scalers/openstack_metrics_scaler_test.go:137",
            "pkg/scalers/openstack_metrics_scaler_test.go:138",
            "pkg/scalers/openstack_metrics_scaler_test.go:139",
            "pkg/scalers/openstack_metrics_scaler_test.go:140",
            "pkg/scalers/openstack_metrics_scaler_test.go:142");

    /**
     * Configurations that KEDA's parser accepts, as its test says, but that are refused by the client that the scaler
     * then creates.
     */
    private static final Set<String> REFUSED_BY_THE_CLIENT = Set.of("pkg/scalers/influxdb_scaler_test.go:109");

    @ParameterizedTest
    @EnumSource(names = {"V2_20", "V2_21"})
    void everythingThatKedaAcceptsIsAccepted(KedaVersion version) {
        List<String> refused = new ArrayList<>();
        for (KedaCase one : offline(version)) {
            boolean ofClient = REFUSED_BY_THE_CLIENT.contains(one.text("source").orElse(""));
            if (!one.flag("expectError") && one.findings().hasErrors() != ofClient) {
                refused.add(one + ": " + one.findings());
            }
        }

        assertThat(refused).isEmpty();
    }

    @Test
    void whatTheLatestKedaAcceptsIsReadWhateverItsAuthenticationIs() {
        List<String> refused = new ArrayList<>();
        for (KedaCase one : offline(KedaVersion.latest())) {
            TriggerReading reading = Triggers.read(one.entryWithAuthentication());
            if (!one.flag("expectError") && reading.trigger().isEmpty()) {
                refused.add(one + ": " + reading.findings());
            }
        }

        assertThat(refused).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(names = {"V2_20", "V2_21"})
    void everythingThatKedaRefusesForItsTypeIsRefused(KedaVersion version) {
        assertThat(missed("typedConfig", version)).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(names = {"V2_20", "V2_21"})
    void everythingThatKedaRefusesForItsRulesIsRefused(KedaVersion version) {
        assertThat(missed("validateOrParse", version)).isEmpty();
    }

    @Test
    void metricsHaveTheNamesThatKedaGivesThem() {
        for (KedaCase one : KedaCase.of("metric-name-cases.json", KedaVersion.V2_20)) {
            if (REFUSED_WITH_A_NAME.contains(one.text("source").orElse(""))) {
                assertThat(one.findings().hasErrors()).as(one.toString()).isTrue();
                continue;
            }
            String name = one.text("expectedMetricName").orElseThrow();
            int index = ((Number) one.fields().get("triggerIndex")).intValue();
            Optional<Trigger> trigger =
                    Triggers.read(one.entryWithAuthentication()).trigger();
            if (trigger.isEmpty()) { // a younger KEDA refuses it
                assertThat(one.type() + " " + one.fields().get("triggerMetadata"))
                        .matches("temporal .*(buildId|selectAllActive|selectUnversioned).*");
                continue;
            }
            assertThat(trigger.get().metricName(index, one.context(namespaceIn(name))))
                    .as(one.toString())
                    .hasValue(name);
        }
    }

    /** KEDA's test passes the namespace separately from the configuration. */
    private static String namespaceIn(String name) {
        return name.substring(name.lastIndexOf('-') + 1);
    }

    private static List<String> missed(String level, KedaVersion version) {
        List<String> missed = new ArrayList<>();
        for (KedaCase one : offline(version)) {
            if (one.flag("expectError")
                    && one.text("errorLevel").orElse("").equals(level)
                    && !one.findings().hasErrors()) {
                missed.add(one + ": " + one.fields());
            }
        }
        return missed;
    }

    /** The cases without the few whose verdict comes from a server. */
    private static List<KedaCase> offline(KedaVersion version) {
        List<KedaCase> cases = new ArrayList<>(KedaCase.of("scaler-parse-cases.json", version));
        cases.removeIf(one -> one.flag("requiresNetwork"));
        assertThat(cases).hasSizeGreaterThan(900);
        return cases;
    }

    @ParameterizedTest
    @EnumSource(names = {"V2_20", "V2_21"})
    void theCasesAreOfNearlyEveryType(KedaVersion version) {
        assertThat(offline(version).stream().map(KedaCase::type).distinct())
                .hasSizeGreaterThan(70)
                .isSubsetOf(Triggers.types());
    }
}
