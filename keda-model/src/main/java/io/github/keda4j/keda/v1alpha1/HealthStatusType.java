package io.github.keda4j.keda.v1alpha1;

import com.fasterxml.jackson.annotation.JsonCreator;
import io.github.keda4j.model.OpenEnum;
import java.util.List;

/** Whether a metric can be read. */
public final class HealthStatusType extends OpenEnum {

    /** The last read was successful. */
    public static final HealthStatusType HAPPY = new HealthStatusType("Happy");

    /** The last read failed. */
    public static final HealthStatusType FAILING = new HealthStatusType("Failing");

    private static final List<HealthStatusType> VALUES = List.of(HAPPY, FAILING);

    private HealthStatusType(String value) {
        super(value);
    }

    /**
     * Returns the value with the given text, known or not.
     *
     * @param value the text, as in YAML
     * @return the value, which equals the constant with the same text, if there is one
     */
    @JsonCreator
    public static HealthStatusType of(String value) {
        return new HealthStatusType(value);
    }

    /** {@return the values that KEDA knows} */
    public static List<HealthStatusType> values() {
        return VALUES;
    }
}
