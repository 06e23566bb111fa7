package io.github.keda4j.keda.v1alpha1;

import com.fasterxml.jackson.annotation.JsonCreator;
import io.github.keda4j.model.OpenEnum;
import java.util.List;

/** How a {@link ScaledJob} computes the number of jobs to create. */
public final class ScalingStrategyType extends OpenEnum {

    /** The waiting work minus the running jobs. */
    public static final ScalingStrategyType DEFAULT = new ScalingStrategyType("default");

    /** The waiting work minus a fixed number and minus a share of the running jobs. */
    public static final ScalingStrategyType CUSTOM = new ScalingStrategyType("custom");

    /** The waiting work minus the jobs that are still starting, for sources that do not count work in progress. */
    public static final ScalingStrategyType ACCURATE = new ScalingStrategyType("accurate");

    /** As many jobs as are allowed, as long as work is waiting. */
    public static final ScalingStrategyType EAGER = new ScalingStrategyType("eager");

    private static final List<ScalingStrategyType> VALUES = List.of(DEFAULT, CUSTOM, ACCURATE, EAGER);

    private ScalingStrategyType(String value) {
        super(value);
    }

    /**
     * Returns the value with the given text, known or not.
     *
     * @param value the text, as in YAML
     * @return the value, which equals the constant with the same text, if there is one
     */
    @JsonCreator
    public static ScalingStrategyType of(String value) {
        return new ScalingStrategyType(value);
    }

    /** {@return the values that KEDA knows} */
    public static List<ScalingStrategyType> values() {
        return VALUES;
    }
}
