package io.github.keda4j.keda.v1alpha1;

import com.fasterxml.jackson.annotation.JsonCreator;
import io.github.keda4j.model.OpenEnum;
import java.util.List;

/** How the queue lengths of several triggers of a {@link ScaledJob} are combined. */
public final class MultipleScalersCalculation extends OpenEnum {

    /** The largest. */
    public static final MultipleScalersCalculation MAX = new MultipleScalersCalculation("max");

    /** The smallest. */
    public static final MultipleScalersCalculation MIN = new MultipleScalersCalculation("min");

    /** The average. */
    public static final MultipleScalersCalculation AVG = new MultipleScalersCalculation("avg");

    /** The sum. */
    public static final MultipleScalersCalculation SUM = new MultipleScalersCalculation("sum");

    private static final List<MultipleScalersCalculation> VALUES = List.of(MAX, MIN, AVG, SUM);

    private MultipleScalersCalculation(String value) {
        super(value);
    }

    /**
     * Returns the value with the given text, known or not.
     *
     * @param value the text, as in YAML
     * @return the value, which equals the constant with the same text, if there is one
     */
    @JsonCreator
    public static MultipleScalersCalculation of(String value) {
        return new MultipleScalersCalculation(value);
    }

    /** {@return the values that KEDA knows} */
    public static List<MultipleScalersCalculation> values() {
        return VALUES;
    }
}
