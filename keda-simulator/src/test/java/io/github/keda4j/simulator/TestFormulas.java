package io.github.keda4j.simulator;

import io.github.keda4j.keda.v1alpha1.AdvancedConfig;
import io.github.keda4j.keda.v1alpha1.ScaledObject;
import io.github.keda4j.keda.v1alpha1.ScalingModifiers;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The formulas of the recordings, written in Java. */
final class TestFormulas {

    private static final Map<String, CompositeFormula> ALL = Map.of(
            "t0 + t1", metrics -> number(metrics, "t0") + number(metrics, "t1"),
            "t0 - t1", metrics -> number(metrics, "t0") - number(metrics, "t1"),
            "t0 / t1", metrics -> number(metrics, "t0") / number(metrics, "t1"),
            "max([t0, t1])", metrics -> Math.max(number(metrics, "t0"), number(metrics, "t1")),
            "t0 > 5 ? t0 : t1 / 2",
                    metrics -> number(metrics, "t0") > 5 ? number(metrics, "t0") : number(metrics, "t1") / 2,
            "(t0 ?? 3) + (t1 ?? 4)", metrics -> orElse(metrics, "t0", 3.0) + orElse(metrics, "t1", 4.0),
            "t0 ?? t1", metrics -> metrics.get("t0") == null ? metrics.get("t1") : metrics.get("t0"));

    private TestFormulas() {}

    static Optional<CompositeFormula> of(ScaledObject object) {
        AdvancedConfig advanced = object.getSpec().getAdvanced();
        ScalingModifiers modifiers = advanced == null ? null : advanced.getScalingModifiers();
        return modifiers == null || modifiers.getFormula() == null
                ? Optional.empty()
                : Optional.of(ALL.get(modifiers.getFormula()));
    }

    private static double number(Map<String, @Nullable Double> metrics, String name) {
        Double value = metrics.get(name);
        if (value == null) {
            throw new IllegalStateException(name + " is nil");
        }
        return value;
    }

    private static double orElse(Map<String, @Nullable Double> metrics, String name, double other) {
        Double value = metrics.get(name);
        return value == null ? other : value;
    }
}
