package io.github.keda4j.trigger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.groups.Tuple.tuple;

import io.github.keda4j.findings.Finding;
import io.github.keda4j.findings.FindingsException;
import io.github.keda4j.keda.v1alpha1.ScaleTriggers;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Reads entries of any type, and lists the types. */
class TriggersTest {

    private static ScaleTriggers entry(String type, Map<String, String> metadata) {
        ScaleTriggers entry = new ScaleTriggers();
        entry.setType(type);
        entry.setMetadata(metadata);
        return entry;
    }

    @Test
    void anEntryIsReadAsItsType() {
        TriggerReading reading = Triggers.read(entry(
                "cron", Map.of("timezone", "UTC", "start", "0 8 * * *", "end", "0 18 * * *", "desiredReplicas", "3")));

        assertThat(reading.findings()).isEmpty();
        assertThat(reading.trigger()).containsInstanceOf(CronTrigger.class);
        assertThat(((CronTrigger) reading.orElseThrow()).desiredReplicas()).isEqualTo(3);
    }

    @Test
    void whatKedaRefusesIsNotRead() {
        TriggerReading reading = Triggers.read(entry("cron", Map.of("timezone", "UTC")));

        assertThat(reading.trigger()).isEmpty();
        assertThat(reading.findings())
                .extracting(Finding::pointer)
                .containsExactly("/metadata/start", "/metadata/end", "/metadata/desiredReplicas");
        assertThatThrownBy(reading::orElseThrow)
                .isInstanceOf(FindingsException.class)
                .hasMessageStartingWith("3 findings");
    }

    @Test
    void aTypeThatIsNotKnownStaysUsable() {
        ScaleTriggers entry = entry("aws-sqs-queu", Map.of("anything", "goes"));

        TriggerReading reading = Triggers.read(entry);

        assertThat(reading.findings().hasErrors()).isFalse();
        assertThat(reading.findings())
                .extracting(Finding::rule, finding -> finding.hint().orElse(""))
                .containsExactly(tuple("trigger-unknown-type", "Did you mean aws-sqs-queue?"));
        assertThat(reading.orElseThrow()).isInstanceOf(CustomTrigger.class);
        assertThat(reading.orElseThrow().toScaleTrigger()).isEqualTo(entry);
        assertThat(reading.orElseThrow().metricName(0)).isEmpty();
    }

    @Test
    void aTypeThatKedaNoLongerKnowsIsRefusedWithWhatToUse() {
        TriggerReading reading = Triggers.read(entry("stan", Map.of()));

        assertThat(reading.trigger()).isEmpty();
        assertThat(reading.findings()).extracting(Finding::rule).containsExactly("trigger-removed-type");
        assertThat(reading.findings().asList().get(0).hint()).isNotEmpty();
    }

    @Test
    void anEntryNeedsATypeAndMetadata() {
        assertThat(Triggers.read(new ScaleTriggers()).findings())
                .extracting(Finding::pointer)
                .containsExactly("/type");
        assertThat(Triggers.read(entry("  ", Map.of())).trigger()).isEmpty();
        ScaleTriggers withoutMap = new ScaleTriggers();
        withoutMap.setType("external");
        assertThat(Triggers.check(withoutMap, TriggerContext.unknown()))
                .extracting(Finding::pointer)
                .contains("/metadata");
    }

    @Test
    void aKeyWithoutAValueIsRefused() {
        Map<String, String> metadata = new HashMap<>();
        metadata.put("scalerAddress", "scaler:9090");
        metadata.put("empty", null);

        assertThat(Triggers.check(entry("external", metadata), TriggerContext.unknown()))
                .extracting(Finding::pointer)
                .containsExactly("/metadata/empty");
    }

    @Test
    void aCustomTriggerIsBuiltFromItsMap() {
        CustomTrigger trigger = Triggers.custom("planets", Map.of("orbit", "7"));

        assertThat(trigger.type()).isEqualTo("planets");
        assertThat(trigger.toBuilder()
                        .name("mars")
                        .authenticationRef("nasa")
                        .build()
                        .toScaleTrigger()
                        .getName())
                .isEqualTo("mars");
        assertThat(trigger.toBuilder().build()).isEqualTo(trigger);
        assertThat(trigger.check(TriggerContext.unknown())).isEmpty();
    }

    @Test
    void aKnownTypeIsNoCustomOne() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Triggers.custom("cron", Map.of()))
                .withMessage("KEDA 2.21 knows trigger type cron. Use its class CronTrigger.");
        assertThatIllegalArgumentException().isThrownBy(() -> Triggers.custom(" ", Map.of()));
    }

    @Test
    void externalTriggersTakeAnyKey() {
        assertThat(Triggers.read(entry("external", Map.of("scalerAddress", "scaler:9090", "planet", "mars")))
                        .findings())
                .isEmpty();
    }

    @Test
    void theParametersOfATypeCanBeListed() {
        ParameterInfo region = Triggers.parameters("aws-sqs-queue").stream()
                .filter(parameter -> parameter.name().equals("awsRegion"))
                .findFirst()
                .orElseThrow();

        assertThat(region)
                .isEqualTo(new ParameterInfo(
                        "awsRegion",
                        List.of(),
                        ParameterType.STRING,
                        List.of(ParameterSource.METADATA, ParameterSource.AUTH),
                        true,
                        Optional.empty(),
                        List.of(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty()));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Triggers.parameters("promethius"))
                .withMessage("KEDA 2.21 does not know trigger type promethius. Did you mean prometheus?");
    }

    @Test
    void typesAreSortedAndKnown() {
        assertThat(Triggers.types()).hasSize(79).isSorted().doesNotHaveDuplicates();
        assertThatThrownBy(() -> Triggers.types().add("x")).isInstanceOf(UnsupportedOperationException.class);
    }
}
