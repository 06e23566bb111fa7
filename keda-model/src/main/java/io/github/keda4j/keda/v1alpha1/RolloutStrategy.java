package io.github.keda4j.keda.v1alpha1;

import com.fasterxml.jackson.annotation.JsonCreator;
import io.github.keda4j.model.OpenEnum;
import java.util.List;

/** What happens to running jobs when their {@link ScaledJob} changes. */
public final class RolloutStrategy extends OpenEnum {

    /** Running jobs are deleted, and new jobs are created from the new specification. */
    public static final RolloutStrategy IMMEDIATE = new RolloutStrategy("immediate");

    /** Running jobs run to completion; only new jobs use the new specification. */
    public static final RolloutStrategy GRADUAL = new RolloutStrategy("gradual");

    private static final List<RolloutStrategy> VALUES = List.of(IMMEDIATE, GRADUAL);

    private RolloutStrategy(String value) {
        super(value);
    }

    /**
     * Returns the value with the given text, known or not.
     *
     * @param value the text, as in YAML
     * @return the value, which equals the constant with the same text, if there is one
     */
    @JsonCreator
    public static RolloutStrategy of(String value) {
        return new RolloutStrategy(value);
    }

    /** {@return the values that KEDA knows} */
    public static List<RolloutStrategy> values() {
        return VALUES;
    }
}
