package io.github.keda4j.keda.v1alpha1;

import com.fasterxml.jackson.annotation.JsonCreator;
import io.github.keda4j.model.OpenEnum;
import java.util.List;

/** How deleting a job affects its pods. */
public final class PropagationPolicy extends OpenEnum {

    /** The job is deleted at once, and its pods afterwards. */
    public static final PropagationPolicy BACKGROUND = new PropagationPolicy("background");

    /** The pods are deleted first. */
    public static final PropagationPolicy FOREGROUND = new PropagationPolicy("foreground");

    private static final List<PropagationPolicy> VALUES = List.of(BACKGROUND, FOREGROUND);

    private PropagationPolicy(String value) {
        super(value);
    }

    /**
     * Returns the value with the given text, known or not.
     *
     * @param value the text, as in YAML
     * @return the value, which equals the constant with the same text, if there is one
     */
    @JsonCreator
    public static PropagationPolicy of(String value) {
        return new PropagationPolicy(value);
    }

    /** {@return the values that KEDA knows} */
    public static List<PropagationPolicy> values() {
        return VALUES;
    }
}
