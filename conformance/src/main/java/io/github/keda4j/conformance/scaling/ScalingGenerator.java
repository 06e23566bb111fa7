package io.github.keda4j.conformance.scaling;

import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HPAScalingRules;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HPAScalingRulesBuilder;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscalerBehaviorBuilder;
import io.github.keda4j.conformance.generate.Dice;
import io.github.keda4j.keda.v1alpha1.AdvancedConfigBuilder;
import io.github.keda4j.keda.v1alpha1.FallbackBehavior;
import io.github.keda4j.keda.v1alpha1.KedaAnnotations;
import io.github.keda4j.keda.v1alpha1.MetricTargetType;
import io.github.keda4j.keda.v1alpha1.ScaleTriggers;
import io.github.keda4j.keda.v1alpha1.ScaleTriggersBuilder;
import io.github.keda4j.keda.v1alpha1.ScaledObject;
import io.github.keda4j.keda.v1alpha1.ScaledObjectBuilder;
import io.github.keda4j.keda.v1alpha1.ScaledObjectSpec;
import io.github.keda4j.keda.v1alpha1.ScaledObjectSpecBuilder;
import io.github.keda4j.keda.v1alpha1.ScalingModifiersBuilder;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Generates ScaledObjects that KEDA accepts, with short intervals, and loads for them. The same seed and index
 * generate the same case.
 */
public final class ScalingGenerator {

    private final Dice dice;
    private final Duration length;
    private final int most;
    private final List<ScaleTriggers> triggers = new ArrayList<>();
    private final List<List<@Nullable Double>> loads = new ArrayList<>();
    private final ScaledObjectSpecBuilder spec = new ScaledObjectSpecBuilder();
    private final AdvancedConfigBuilder advanced = new AdvancedConfigBuilder();
    private final Duration step;

    private ScalingGenerator(Dice dice, Duration length) {
        this.dice = dice;
        this.length = length;
        this.most = dice.pick(3, 5, 8, 12);
        this.step = Duration.ofSeconds(dice.between(11, 29));
    }

    /**
     * {@return a case}
     *
     * @param seed the seed of the run
     * @param index the index of the case
     * @param length the duration of the loads
     */
    public static ScalingCase of(long seed, int index, Duration length) {
        return new ScalingGenerator(Dice.of(seed, "scaling", index), length).make("s" + index);
    }

    private ScalingCase make(String name) {
        boolean fallsBack = dice.oneIn(3);
        int external = triggers(fallsBack);
        bounds(external > 0);
        intervals();
        behavior();
        if (external > 0 && fallsBack) {
            spec.withNewFallback()
                    .withFailureThreshold(dice.below(4))
                    .withReplicas(dice.below(most))
                    .withBehavior(dice.pick(
                            FallbackBehavior.STATIC,
                            FallbackBehavior.CURRENT_REPLICAS,
                            FallbackBehavior.CURRENT_REPLICAS_IF_HIGHER,
                            FallbackBehavior.CURRENT_REPLICAS_IF_LOWER))
                    .endFallback();
        }
        if (external == triggers.size() && external > 1 && dice.oneIn(2)) {
            formula(fallsBack);
        }
        spec.withTriggers(triggers);
        if (advanced.hasHorizontalPodAutoscalerConfig() || advanced.hasScalingModifiers()) {
            spec.withAdvanced(advanced.build());
        }
        // Whether unready pods use memory differs between machines.
        boolean memory = triggers.stream().anyMatch(trigger -> "memory".equals(trigger.getType()));
        return new ScalingCase(
                object(name, spec.build()),
                loads,
                step,
                dice.oneIn(4) ? dice.below(most + 2) : 0,
                memory ? Duration.ZERO : dice.pick(Duration.ZERO, Duration.ofSeconds(1), Duration.ofSeconds(7)));
    }

    /** Without a trigger that KEDA reads, there must be a minimum; otherwise KEDA's webhook refuses the object. */
    private void bounds(boolean maySleep) {
        spec.withMaxReplicaCount(most);
        if (!maySleep) {
            spec.withMinReplicaCount(dice.between(1, 2));
        } else if (dice.oneIn(2)) {
            int least = dice.below(Math.min(most, 4));
            spec.withMinReplicaCount(least);
            if (least > 0 && dice.oneIn(3)) {
                spec.withIdleReplicaCount(dice.below(least));
            }
        }
    }

    private void intervals() {
        spec.withPollingInterval(dice.pick(2, 3, 5, 7));
        if (!dice.oneIn(5)) {
            spec.withCooldownPeriod(dice.pick(0, 5, 10, 20, 30));
        }
        if (dice.oneIn(4)) {
            spec.withInitialCooldownPeriod(dice.pick(0, 10, 30));
        }
    }

    private void behavior() {
        if (dice.oneIn(4)) {
            return;
        }
        HPAScalingRules up = rules();
        HPAScalingRules down = rules();
        if (up != null || down != null) {
            advanced.withNewHorizontalPodAutoscalerConfig()
                    .withBehavior(new HorizontalPodAutoscalerBehaviorBuilder()
                            .withScaleUp(up)
                            .withScaleDown(down)
                            .build())
                    .endHorizontalPodAutoscalerConfig();
        }
    }

    private @Nullable HPAScalingRules rules() {
        if (dice.oneIn(4)) {
            return null;
        }
        HPAScalingRulesBuilder rules = new HPAScalingRulesBuilder();
        if (!dice.oneIn(5)) {
            rules.withStabilizationWindowSeconds(dice.pick(0, 0, 5, 10, 15, 20, 40));
        }
        if (dice.oneIn(3)) {
            rules.withSelectPolicy(dice.pick("Max", "Min", "Disabled"));
        }
        if (dice.oneIn(4)) {
            rules.withTolerance(Quantity.parse(dice.pick("0", "0.05", "0.3", "0.5", "1")));
        }
        for (int policies = dice.below(3); policies > 0; policies--) {
            int period = dice.pick(5, 10, 15, 20, 30, 60);
            if (dice.oneIn(2)) {
                rules.addNewPolicy(period, "Percent", dice.pick(10, 33, 50, 100, 150));
            } else {
                rules.addNewPolicy(period, "Pods", dice.pick(1, 2, 3, 4));
            }
        }
        return rules.build();
    }

    /** How many of the triggers KEDA reads. */
    private int triggers(boolean fallsBack) {
        int external = 0;
        Set<String> used = new HashSet<>();
        for (int count = dice.pick(1, 1, 1, 2, 2, 3); count > 0; count--) {
            String type = dice.oneIn(6) ? dice.pick("cpu", "memory", "cron") : "metrics-api";
            if (!type.equals("metrics-api") && !used.add(type)) {
                continue;
            }
            switch (type) {
                case "metrics-api" -> metricsApi(fallsBack && external == 0);
                case "cron" -> cron();
                default -> resource(type);
            }
            external += type.equals("cpu") || type.equals("memory") ? 0 : 1;
        }
        return external;
    }

    private void metricsApi(boolean breaks) {
        double target = dice.pick(1.0, 2.0, 2.5, 5.0, 7.0, 0.3);
        double activation = dice.oneIn(3) ? dice.pick(5.0, 0.5, 10.0) : 0;
        MetricTargetType metricType =
                dice.pick(MetricTargetType.AVERAGE_VALUE, MetricTargetType.AVERAGE_VALUE, MetricTargetType.VALUE);
        ScaleTriggersBuilder trigger = trigger("metrics-api")
                .withMetricType(metricType)
                .addToMetadata("url", "http://127.0.0.1/" + triggers.size())
                .addToMetadata("valueLocation", "v")
                .addToMetadata("targetValue", String.valueOf(target));
        if (activation > 0) {
            trigger.addToMetadata("activationTargetValue", String.valueOf(activation));
        }
        if (dice.oneIn(6)) {
            trigger.withUseCachedMetrics(true);
        }
        triggers.add(trigger.build());
        double highest = metricType.equals(MetricTargetType.VALUE) ? target * 3 : target * most;
        loads.add(load(target, activation, highest, breaks || dice.oneIn(3), 1000));
    }

    /** Active in every other minute, so that every run sees it change. */
    private void cron() {
        boolean even = dice.oneIn(2);
        triggers.add(trigger("cron")
                .withMetadata(Map.of(
                        "timezone",
                        "UTC",
                        "start",
                        (even ? "0" : "1") + "-59/2 * * * *",
                        "end",
                        (even ? "1" : "0") + "-59/2 * * * *",
                        "desiredReplicas",
                        String.valueOf(dice.between(1, most))))
                .build());
        loads.add(List.of(0.0));
    }

    private void resource(String type) {
        boolean percent = dice.oneIn(2);
        String target = percent ? dice.pick("50", "75", "80") : dice.pick("500m", "250m", "1");
        double number = Quantity.parse(target).getNumericalAmount().doubleValue();
        triggers.add(trigger(type)
                .withMetricType(percent ? MetricTargetType.UTILIZATION : MetricTargetType.AVERAGE_VALUE)
                .addToMetadata("value", type.equals("memory") && !percent ? number * 1000 + "" : target)
                .build());
        double unit = type.equals("memory") && !percent ? 1000 : 1;
        loads.add(load(number * unit, 0, number * unit * 3, dice.oneIn(3), percent || unit > 1 ? 1 : 1000));
    }

    private ScaleTriggersBuilder trigger(String type) {
        return new ScaleTriggersBuilder().withType(type).withName("t" + triggers.size());
    }

    /**
     * Sometimes 0, sometimes a failure, otherwise near a multiple of the target, at the activation value, or anything
     * up to the maximum.
     */
    private List<@Nullable Double> load(
            double target, double activation, double highest, boolean breaks, double perUnit) {
        List<@Nullable Double> load = new ArrayList<>();
        for (Duration time = Duration.ZERO; time.compareTo(length) < 0; time = time.plus(step)) {
            double share = dice.below(1001) / 1000.0;
            Double value = switch (dice.below(9)) {
                case 0, 1 -> Double.valueOf(0);
                case 2 -> breaks ? null : Double.valueOf(highest);
                case 3 -> Double.valueOf(activation);
                case 4 ->
                    Double.valueOf(target * (0.8 + 0.4 * share) * dice.between(1, (int) Math.round(highest / target)));
                default -> Double.valueOf(highest * share * dice.below(1001) / 1000.0);
            };
            load.add(value == null ? null : Double.valueOf(Math.round(value * perUnit) / perUnit));
        }
        return load;
    }

    private void formula(boolean fallsBack) {
        ScalingModifiersBuilder modifiers = new ScalingModifiersBuilder()
                .withFormula(dice.pick("t0 + t1", "max([t0, t1])", "t0 > 5 ? t0 : t1 / 2", "t0 - t1"))
                .withTarget(dice.pick("1", "2", "5", "2.5"))
                .withMetricType(dice.pick(MetricTargetType.AVERAGE_VALUE, MetricTargetType.VALUE));
        if (dice.oneIn(3)) {
            modifiers.withActivationTarget(dice.pick("0.5", "5"));
        }
        if (fallsBack && dice.oneIn(2)) {
            spec.editFallback().withBehavior(FallbackBehavior.SCALING_MODIFIERS).endFallback();
            modifiers.withFormula(dice.pick("(t0 ?? 3) + (t1 ?? 4)", "t0 ?? t1"));
        }
        advanced.withScalingModifiers(modifiers.build());
    }

    private ScaledObject object(String name, ScaledObjectSpec made) {
        ScaledObjectBuilder object = new ScaledObjectBuilder()
                .withNewMetadata()
                .withName(name)
                .endMetadata()
                .withSpec(made);
        object.editSpec()
                .withNewScaleTargetRef()
                .withName(name)
                .endScaleTargetRef()
                .endSpec();
        Map<String, String> pauses = switch (dice.below(24)) {
            case 0 -> Map.of(KedaAnnotations.PAUSED_SCALE_IN, "true");
            case 1 -> Map.of(KedaAnnotations.PAUSED_SCALE_OUT, "true");
            case 2 -> Map.of(KedaAnnotations.FORCE_ACTIVATION, "true");
            case 3 -> Map.of(KedaAnnotations.PAUSED, "true");
            case 4 -> Map.of(KedaAnnotations.PAUSED_REPLICAS, String.valueOf(dice.below(most)));
            default -> Map.of();
        };
        if (!pauses.isEmpty()) {
            object.editMetadata().withAnnotations(pauses).endMetadata();
        }
        return object.build();
    }
}
