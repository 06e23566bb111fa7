package io.github.keda4j.keda.v1alpha1;

import io.fabric8.crd.generator.annotation.SchemaFrom;
import io.fabric8.generator.annotation.Required;
import io.fabric8.kubernetes.api.builder.Editable;
import io.github.keda4j.model.ResourcePart;
import io.sundr.builder.annotations.Buildable;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** An identity of the cloud provider that a scaler assumes. */
@Buildable(
        editableEnabled = false,
        validationEnabled = false,
        generateBuilderPackage = false,
        lazyCollectionInitEnabled = true,
        builderPackage = "io.fabric8.kubernetes.api.builder")
public class AuthPodIdentity extends ResourcePart implements Editable<AuthPodIdentityBuilder> {

    @Required
    @SchemaFrom(type = String.class)
    private @Nullable PodIdentityProvider provider;

    private @Nullable String identityId;
    private @Nullable String identityTenantId;
    private @Nullable String identityAuthorityHost;
    private @Nullable String roleArn;
    private @Nullable String externalID;

    @SchemaFrom(type = String.class)
    private @Nullable IdentityOwner identityOwner;

    /** Creates an object with nothing set. */
    public AuthPodIdentity() {}

    /** {@return the provider; required} */
    public @Nullable PodIdentityProvider getProvider() {
        return provider;
    }

    /**
     * Sets {@link #getProvider}.
     *
     * @param provider the provider
     */
    public void setProvider(@Nullable PodIdentityProvider provider) {
        this.provider = provider;
    }

    /** {@return for Azure: the client id of the identity, not empty; defaults to the operator's} */
    public @Nullable String getIdentityId() {
        return identityId;
    }

    /**
     * Sets {@link #getIdentityId}.
     *
     * @param identityId the new value, or null to leave it out
     */
    public void setIdentityId(@Nullable String identityId) {
        this.identityId = identityId;
    }

    /** {@return for Azure: the tenant of the identity, not empty; defaults to the operator's} */
    public @Nullable String getIdentityTenantId() {
        return identityTenantId;
    }

    /**
     * Sets {@link #getIdentityTenantId}.
     *
     * @param identityTenantId the new value, or null to leave it out
     */
    public void setIdentityTenantId(@Nullable String identityTenantId) {
        this.identityTenantId = identityTenantId;
    }

    /** {@return for Azure: the authority to use instead of the default one; requires {@code identityTenantId}} */
    public @Nullable String getIdentityAuthorityHost() {
        return identityAuthorityHost;
    }

    /**
     * Sets {@link #getIdentityAuthorityHost}.
     *
     * @param identityAuthorityHost the new value, or null to leave it out
     */
    public void setIdentityAuthorityHost(@Nullable String identityAuthorityHost) {
        this.identityAuthorityHost = identityAuthorityHost;
    }

    /**
     * {@return for {@link PodIdentityProvider#AWS}: the ARN of the role that KEDA assumes; must not be set with {@code
     * identityOwner: workload}}
     */
    public @Nullable String getRoleArn() {
        return roleArn;
    }

    /**
     * Sets {@link #getRoleArn}.
     *
     * @param roleArn the new value, or null to leave it out
     */
    public void setRoleArn(@Nullable String roleArn) {
        this.roleArn = roleArn;
    }

    /**
     * {@return for {@link PodIdentityProvider#AWS}: the external id to present when assuming the role; requires {@code
     * roleArn}}
     */
    public @Nullable String getExternalID() {
        return externalID;
    }

    /**
     * Sets {@link #getExternalID}.
     *
     * @param externalID the new value, or null to leave it out
     */
    public void setExternalID(@Nullable String externalID) {
        this.externalID = externalID;
    }

    /**
     * {@return for {@link PodIdentityProvider#AWS}: whose identity it is; defaults to {@link IdentityOwner#KEDA}}
     */
    public @Nullable IdentityOwner getIdentityOwner() {
        return identityOwner;
    }

    /**
     * Sets {@link #getIdentityOwner}.
     *
     * @param identityOwner the new value, or null to leave it out
     */
    public void setIdentityOwner(@Nullable IdentityOwner identityOwner) {
        this.identityOwner = identityOwner;
    }

    @Override
    protected void visitFields(BiConsumer<String, @Nullable Object> visitor) {
        visitor.accept("provider", provider);
        visitor.accept("identityId", identityId);
        visitor.accept("identityTenantId", identityTenantId);
        visitor.accept("identityAuthorityHost", identityAuthorityHost);
        visitor.accept("roleArn", roleArn);
        visitor.accept("externalID", externalID);
        visitor.accept("identityOwner", identityOwner);
    }

    @Override
    public AuthPodIdentityBuilder edit() {
        return new AuthPodIdentityBuilder(this);
    }
}
