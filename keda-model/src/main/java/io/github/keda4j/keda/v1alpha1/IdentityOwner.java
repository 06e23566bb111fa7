package io.github.keda4j.keda.v1alpha1;

import com.fasterxml.jackson.annotation.JsonCreator;
import io.github.keda4j.model.OpenEnum;
import java.util.List;

/** Whose AWS role a scaler assumes. */
public final class IdentityOwner extends OpenEnum {

    /** The role of KEDA's operator, or the one that {@code roleArn} names. */
    public static final IdentityOwner KEDA = new IdentityOwner("keda");

    /** The role of the scaled workload's service account, which KEDA's operator must be allowed to assume. */
    public static final IdentityOwner WORKLOAD = new IdentityOwner("workload");

    private static final List<IdentityOwner> VALUES = List.of(KEDA, WORKLOAD);

    private IdentityOwner(String value) {
        super(value);
    }

    /**
     * Returns the value with the given text, known or not.
     *
     * @param value the text, as in YAML
     * @return the value, which equals the constant with the same text, if there is one
     */
    @JsonCreator
    public static IdentityOwner of(String value) {
        return new IdentityOwner(value);
    }

    /** {@return the values that KEDA knows} */
    public static List<IdentityOwner> values() {
        return VALUES;
    }
}
