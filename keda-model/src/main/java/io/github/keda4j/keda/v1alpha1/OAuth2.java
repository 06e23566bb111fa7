package io.github.keda4j.keda.v1alpha1;

import io.fabric8.crd.generator.annotation.SchemaFrom;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Required;
import io.fabric8.kubernetes.api.builder.Editable;
import io.github.keda4j.model.ResourcePart;
import io.sundr.builder.annotations.Buildable;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** How KEDA gets a token from an OAuth 2 server. */
@Buildable(
        editableEnabled = false,
        validationEnabled = false,
        generateBuilderPackage = false,
        lazyCollectionInitEnabled = true,
        builderPackage = "io.fabric8.kubernetes.api.builder")
public class OAuth2 extends ResourcePart implements Editable<OAuth2Builder> {

    @Required
    @Default("clientCredentials")
    @SchemaFrom(type = String.class)
    private @Nullable OAuth2GrantType type;

    @Required
    private @Nullable String clientId;

    private @Nullable SecretValue clientSecret;

    @Required
    private @Nullable String tokenUrl;

    private @Nullable List<String> scopes;
    private @Nullable Map<String, String> tokenUrlParams;

    /** Creates an object with nothing set. */
    public OAuth2() {}

    /**
     * {@return the grant type; required, with {@link OAuth2GrantType#CLIENT_CREDENTIALS} as the only value and the
     * default}
     */
    public @Nullable OAuth2GrantType getType() {
        return type;
    }

    /**
     * Sets {@link #getType}.
     *
     * @param type the grant
     */
    public void setType(@Nullable OAuth2GrantType type) {
        this.type = type;
    }

    /** {@return the id of the client; required} */
    public @Nullable String getClientId() {
        return clientId;
    }

    /**
     * Sets {@link #getClientId}.
     *
     * @param clientId the id
     */
    public void setClientId(@Nullable String clientId) {
        this.clientId = clientId;
    }

    /** {@return the secret of the client} */
    public @Nullable SecretValue getClientSecret() {
        return clientSecret;
    }

    /**
     * Sets {@link #getClientSecret}.
     *
     * @param clientSecret the new value, or null to leave it out
     */
    public void setClientSecret(@Nullable SecretValue clientSecret) {
        this.clientSecret = clientSecret;
    }

    /** {@return the URL that issues tokens, an http or https URL; required} */
    public @Nullable String getTokenUrl() {
        return tokenUrl;
    }

    /**
     * Sets {@link #getTokenUrl}.
     *
     * @param tokenUrl the URL
     */
    public void setTokenUrl(@Nullable String tokenUrl) {
        this.tokenUrl = tokenUrl;
    }

    /** {@return the scopes to request} */
    public @Nullable List<String> getScopes() {
        return scopes;
    }

    /**
     * Sets {@link #getScopes}.
     *
     * @param scopes the new value, or null to leave it out
     */
    public void setScopes(@Nullable List<String> scopes) {
        this.scopes = scopes;
    }

    /** {@return further parameters of the token request} */
    public @Nullable Map<String, String> getTokenUrlParams() {
        return tokenUrlParams;
    }

    /**
     * Sets {@link #getTokenUrlParams}.
     *
     * @param tokenUrlParams the new value, or null to leave it out
     */
    public void setTokenUrlParams(@Nullable Map<String, String> tokenUrlParams) {
        this.tokenUrlParams = tokenUrlParams;
    }

    @Override
    protected void visitFields(BiConsumer<String, @Nullable Object> visitor) {
        visitor.accept("type", type);
        visitor.accept("clientId", clientId);
        visitor.accept("clientSecret", clientSecret);
        visitor.accept("tokenUrl", tokenUrl);
        visitor.accept("scopes", scopes);
        visitor.accept("tokenUrlParams", tokenUrlParams);
    }

    @Override
    public OAuth2Builder edit() {
        return new OAuth2Builder(this);
    }
}
