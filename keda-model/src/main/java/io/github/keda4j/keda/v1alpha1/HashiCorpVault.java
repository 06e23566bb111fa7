package io.github.keda4j.keda.v1alpha1;

import io.fabric8.crd.generator.annotation.SchemaFrom;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.kubernetes.api.builder.Editable;
import io.github.keda4j.model.ResourcePart;
import io.sundr.builder.annotations.Buildable;
import java.util.List;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** Parameters that are read from a HashiCorp Vault server. */
@Buildable(
        editableEnabled = false,
        validationEnabled = false,
        generateBuilderPackage = false,
        lazyCollectionInitEnabled = true,
        builderPackage = "io.fabric8.kubernetes.api.builder")
public class HashiCorpVault extends ResourcePart implements Editable<HashiCorpVaultBuilder> {

    @Required
    private @Nullable String address;

    private @Nullable String namespace;

    @Required
    @SchemaFrom(type = String.class)
    private @Nullable VaultAuthentication authentication;

    private @Nullable String role;
    private @Nullable String mount;
    private @Nullable VaultCredential credential;

    @Required
    @Size(min = 1)
    private @Nullable List<VaultSecret> secrets;

    /** Creates an object with nothing set. */
    public HashiCorpVault() {}

    /** {@return the URL of the server; required} */
    public @Nullable String getAddress() {
        return address;
    }

    /**
     * Sets {@link #getAddress}.
     *
     * @param address the URL
     */
    public void setAddress(@Nullable String address) {
        this.address = address;
    }

    /** {@return the namespace in Vault Enterprise; defaults to the root namespace} */
    public @Nullable String getNamespace() {
        return namespace;
    }

    /**
     * Sets {@link #getNamespace}.
     *
     * @param namespace the new value, or null to leave it out
     */
    public void setNamespace(@Nullable String namespace) {
        this.namespace = namespace;
    }

    /** {@return how KEDA logs in; required} */
    public @Nullable VaultAuthentication getAuthentication() {
        return authentication;
    }

    /**
     * Sets {@link #getAuthentication}.
     *
     * @param authentication how KEDA logs in
     */
    public void setAuthentication(@Nullable VaultAuthentication authentication) {
        this.authentication = authentication;
    }

    /** {@return for {@link VaultAuthentication#KUBERNETES}: the role to log in with} */
    public @Nullable String getRole() {
        return role;
    }

    /**
     * Sets {@link #getRole}.
     *
     * @param role the new value, or null to leave it out
     */
    public void setRole(@Nullable String role) {
        this.role = role;
    }

    /** {@return for {@link VaultAuthentication#KUBERNETES}: the path at which that method is mounted in Vault} */
    public @Nullable String getMount() {
        return mount;
    }

    /**
     * Sets {@link #getMount}.
     *
     * @param mount the new value, or null to leave it out
     */
    public void setMount(@Nullable String mount) {
        this.mount = mount;
    }

    /** {@return the credential to log in with} */
    public @Nullable VaultCredential getCredential() {
        return credential;
    }

    /**
     * Sets {@link #getCredential}.
     *
     * @param credential the new value, or null to leave it out
     */
    public void setCredential(@Nullable VaultCredential credential) {
        this.credential = credential;
    }

    /** {@return what to read, at least one; required} */
    public @Nullable List<VaultSecret> getSecrets() {
        return secrets;
    }

    /**
     * Sets {@link #getSecrets}.
     *
     * @param secrets the secrets
     */
    public void setSecrets(@Nullable List<VaultSecret> secrets) {
        this.secrets = secrets;
    }

    @Override
    protected void visitFields(BiConsumer<String, @Nullable Object> visitor) {
        visitor.accept("address", address);
        visitor.accept("namespace", namespace);
        visitor.accept("authentication", authentication);
        visitor.accept("role", role);
        visitor.accept("mount", mount);
        visitor.accept("credential", credential);
        visitor.accept("secrets", secrets);
    }

    @Override
    public HashiCorpVaultBuilder edit() {
        return new HashiCorpVaultBuilder(this);
    }
}
