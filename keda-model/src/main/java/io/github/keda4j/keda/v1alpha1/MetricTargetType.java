package io.github.keda4j.keda.v1alpha1;

import com.fasterxml.jackson.annotation.JsonCreator;
import io.github.keda4j.model.OpenEnum;
import java.util.List;

/** How a metric relates to the number of replicas, as in a HorizontalPodAutoscaler. */
public final class MetricTargetType extends OpenEnum {

    /** The metric divided by the number of replicas is held at the target. */
    public static final MetricTargetType AVERAGE_VALUE = new MetricTargetType("AverageValue");

    /** The metric itself is held at the target. */
    public static final MetricTargetType VALUE = new MetricTargetType("Value");

    /** The share of what containers request is held at the target, in percent; for cpu and memory only. */
    public static final MetricTargetType UTILIZATION = new MetricTargetType("Utilization");

    private static final List<MetricTargetType> VALUES = List.of(AVERAGE_VALUE, VALUE, UTILIZATION);

    private MetricTargetType(String value) {
        super(value);
    }

    /**
     * The value that is written like this, known or not.
     *
     * @param value as in YAML
     * @return equal to the constant of that value, if there is one
     */
    @JsonCreator
    public static MetricTargetType of(String value) {
        return new MetricTargetType(value);
    }

    /** {@return the values that KEDA knows} */
    public static List<MetricTargetType> values() {
        return VALUES;
    }
}
