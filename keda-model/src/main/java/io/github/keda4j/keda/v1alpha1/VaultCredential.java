package io.github.keda4j.keda.v1alpha1;

import io.fabric8.kubernetes.api.builder.Editable;
import io.github.keda4j.model.ResourcePart;
import io.sundr.builder.annotations.Buildable;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** The credential with which KEDA logs in to Vault (KEDA's {@code Credential}). */
@Buildable(
        editableEnabled = false,
        validationEnabled = false,
        generateBuilderPackage = false,
        lazyCollectionInitEnabled = true,
        builderPackage = "io.fabric8.kubernetes.api.builder")
public class VaultCredential extends ResourcePart implements Editable<VaultCredentialBuilder> {

    private @Nullable String token;
    private @Nullable String serviceAccount;
    private @Nullable String serviceAccountName;

    /** Creates an object with nothing set. */
    public VaultCredential() {}

    /** {@return for {@link VaultAuthentication#TOKEN}: the token} */
    public @Nullable String getToken() {
        return token;
    }

    /**
     * Sets {@link #getToken}.
     *
     * @param token the new value, or null to leave it out
     */
    public void setToken(@Nullable String token) {
        this.token = token;
    }

    /**
     * {@return for {@link VaultAuthentication#KUBERNETES}: the file with the token of the operator's service account}
     */
    public @Nullable String getServiceAccount() {
        return serviceAccount;
    }

    /**
     * Sets {@link #getServiceAccount}.
     *
     * @param serviceAccount the new value, or null to leave it out
     */
    public void setServiceAccount(@Nullable String serviceAccount) {
        this.serviceAccount = serviceAccount;
    }

    /** {@return for {@link VaultAuthentication#KUBERNETES}: the service account whose token KEDA requests} */
    public @Nullable String getServiceAccountName() {
        return serviceAccountName;
    }

    /**
     * Sets {@link #getServiceAccountName}.
     *
     * @param serviceAccountName the new value, or null to leave it out
     */
    public void setServiceAccountName(@Nullable String serviceAccountName) {
        this.serviceAccountName = serviceAccountName;
    }

    @Override
    protected void visitFields(BiConsumer<String, @Nullable Object> visitor) {
        visitor.accept("token", token);
        visitor.accept("serviceAccount", serviceAccount);
        visitor.accept("serviceAccountName", serviceAccountName);
    }

    @Override
    public VaultCredentialBuilder edit() {
        return new VaultCredentialBuilder(this);
    }
}
