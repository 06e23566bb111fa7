package io.github.keda4j.keda.v1alpha1;

import com.fasterxml.jackson.annotation.JsonCreator;
import io.github.keda4j.model.OpenEnum;
import java.util.List;

/** Which number of replicas a {@link Fallback} results in. */
public final class FallbackBehavior extends OpenEnum {

    /** Always {@code replicas}. */
    public static final FallbackBehavior STATIC = new FallbackBehavior("static");

    /** The current number. */
    public static final FallbackBehavior CURRENT_REPLICAS = new FallbackBehavior("currentReplicas");

    /** The current number, or {@code replicas} if that is higher. */
    public static final FallbackBehavior CURRENT_REPLICAS_IF_HIGHER = new FallbackBehavior("currentReplicasIfHigher");

    /** The current number, or {@code replicas} if that is lower. */
    public static final FallbackBehavior CURRENT_REPLICAS_IF_LOWER = new FallbackBehavior("currentReplicasIfLower");

    /** The result of the formula of {@link ScalingModifiers} without the failing triggers. */
    public static final FallbackBehavior SCALING_MODIFIERS = new FallbackBehavior("scalingModifiers");

    private static final List<FallbackBehavior> VALUES =
            List.of(STATIC, CURRENT_REPLICAS, CURRENT_REPLICAS_IF_HIGHER, CURRENT_REPLICAS_IF_LOWER, SCALING_MODIFIERS);

    private FallbackBehavior(String value) {
        super(value);
    }

    /**
     * Returns the value with the given text, known or not.
     *
     * @param value the text, as in YAML
     * @return the value, which equals the constant with the same text, if there is one
     */
    @JsonCreator
    public static FallbackBehavior of(String value) {
        return new FallbackBehavior(value);
    }

    /** {@return the values that KEDA knows} */
    public static List<FallbackBehavior> values() {
        return VALUES;
    }
}
