package io.github.keda4j.trigger;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.keda4j.keda.v1alpha1.ScaleTriggers;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** KEDA's verdict on what KEDA's own tests configure, and the names that it gives. */
class TriggerConformanceTest {

    /** Configurations that KEDA refuses, as its tests of names expect: the name that stands beside them is never made. */
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

    @Test
    void everythingThatKedaAcceptsIsAccepted() {
        List<String> refused = new ArrayList<>();
        for (KedaCase one : offline()) {
            if (!one.flag("expectError") && one.findings().hasErrors()) {
                refused.add(one + ": " + one.findings());
            }
        }

        assertThat(refused).isEmpty();
    }

    @Test
    void whatKedaAcceptsIsReadWhateverItsAuthenticationIs() {
        List<String> refused = new ArrayList<>();
        for (KedaCase one : offline()) {
            TriggerReading reading = Triggers.read(one.entryWithAuthentication());
            if (!one.flag("expectError") && reading.trigger().isEmpty()) {
                refused.add(one + ": " + reading.findings());
            }
        }

        assertThat(refused).isEmpty();
    }

    @Test
    void everythingThatKedaRefusesForItsTypeIsRefused() {
        assertThat(missed("typedConfig")).isEmpty();
    }

    @Test
    void everythingThatKedaRefusesForItsRulesIsRefused() {
        assertThat(missed("validateOrParse")).isEmpty();
    }

    @Test
    void metricsHaveTheNamesThatKedaGivesThem() {
        for (KedaCase one : KedaCase.of("metric-name-cases.json")) {
            if (REFUSED_WITH_A_NAME.contains(one.text("source").orElse(""))) {
                assertThat(one.findings().hasErrors()).as(one.toString()).isTrue();
                continue;
            }
            String name = one.text("expectedMetricName").orElseThrow();
            int index = ((Number) one.fields().get("triggerIndex")).intValue();
            ScaleTriggers entry = one.entryWithAuthentication();

            assertThat(Triggers.read(entry).orElseThrow().metricName(index, one.context(namespaceIn(name))))
                    .as(one.toString())
                    .hasValue(name);
        }
    }

    /** KEDA's test passes the namespace beside the configuration. */
    private static String namespaceIn(String name) {
        return name.substring(name.lastIndexOf('-') + 1);
    }

    private static List<String> missed(String level) {
        List<String> missed = new ArrayList<>();
        for (KedaCase one : offline()) {
            if (one.flag("expectError")
                    && one.text("errorLevel").orElse("").equals(level)
                    && !one.findings().hasErrors()) {
                missed.add(one + ": " + one.fields());
            }
        }
        return missed;
    }

    /** Without the few whose verdict comes from a server. */
    private static List<KedaCase> offline() {
        List<KedaCase> cases = new ArrayList<>(KedaCase.of("scaler-parse-cases.json"));
        cases.removeIf(one -> one.flag("requiresNetwork"));
        assertThat(cases).hasSizeGreaterThan(900);
        return cases;
    }

    @Test
    void theCasesAreOfNearlyEveryType() {
        assertThat(offline().stream().map(KedaCase::type).distinct())
                .hasSizeGreaterThan(70)
                .isSubsetOf(Triggers.types());
    }
}
