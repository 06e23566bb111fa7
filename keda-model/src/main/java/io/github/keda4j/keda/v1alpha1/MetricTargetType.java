package io.github.keda4j.keda.v1alpha1;

import com.fasterxml.jackson.annotation.JsonCreator;
import io.github.keda4j.model.OpenEnum;
import java.util.List;

/** How a metric relates to the number of replicas, as in a HorizontalPodAutoscaler. */
public final class MetricTargetType extends OpenEnum {

    /** The autoscaler keeps the metric divided by the number of replicas at the target. */
    public static final MetricTargetType AVERAGE_VALUE = new MetricTargetType("AverageValue");

    /** The autoscaler keeps the metric itself at the target. */
    public static final MetricTargetType VALUE = new MetricTargetType("Value");

    /**
     * The autoscaler keeps the usage, in percent of the containers' requests, at the target; for cpu and memory only.
     */
    public static final MetricTargetType UTILIZATION = new MetricTargetType("Utilization");

    private static final List<MetricTargetType> VALUES = List.of(AVERAGE_VALUE, VALUE, UTILIZATION);

    private MetricTargetType(String value) {
        super(value);
    }

    /**
     * Returns the value with the given text, known or not.
     *
     * @param value the text, as in YAML
     * @return the value, which equals the constant with the same text, if there is one
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
