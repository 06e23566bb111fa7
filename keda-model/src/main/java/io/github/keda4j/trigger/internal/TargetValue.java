package io.github.keda4j.trigger.internal;

import io.github.keda4j.internal.go.GoQuantity;
import io.github.keda4j.trigger.ParameterType;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** What the autoscaler compares a metric with: the value of a parameter, or a number that KEDA always takes. */
public final class TargetValue {

    private final ParameterValues values;
    private boolean known = true;
    private @Nullable ParameterValue value;
    private double number = Double.NaN;

    public TargetValue(ParameterValues values) {
        this.values = values;
    }

    /**
     * Whether to continue with the part that depends on a condition; makes the target unknown if the condition is
     * unknown.
     */
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

    /** KEDA multiplies the value, as the metric has a smaller unit. */
    public TargetValue of(Parameter parameter, long factor) {
        of(parameter);
        number *= factor;
        return this;
    }

    public TargetValue of(double constant) {
        if (known) {
            number = constant;
        }
        return this;
    }

    /** The type of trigger has no target. */
    public TargetValue none() {
        return this;
    }

    private static double quantity(ParameterValue value) {
        BigDecimal amount = GoQuantity.parse(value.text());
        return amount == null ? Double.NaN : amount.doubleValue();
    }

    /** The parameter that has it; null for a number that KEDA always takes. */
    @Nullable
    ParameterValue value() {
        return value;
    }

    /** NaN if it is unknown, or there is none. KEDA turns a negative number that is not whole into 0. */
    public double number() {
        boolean fraction = value != null && value.parameter().type == ParameterType.DOUBLE;
        return fraction ? Math.max(0, number) : number;
    }
}
