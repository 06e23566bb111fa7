package io.github.keda4j.simulator;

import static io.github.keda4j.simulator.Fixtures.autoscaler;
import static io.github.keda4j.simulator.Fixtures.changes;
import static io.github.keda4j.simulator.Fixtures.queue;
import static io.github.keda4j.simulator.Fixtures.scaledObject;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.keda4j.findings.FindingsException;
import io.github.keda4j.keda.v1alpha1.FallbackBehavior;
import io.github.keda4j.keda.v1alpha1.MetricTargetType;
import io.github.keda4j.keda.v1alpha1.ScaledObject;
import io.github.keda4j.keda.v1alpha1.ScaledObjectBuilder;
import io.github.keda4j.keda.v1alpha1.ScalingModifiers;
import io.github.keda4j.keda.v1alpha1.ScalingModifiersBuilder;
import java.time.Duration;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** Formulas over triggers: one metric replaces those of all triggers. */
class FormulaScalingTest {

    private static final String SUM = "first + second";
    private static final MetricSource TWO = (trigger, now) -> trigger.name().equals("first") ? 10 : 5;

    @Test
    void theFormulasMetricTakesThePlaceOfAllTriggers() {
        ScalingPolicy policy = policy(SUM, modifiers -> modifiers.withTarget("2"));
        List<ScalingDecision> decisions =
                autoscaler(policy, Workload.inMemory(0), TWO).runFor(Duration.ofSeconds(30));
        assertThat(changes(decisions)).containsExactly("0s KEDA 0->1", "15s HPA 1->4", "30s HPA 4->8");
        assertThat(decisions.get(1).reason())
                .isEqualTo("composite-metric is 15, target 2 per replica, wants 8; the scale-up limit is 4");
        assertThat(decisions.get(0).readings())
                .extracting(MetricReading::toString)
                .containsExactly("first is 10", "second is 5", "composite-metric is 15");
    }

    @Test
    void onlyTheFormulasMetricMakesItActive() {
        ScalingPolicy policy =
                policy(SUM, modifiers -> modifiers.withTarget("2").withActivationTarget("15"));
        assertThat(changes(autoscaler(policy, Workload.inMemory(0), TWO).runFor(Duration.ofMinutes(5))))
                .isEmpty();
    }

    @Test
    void aValueMetricIsMultipliedByTheReadyReplicas() {
        ScalingPolicy policy =
                policy(SUM, modifiers -> modifiers.withTarget("10").withMetricType(MetricTargetType.VALUE));
        assertThat(changes(autoscaler(policy, Workload.inMemory(4), TWO).runFor(Duration.ofSeconds(15))))
                .containsExactly("15s HPA 4->6");
    }

    @Test
    void aNegativeResultIsTheLargestOfAllForAnAverageAsTheAutoscalerTakesItForAnOverflow() {
        ScalingPolicy policy =
                policy("0 - first / 10", modifiers -> modifiers.withTarget("2").withActivationTarget("-2"));
        assertThat(changes(autoscaler(policy, Workload.inMemory(5), TWO).runFor(Duration.ofSeconds(15))))
                .containsExactly("15s HPA 5->10");
    }

    @Test
    void aFormulaThatFailsLeavesTheAutoscalerWithoutMetricAndKedaWithoutActivity() {
        ScalingPolicy policy = policy("float(first) > 1 ? 1 : 0", modifiers -> modifiers.withTarget("2"));
        List<ScalingDecision> decisions =
                autoscaler(policy, Workload.inMemory(3), TWO).runFor(Duration.ofMinutes(6));
        assertThat(changes(decisions)).containsExactly("0s KEDA 3->0");
        assertThat(decisions.get(0).reason())
                .contains("composite-metric failed (The result must be a float, but it is int: 1.), not active");
    }

    @Test
    void aTriggerThatFailsMakesItInactiveAndKeepsItWhereItIs() {
        ScalingPolicy policy = policy(SUM, modifiers -> modifiers.withTarget("2"));
        List<ScalingDecision> decisions =
                autoscaler(policy, Workload.inMemory(3), broken("second")).runFor(Duration.ofMinutes(6));
        assertThat(changes(decisions)).isEmpty();
        assertThat(decisions.get(1).reason())
                .isEqualTo("no metric to scale on: composite-metric failed (second: no such queue)");
    }

    @Test
    void theFallbackIsReckonedWithTheFormulasTarget() {
        ScaledObject object = withFallback(FallbackBehavior.STATIC, "2");
        ScalingPolicy policy = ScalingPolicy.builder(object).build();
        assertThat(changes(autoscaler(policy, Workload.inMemory(3), broken("second"))
                        .runFor(Duration.ofSeconds(15))))
                .containsExactly("15s HPA 3->6");
    }

    @Test
    void thereIsNoFallbackForATargetThatIsNotWhole() {
        ScaledObject object = withFallback(FallbackBehavior.STATIC, "2.5");
        ScalingPolicy policy = ScalingPolicy.builder(object).build();
        assertThat(changes(autoscaler(policy, Workload.inMemory(3), broken("second"))
                        .runFor(Duration.ofMinutes(5))))
                .isEmpty();
    }

    @Test
    void aFallbackThatIsLeftToTheFormulaGivesItNil() {
        ScaledObject object = withFallback(FallbackBehavior.SCALING_MODIFIERS, "2");
        ScalingPolicy policy =
                ScalingPolicy.builder(formula(object, "first + (second ?? 2)")).build();
        assertThat(changes(autoscaler(policy, Workload.inMemory(3), broken("second"))
                        .runFor(Duration.ofSeconds(15))))
                .containsExactly("15s HPA 3->6");
        ScalingPolicy nil =
                ScalingPolicy.builder(formula(object, "second ?? nil")).build();
        // A formula that is nil is worth the fallback's replicas: six at two each.
        assertThat(changes(
                        autoscaler(nil, Workload.inMemory(3), broken("second")).runFor(Duration.ofSeconds(15))))
                .containsExactly("15s HPA 3->6");
    }

    @Test
    void aFormulaThatKedaRefusesIsRefused() {
        assertThatThrownBy(() -> policy("first + secnd", modifiers -> modifiers.withTarget("2")))
                .isInstanceOf(FindingsException.class)
                .hasMessageContaining("/spec/advanced/scalingModifiers/formula")
                .hasMessageContaining("secnd");
    }

    @Test
    void aFormulaThatOnlyKedaCanComputeIsRefused() {
        assertThatThrownBy(() -> policy("float(now().Hour()) * first", modifiers -> modifiers.withTarget("2")))
                .isInstanceOf(FindingsException.class)
                .hasMessageContaining("simulator-formula")
                .hasMessageContaining("For the simulation, remove scalingModifiers");
    }

    @Test
    void whatKedaCannotScaleOnIsRefused() {
        assertThatThrownBy(() ->
                        policy(SUM, modifiers -> modifiers.withTarget("none").withActivationTarget("some")))
                .isInstanceOf(FindingsException.class)
                .hasMessageContaining("target is \"none\" but must be a number above 0.")
                .hasMessageContaining("activationTarget is \"some\" but must be a number");
        assertThatThrownBy(() -> policy(
                        SUM, modifiers -> modifiers.withTarget("2").withMetricType(MetricTargetType.UTILIZATION)))
                .isInstanceOf(FindingsException.class)
                .hasMessageContaining("metricType is \"Utilization\" but must be one of AverageValue or Value.");
    }

    @Test
    void modifiersWithoutAnyFieldAreNone() {
        ScaledObject object = scaledObject(spec -> spec.withNewAdvanced()
                        .withScalingModifiers(new ScalingModifiers())
                        .endAdvanced())
                .build();
        assertThat(ScalingPolicy.builder(object).build().composite()).isEmpty();
    }

    private static ScaledObject withFallback(FallbackBehavior behavior, String target) {
        return object(modifiers -> modifiers.withTarget(target))
                .editSpec()
                .withNewFallback()
                .withFailureThreshold(0)
                .withReplicas(6)
                .withBehavior(behavior)
                .endFallback()
                .endSpec()
                .build();
    }

    private static MetricSource broken(String name) {
        return (trigger, now) -> {
            if (trigger.name().equals(name)) {
                throw new IllegalStateException("no such queue");
            }
            return TWO.read(trigger, now);
        };
    }

    private static ScalingPolicy policy(String formula, UnaryOperator<ScalingModifiersBuilder> modifiers) {
        return ScalingPolicy.builder(formula(object(modifiers).build(), formula))
                .build();
    }

    private static ScaledObject formula(ScaledObject object, String formula) {
        return object.edit()
                .editSpec()
                .editAdvanced()
                .editScalingModifiers()
                .withFormula(formula)
                .endScalingModifiers()
                .endAdvanced()
                .endSpec()
                .build();
    }

    private static ScaledObjectBuilder object(UnaryOperator<ScalingModifiersBuilder> modifiers) {
        return scaledObject(spec -> spec.withTriggers(
                        queue("5").edit().withName("first").build(),
                        queue("5").edit().withName("second").build())
                .withNewAdvanced()
                .withScalingModifiers(modifiers
                        .apply(new ScalingModifiersBuilder().withFormula("first + second"))
                        .build())
                .endAdvanced());
    }
}
