package io.github.keda4j.trigger;

import static java.util.Objects.requireNonNull;

import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.github.keda4j.findings.Finding;
import io.github.keda4j.findings.Findings;
import io.github.keda4j.findings.FindingsException;
import io.github.keda4j.keda.v1alpha1.AuthEnvironment;
import io.github.keda4j.keda.v1alpha1.AuthPodIdentity;
import io.github.keda4j.keda.v1alpha1.AuthTargetRef;
import io.github.keda4j.keda.v1alpha1.AwsSecretManager;
import io.github.keda4j.keda.v1alpha1.AwsSecretManagerSecret;
import io.github.keda4j.keda.v1alpha1.AzureKeyVault;
import io.github.keda4j.keda.v1alpha1.AzureKeyVaultSecret;
import io.github.keda4j.keda.v1alpha1.BoundServiceAccountToken;
import io.github.keda4j.keda.v1alpha1.ClusterTriggerAuthentication;
import io.github.keda4j.keda.v1alpha1.GcpSecretManager;
import io.github.keda4j.keda.v1alpha1.GcpSecretManagerSecret;
import io.github.keda4j.keda.v1alpha1.HashiCorpVault;
import io.github.keda4j.keda.v1alpha1.PodIdentityProvider;
import io.github.keda4j.keda.v1alpha1.TriggerAuthentication;
import io.github.keda4j.keda.v1alpha1.TriggerAuthenticationSpec;
import io.github.keda4j.keda.v1alpha1.VaultSecret;
import io.github.keda4j.trigger.internal.AuthenticationCheck;
import io.github.keda4j.trigger.internal.AuthenticationStores;
import io.github.keda4j.trigger.internal.TriggerDefinition;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Builds the authentication of a trigger, which specifies for each parameter where it comes from. The caller may change
 * the result.
 *
 * @param <P> the parameters that the trigger reads from the authentication
 * @param <B> the class of the builder
 */
public abstract class AuthenticationBuilder<P extends AuthenticationParameter, B extends AuthenticationBuilder<P, B>> {

    private final TriggerDefinition definition;
    private final List<AuthTargetRef> secrets = new ArrayList<>();
    private final List<AuthTargetRef> configMaps = new ArrayList<>();
    private final List<AuthEnvironment> variables = new ArrayList<>();
    private final List<BoundServiceAccountToken> tokens = new ArrayList<>();
    private final AuthenticationStores stores = new AuthenticationStores();
    private @Nullable AuthPodIdentity podIdentity;
    private @Nullable String name;
    private @Nullable String namespace;

    AuthenticationBuilder(TriggerDefinition definition) {
        this.definition = definition;
    }

    /**
     * Sets the name of the object.
     *
     * @param newName the name that triggers refer to
     * @return this
     */
    public final B name(String newName) {
        name = requireNonNull(newName, "name");
        return self();
    }

    /**
     * Sets the namespace of the object; a ClusterTriggerAuthentication has none.
     *
     * @param newNamespace the namespace of the scaled workload
     * @return this
     */
    public final B namespace(String newNamespace) {
        namespace = requireNonNull(newNamespace, "namespace");
        return self();
    }

    /**
     * Reads a parameter from a Secret.
     *
     * @param parameter the parameter
     * @param secret name of the Secret, in the namespace of the authentication, or in KEDA's namespace for a
     *     cluster-wide one
     * @param key key in the Secret
     * @return this
     */
    public final B fromSecret(P parameter, String secret, String key) {
        secrets.add(reference(parameter, secret, key));
        return self();
    }

    /**
     * Reads a parameter from a ConfigMap.
     *
     * @param parameter the parameter
     * @param configMap name of the ConfigMap, in the namespace of the authentication, or in KEDA's namespace for a
     *     cluster-wide one
     * @param key key in the ConfigMap
     * @return this
     */
    public final B fromConfigMap(P parameter, String configMap, String key) {
        configMaps.add(reference(parameter, configMap, key));
        return self();
    }

    /**
     * Reads a parameter from the environment of the scaled workload.
     *
     * @param parameter the parameter
     * @param variable name of the variable
     * @return this
     */
    public final B fromEnv(P parameter, String variable) {
        AuthEnvironment environment = new AuthEnvironment();
        environment.setParameter(parameter.parameterName());
        environment.setName(requireNonNull(variable, "variable"));
        variables.add(environment);
        return self();
    }

    /**
     * Reads a parameter from the environment of a container of the scaled workload.
     *
     * @param parameter the parameter
     * @param variable name of the variable
     * @param container name of the container
     * @return this
     */
    public final B fromEnv(P parameter, String variable, String container) {
        fromEnv(parameter, variable);
        variables.get(variables.size() - 1).setContainerName(requireNonNull(container, "container"));
        return self();
    }

    /**
     * Sets a parameter to the token of a service account, which KEDA requests.
     *
     * @param parameter the parameter
     * @param serviceAccount name of the service account
     * @return this
     */
    public final B fromBoundServiceAccountToken(P parameter, String serviceAccount) {
        BoundServiceAccountToken token = new BoundServiceAccountToken();
        token.setParameter(parameter.parameterName());
        token.setServiceAccountName(requireNonNull(serviceAccount, "serviceAccount"));
        tokens.add(token);
        return self();
    }

    /**
     * Reads a parameter from AWS Secrets Manager; {@link #awsSecretManager} sets the connection.
     *
     * @param parameter the parameter
     * @param secretName name or ARN of the secret, whose entire text is the value
     * @return this
     */
    public final B fromAwsSecretManager(P parameter, String secretName) {
        AwsSecretManagerSecret secret = new AwsSecretManagerSecret();
        secret.setName(requireNonNull(secretName, "secretName"));
        return fromAwsSecretManager(parameter, secret);
    }

    /**
     * Reads a parameter from AWS Secrets Manager; {@link #awsSecretManager} sets the connection.
     *
     * @param parameter the parameter
     * @param secret the secret, with its version or key; the parameter in it is replaced
     * @return this
     */
    public final B fromAwsSecretManager(P parameter, AwsSecretManagerSecret secret) {
        AwsSecretManagerSecret own = secret.edit().build();
        own.setParameter(parameter.parameterName());
        stores.add(own);
        return self();
    }

    /**
     * Sets the connection to AWS Secrets Manager.
     *
     * @param connection credentials or pod identity, and region; secrets in it are read as well
     * @return this
     */
    public final B awsSecretManager(AwsSecretManager connection) {
        stores.connect(connection);
        return self();
    }

    /**
     * Reads a parameter from HashiCorp Vault; {@link #vault} sets the connection.
     *
     * @param parameter the parameter
     * @param path path of the secret
     * @param key key in the secret
     * @return this
     */
    public final B fromVault(P parameter, String path, String key) {
        VaultSecret secret = new VaultSecret();
        secret.setParameter(parameter.parameterName());
        secret.setPath(requireNonNull(path, "path"));
        secret.setKey(requireNonNull(key, "key"));
        stores.add(secret);
        return self();
    }

    /**
     * Sets the connection to HashiCorp Vault.
     *
     * @param connection address and authentication; secrets in it are read as well
     * @return this
     */
    public final B vault(HashiCorpVault connection) {
        stores.connect(connection);
        return self();
    }

    /**
     * Reads a parameter from Azure Key Vault; {@link #azureKeyVault} sets the connection.
     *
     * @param parameter the parameter
     * @param secretName name of the secret
     * @return this
     */
    public final B fromAzureKeyVault(P parameter, String secretName) {
        AzureKeyVaultSecret secret = new AzureKeyVaultSecret();
        secret.setParameter(parameter.parameterName());
        secret.setName(requireNonNull(secretName, "secretName"));
        stores.add(secret);
        return self();
    }

    /**
     * Sets the connection to Azure Key Vault.
     *
     * @param connection URL, and credentials or pod identity; secrets in it are read as well
     * @return this
     */
    public final B azureKeyVault(AzureKeyVault connection) {
        stores.connect(connection);
        return self();
    }

    /**
     * Reads a parameter from Google Secret Manager; {@link #gcpSecretManager} sets the connection.
     *
     * @param parameter the parameter
     * @param secretId id of the secret; the latest version is read
     * @return this
     */
    public final B fromGcpSecretManager(P parameter, String secretId) {
        GcpSecretManagerSecret secret = new GcpSecretManagerSecret();
        secret.setParameter(parameter.parameterName());
        secret.setId(requireNonNull(secretId, "secretId"));
        stores.add(secret);
        return self();
    }

    /**
     * Sets the connection to Google Secret Manager.
     *
     * @param connection credentials or pod identity; secrets in it are read as well
     * @return this
     */
    public final B gcpSecretManager(GcpSecretManager connection) {
        stores.connect(connection);
        return self();
    }

    /**
     * Builds an authentication for one namespace.
     *
     * @return the authentication, with its name, and with its namespace if one is set
     * @throws FindingsException if the authentication has no name or KEDA could not use it; the exception lists every
     *     problem
     */
    public final TriggerAuthentication build() {
        TriggerAuthentication authentication = new TriggerAuthentication();
        authentication.setMetadata(objectMeta(namespace));
        authentication.setSpec(specification(true));
        return authentication;
    }

    /**
     * Builds an authentication for all namespaces.
     *
     * @return the authentication, with its name and without a namespace
     * @throws FindingsException if the authentication has no name or KEDA could not use it; the exception lists every
     *     problem
     */
    public final ClusterTriggerAuthentication buildCluster() {
        ClusterTriggerAuthentication authentication = new ClusterTriggerAuthentication();
        authentication.setMetadata(objectMeta(null));
        authentication.setSpec(specification(true));
        return authentication;
    }

    /**
     * Builds only the specification.
     *
     * @return the specification, which both kinds share
     * @throws FindingsException if KEDA could not use it; the exception lists every problem
     */
    public final TriggerAuthenticationSpec buildSpec() {
        return specification(false);
    }

    final B setPodIdentity(AuthPodIdentity newPodIdentity) {
        podIdentity = newPodIdentity.edit().build();
        return self();
    }

    final B setAwsPodIdentity() {
        return identity(PodIdentityProvider.AWS);
    }

    final B setAwsPodIdentity(String roleArn) {
        identity(PodIdentityProvider.AWS);
        requireNonNull(podIdentity).setRoleArn(requireNonNull(roleArn, "roleArn"));
        return self();
    }

    final B setAzureWorkloadIdentity() {
        return identity(PodIdentityProvider.AZURE_WORKLOAD);
    }

    final B setAzureWorkloadIdentity(String identityId) {
        identity(PodIdentityProvider.AZURE_WORKLOAD);
        requireNonNull(podIdentity).setIdentityId(requireNonNull(identityId, "identityId"));
        return self();
    }

    final B setGcpPodIdentity() {
        return identity(PodIdentityProvider.GCP);
    }

    private B identity(PodIdentityProvider provider) {
        AuthPodIdentity identity = new AuthPodIdentity();
        identity.setProvider(provider);
        podIdentity = identity;
        return self();
    }

    private TriggerAuthenticationSpec specification(boolean named) {
        TriggerAuthenticationSpec specification = new TriggerAuthenticationSpec();
        specification.setPodIdentity(
                podIdentity == null ? null : podIdentity.edit().build());
        specification.setSecretTargetRef(copyOrNull(secrets));
        specification.setConfigMapTargetRef(copyOrNull(configMaps));
        specification.setEnv(copyOrNull(variables));
        specification.setBoundServiceAccountToken(copyOrNull(tokens));
        stores.into(specification);
        List<Finding> findings = new ArrayList<>();
        if (named && (name == null || name.isBlank())) {
            findings.add(Finding.error(
                    "authentication-name", "/metadata/name", "The name of the authentication is missing."));
        }
        new AuthenticationCheck(definition, specification, findings).all();
        Findings.of(findings)
                .about("authentication of a trigger of type " + definition.type())
                .throwIfErrors();
        // Later calls on this builder must not change what it has already built.
        return specification.edit().build();
    }

    private ObjectMeta objectMeta(@Nullable String itsNamespace) {
        ObjectMeta metadata = new ObjectMeta();
        metadata.setName(name);
        metadata.setNamespace(itsNamespace);
        return metadata;
    }

    private static AuthTargetRef reference(AuthenticationParameter parameter, String name, String key) {
        AuthTargetRef reference = new AuthTargetRef();
        reference.setParameter(parameter.parameterName());
        reference.setName(requireNonNull(name, "name"));
        reference.setKey(requireNonNull(key, "key"));
        return reference;
    }

    private static <T> @Nullable List<T> copyOrNull(List<T> list) {
        return list.isEmpty() ? null : new ArrayList<>(list);
    }

    @SuppressWarnings("unchecked") // B is the builder's own class
    private B self() {
        return (B) this;
    }
}
