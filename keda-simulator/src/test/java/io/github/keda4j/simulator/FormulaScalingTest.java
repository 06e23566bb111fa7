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
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Formulas over triggers: one metric in the place of all. The formula itself is evaluated by who is plugged in. */
class FormulaScalingTest {

    private static final CompositeFormula SUM = metrics -> value(metrics, "first") + value(metrics, "second");
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
                policy(metrics -> -1.0, modifiers -> modifiers.withTarget("2").withActivationTarget("-2"));
        assertThat(changes(autoscaler(policy, Workload.inMemory(5), TWO).runFor(Duration.ofSeconds(15))))
                .containsExactly("15s HPA 5->10");
    }

    @Test
    void aFormulaThatFailsLeavesTheAutoscalerWithoutMetricAndKedaWithoutActivity() {
        ScalingPolicy policy = policy(
                metrics -> {
                    throw new IllegalStateException("division by zero");
                },
                modifiers -> modifiers.withTarget("2"));
        List<ScalingDecision> decisions =
                autoscaler(policy, Workload.inMemory(3), TWO).runFor(Duration.ofMinutes(6));
        assertThat(changes(decisions)).containsExactly("0s KEDA 3->0");
        assertThat(decisions.get(0).reason()).contains("composite-metric failed (division by zero), not active");
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
        ScalingPolicy policy = ScalingPolicy.builder(object).formula(SUM).build();
        assertThat(changes(autoscaler(policy, Workload.inMemory(3), broken("second"))
                        .runFor(Duration.ofSeconds(15))))
                .containsExactly("15s HPA 3->6");
    }

    @Test
    void thereIsNoFallbackForATargetThatIsNotWhole() {
        ScaledObject object = withFallback(FallbackBehavior.STATIC, "2.5");
        ScalingPolicy policy = ScalingPolicy.builder(object).formula(SUM).build();
        assertThat(changes(autoscaler(policy, Workload.inMemory(3), broken("second"))
                        .runFor(Duration.ofMinutes(5))))
                .isEmpty();
    }

    @Test
    void aFallbackThatIsLeftToTheFormulaGivesItNil() {
        ScaledObject object = withFallback(FallbackBehavior.SCALING_MODIFIERS, "2");
        CompositeFormula orTwo =
                metrics -> value(metrics, "first") + (metrics.get("second") == null ? 2 : value(metrics, "second"));
        ScalingPolicy policy = ScalingPolicy.builder(object).formula(orTwo).build();
        assertThat(changes(autoscaler(policy, Workload.inMemory(3), broken("second"))
                        .runFor(Duration.ofSeconds(15))))
                .containsExactly("15s HPA 3->6");
        ScalingPolicy nil =
                ScalingPolicy.builder(object).formula(metrics -> null).build();
        // A formula that is nil is worth the fallback's replicas: six at two each.
        assertThat(changes(autoscaler(nil, Workload.inMemory(3), TWO).runFor(Duration.ofSeconds(15))))
                .containsExactly("15s HPA 3->6");
    }

    @Test
    void whatKedaCannotScaleOnIsRefused() {
        ScaledObject object = object(modifiers -> modifiers
                        .withTarget("none")
                        .withActivationTarget("some")
                        .withMetricType(MetricTargetType.UTILIZATION))
                .build();
        assertThatThrownBy(() -> ScalingPolicy.builder(object).formula(SUM).build())
                .isInstanceOf(FindingsException.class)
                .hasMessageContaining("scalingModifiers.target is \"none\"; it must be a number above 0.")
                .hasMessageContaining("scalingModifiers.activationTarget is \"some\"; it must be a number")
                .hasMessageContaining("scalingModifiers.metricType is Utilization; it must be AverageValue or Value.");
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

    private static ScalingPolicy policy(CompositeFormula formula, UnaryOperator<ScalingModifiersBuilder> modifiers) {
        return ScalingPolicy.builder(object(modifiers).build()).formula(formula).build();
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

    private static double value(Map<String, @Nullable Double> metrics, String name) {
        Double value = metrics.get(name);
        assertThat(value).as(name).isNotNull();
        return value;
    }
}
