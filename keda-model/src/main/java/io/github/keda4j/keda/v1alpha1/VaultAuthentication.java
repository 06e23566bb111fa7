package io.github.keda4j.keda.v1alpha1;

import com.fasterxml.jackson.annotation.JsonCreator;
import io.github.keda4j.model.OpenEnum;
import java.util.List;

/** How KEDA logs in to HashiCorp Vault. */
public final class VaultAuthentication extends OpenEnum {

    /** KEDA logs in with a token. */
    public static final VaultAuthentication TOKEN = new VaultAuthentication("token");

    /** KEDA logs in with the token of a Kubernetes service account. */
    public static final VaultAuthentication KUBERNETES = new VaultAuthentication("kubernetes");

    private static final List<VaultAuthentication> VALUES = List.of(TOKEN, KUBERNETES);

    private VaultAuthentication(String value) {
        super(value);
    }

    /**
     * Returns the value with the given text, known or not.
     *
     * @param value the text, as in YAML
     * @return the value, which equals the constant with the same text, if there is one
     */
    @JsonCreator
    public static VaultAuthentication of(String value) {
        return new VaultAuthentication(value);
    }

    /** {@return the values that KEDA knows} */
    public static List<VaultAuthentication> values() {
        return VALUES;
    }
}
