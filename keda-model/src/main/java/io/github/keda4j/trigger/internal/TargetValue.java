package io.github.keda4j.trigger.internal;

import io.github.keda4j.internal.go.GoQuantity;
import io.github.keda4j.internal.go.GoText;
import io.github.keda4j.trigger.ParameterType;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** The value that the autoscaler compares a metric with: that of a parameter, or a number that KEDA always uses. */
public final class TargetValue {

    private final ParameterValues values;
    private boolean known = true;
    private @Nullable ParameterValue value;
    private double number = Double.NaN;

    public TargetValue(ParameterValues values) {
        this.values = values;
    }

    /** Whether to continue with the part that depends on a condition; if the condition is unknown, so is the target. */
    public boolean when(Truth condition) {
        if (condition == Truth.UNKNOWN) {
            known = false;
        }
        return condition != Truth.FALSE;
    }

    public TargetValue of(Parameter parameter) {
        value = values.get(parameter);
        if (known) {
            number = parameter.type == ParameterType.STRING ? quantity(value) : value.number();
        }
        return this;
    }

    /**
     * Returns a target that KEDA multiplies because the metric has a smaller unit. KEDA multiplies in 64 bits, so a very
     * large target becomes another one.
     */
    public TargetValue of(Parameter parameter, long factor) {
        of(parameter);
        if (!Double.isNaN(number)) {
            String text = values.get(parameter).text();
            number = GoText.isInteger(text, Long.SIZE) ? Long.parseLong(text) * factor : Double.NaN;
        }
        return this;
    }

    public TargetValue of(double constant) {
        if (known) {
            number = constant;
        }
        return this;
    }

    /** Returns the value for a trigger type without a target. */
    public TargetValue none() {
        return this;
    }

    private static double quantity(ParameterValue value) {
        BigDecimal amount = GoQuantity.parse(value.text());
        return amount == null ? Double.NaN : amount.doubleValue();
    }

    /** The parameter that holds the target; null for a number that KEDA always uses. */
    @Nullable
    ParameterValue value() {
        return value;
    }

    /** The target as a number; NaN if it is unknown or there is none. KEDA turns a negative fraction into 0. */
    public double number() {
        boolean fraction = value != null && value.parameter().type == ParameterType.DOUBLE;
        return fraction ? Math.max(0, number) : number;
    }
}
