package io.github.keda4j.trigger;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.keda4j.findings.Finding;
import io.github.keda4j.keda.v1alpha1.ScaleTriggers;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** KEDA's driver reads no port from an address whose host has a bracket, so its port cannot be too large. */
class MssqlPortTest {

    @Test
    void aPortThatIsReadHas16Bits() {
        assertThat(Triggers.check(trigger("sql.shop.test"), TriggerContext.unknown())
                        .asList())
                .singleElement()
                .satisfies(finding -> {
                    assertThat(finding.rule()).isEqualTo("trigger-mssql-port");
                    assertThat(finding.message())
                            .isEqualTo(
                                    "Unless connectionString is given, port must be at most 65535, but it is \"65536\".");
                });
    }

    @Test
    void aPortThatIsNotReadMayBeAnyNumber() {
        assertThat(Triggers.check(trigger("sql]"), TriggerContext.unknown()).asList())
                .extracting(Finding::rule)
                .doesNotContain("trigger-mssql-port");
    }

    private static ScaleTriggers trigger(String host) {
        ScaleTriggers trigger = new ScaleTriggers();
        trigger.setType("mssql");
        trigger.setMetadata(Map.of("query", "SELECT 1", "targetValue", "1", "host", host, "port", "65536"));
        return trigger;
    }
}
