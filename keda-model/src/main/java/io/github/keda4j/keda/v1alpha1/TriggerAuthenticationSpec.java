package io.github.keda4j.keda.v1alpha1;

import io.fabric8.kubernetes.api.builder.Editable;
import io.github.keda4j.model.ResourcePart;
import io.sundr.builder.annotations.Buildable;
import java.util.List;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Where the credentials of triggers come from: the specification of both {@link TriggerAuthentication} and {@link
 * ClusterTriggerAuthentication}.
 *
 * <p>Several sources may be combined; each sets some parameters of the scaler.
 */
@Buildable(
        editableEnabled = false,
        validationEnabled = false,
        generateBuilderPackage = false,
        lazyCollectionInitEnabled = true,
        builderPackage = "io.fabric8.kubernetes.api.builder")
public class TriggerAuthenticationSpec extends ResourcePart implements Editable<TriggerAuthenticationSpecBuilder> {

    private @Nullable AuthPodIdentity podIdentity;
    private @Nullable List<AuthTargetRef> secretTargetRef;
    private @Nullable List<AuthTargetRef> configMapTargetRef;
    private @Nullable List<AuthEnvironment> env;
    private @Nullable HashiCorpVault hashiCorpVault;
    private @Nullable AzureKeyVault azureKeyVault;
    private @Nullable GcpSecretManager gcpSecretManager;
    private @Nullable AwsSecretManager awsSecretManager;
    private @Nullable List<BoundServiceAccountToken> boundServiceAccountToken;
    private @Nullable OAuth2 oauth2;
    private @Nullable String filePath;

    /** Creates an object with nothing set. */
    public TriggerAuthenticationSpec() {}

    /** {@return an identity of the cloud provider, KEDA's own or the workload's, instead of secrets} */
    public @Nullable AuthPodIdentity getPodIdentity() {
        return podIdentity;
    }

    /**
     * Sets {@link #getPodIdentity}.
     *
     * @param podIdentity the new value, or null to leave it out
     */
    public void setPodIdentity(@Nullable AuthPodIdentity podIdentity) {
        this.podIdentity = podIdentity;
    }

    /** {@return parameters from keys of Secrets} */
    public @Nullable List<AuthTargetRef> getSecretTargetRef() {
        return secretTargetRef;
    }

    /**
     * Sets {@link #getSecretTargetRef}.
     *
     * @param secretTargetRef the new value, or null to leave it out
     */
    public void setSecretTargetRef(@Nullable List<AuthTargetRef> secretTargetRef) {
        this.secretTargetRef = secretTargetRef;
    }

    /** {@return parameters from keys of ConfigMaps} */
    public @Nullable List<AuthTargetRef> getConfigMapTargetRef() {
        return configMapTargetRef;
    }

    /**
     * Sets {@link #getConfigMapTargetRef}.
     *
     * @param configMapTargetRef the new value, or null to leave it out
     */
    public void setConfigMapTargetRef(@Nullable List<AuthTargetRef> configMapTargetRef) {
        this.configMapTargetRef = configMapTargetRef;
    }

    /** {@return parameters from environment variables of the scaled workload} */
    public @Nullable List<AuthEnvironment> getEnv() {
        return env;
    }

    /**
     * Sets {@link #getEnv}.
     *
     * @param env the new value, or null to leave it out
     */
    public void setEnv(@Nullable List<AuthEnvironment> env) {
        this.env = env;
    }

    /** {@return parameters from HashiCorp Vault} */
    public @Nullable HashiCorpVault getHashiCorpVault() {
        return hashiCorpVault;
    }

    /**
     * Sets {@link #getHashiCorpVault}.
     *
     * @param hashiCorpVault the new value, or null to leave it out
     */
    public void setHashiCorpVault(@Nullable HashiCorpVault hashiCorpVault) {
        this.hashiCorpVault = hashiCorpVault;
    }

    /** {@return parameters from Azure Key Vault} */
    public @Nullable AzureKeyVault getAzureKeyVault() {
        return azureKeyVault;
    }

    /**
     * Sets {@link #getAzureKeyVault}.
     *
     * @param azureKeyVault the new value, or null to leave it out
     */
    public void setAzureKeyVault(@Nullable AzureKeyVault azureKeyVault) {
        this.azureKeyVault = azureKeyVault;
    }

    /** {@return parameters from Google Secret Manager} */
    public @Nullable GcpSecretManager getGcpSecretManager() {
        return gcpSecretManager;
    }

    /**
     * Sets {@link #getGcpSecretManager}.
     *
     * @param gcpSecretManager the new value, or null to leave it out
     */
    public void setGcpSecretManager(@Nullable GcpSecretManager gcpSecretManager) {
        this.gcpSecretManager = gcpSecretManager;
    }

    /** {@return parameters from AWS Secrets Manager} */
    public @Nullable AwsSecretManager getAwsSecretManager() {
        return awsSecretManager;
    }

    /**
     * Sets {@link #getAwsSecretManager}.
     *
     * @param awsSecretManager the new value, or null to leave it out
     */
    public void setAwsSecretManager(@Nullable AwsSecretManager awsSecretManager) {
        this.awsSecretManager = awsSecretManager;
    }

    /** {@return parameters that are tokens of service accounts, which KEDA requests} */
    public @Nullable List<BoundServiceAccountToken> getBoundServiceAccountToken() {
        return boundServiceAccountToken;
    }

    /**
     * Sets {@link #getBoundServiceAccountToken}.
     *
     * @param boundServiceAccountToken the new value, or null to leave it out
     */
    public void setBoundServiceAccountToken(@Nullable List<BoundServiceAccountToken> boundServiceAccountToken) {
        this.boundServiceAccountToken = boundServiceAccountToken;
    }

    /** {@return a token from an OAuth 2 server} */
    public @Nullable OAuth2 getOauth2() {
        return oauth2;
    }

    /**
     * Sets {@link #getOauth2}.
     *
     * @param oauth2 the new value, or null to leave it out
     */
    public void setOauth2(@Nullable OAuth2 oauth2) {
        this.oauth2 = oauth2;
    }

    /**
     * {@return the path of a file in the operator's container that holds a JSON object of parameters, relative to the
     * directory that the operator allows; it replaces every other source, and only a ClusterTriggerAuthentication may
     * use it}
     */
    public @Nullable String getFilePath() {
        return filePath;
    }

    /**
     * Sets {@link #getFilePath}.
     *
     * @param filePath the new value, or null to leave it out
     */
    public void setFilePath(@Nullable String filePath) {
        this.filePath = filePath;
    }

    @Override
    protected void visitFields(BiConsumer<String, @Nullable Object> visitor) {
        visitor.accept("podIdentity", podIdentity);
        visitor.accept("secretTargetRef", secretTargetRef);
        visitor.accept("configMapTargetRef", configMapTargetRef);
        visitor.accept("env", env);
        visitor.accept("hashiCorpVault", hashiCorpVault);
        visitor.accept("azureKeyVault", azureKeyVault);
        visitor.accept("gcpSecretManager", gcpSecretManager);
        visitor.accept("awsSecretManager", awsSecretManager);
        visitor.accept("boundServiceAccountToken", boundServiceAccountToken);
        visitor.accept("oauth2", oauth2);
        visitor.accept("filePath", filePath);
    }

    @Override
    public TriggerAuthenticationSpecBuilder edit() {
        return new TriggerAuthenticationSpecBuilder(this);
    }
}
