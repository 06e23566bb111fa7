package io.github.keda4j.keda.v1alpha1;

import com.fasterxml.jackson.annotation.JsonCreator;
import io.github.keda4j.model.OpenEnum;
import java.util.List;

/** Which engine of HashiCorp Vault stores a secret. */
public final class VaultSecretType extends OpenEnum {

    /** KEDA detects the engine. */
    public static final VaultSecretType GENERIC = new VaultSecretType("");

    /** Key/value engine, version 2. */
    public static final VaultSecretType SECRET_V2 = new VaultSecretType("secretV2");

    /** Key/value engine, version 1. */
    public static final VaultSecretType SECRET = new VaultSecretType("secret");

    /** The PKI engine, which issues a certificate when it is read. */
    public static final VaultSecretType PKI = new VaultSecretType("pki");

    private static final List<VaultSecretType> VALUES = List.of(GENERIC, SECRET_V2, SECRET, PKI);

    private VaultSecretType(String value) {
        super(value);
    }

    /**
     * Returns the value with the given text, known or not.
     *
     * @param value the text, as in YAML
     * @return the value, which equals the constant with the same text, if there is one
     */
    @JsonCreator
    public static VaultSecretType of(String value) {
        return new VaultSecretType(value);
    }

    /** {@return the values that KEDA knows} */
    public static List<VaultSecretType> values() {
        return VALUES;
    }
}
