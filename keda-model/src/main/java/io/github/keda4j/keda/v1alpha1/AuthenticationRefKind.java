package io.github.keda4j.keda.v1alpha1;

import com.fasterxml.jackson.annotation.JsonCreator;
import io.github.keda4j.model.OpenEnum;
import java.util.List;

/** What an {@link AuthenticationRef} refers to. */
public final class AuthenticationRefKind extends OpenEnum {

    /** An authentication in the namespace of the scaled object. */
    public static final AuthenticationRefKind TRIGGER_AUTHENTICATION =
            new AuthenticationRefKind("TriggerAuthentication");

    /** An authentication for all namespaces. */
    public static final AuthenticationRefKind CLUSTER_TRIGGER_AUTHENTICATION =
            new AuthenticationRefKind("ClusterTriggerAuthentication");

    private static final List<AuthenticationRefKind> VALUES =
            List.of(TRIGGER_AUTHENTICATION, CLUSTER_TRIGGER_AUTHENTICATION);

    private AuthenticationRefKind(String value) {
        super(value);
    }

    /**
     * Returns the value with the given text, known or not.
     *
     * @param value the text, as in YAML
     * @return the value, which equals the constant with the same text, if there is one
     */
    @JsonCreator
    public static AuthenticationRefKind of(String value) {
        return new AuthenticationRefKind(value);
    }

    /** {@return the values that KEDA knows} */
    public static List<AuthenticationRefKind> values() {
        return VALUES;
    }
}
