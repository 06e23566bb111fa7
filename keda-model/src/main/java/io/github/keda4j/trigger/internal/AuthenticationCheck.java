package io.github.keda4j.trigger.internal;

import io.github.keda4j.findings.Finding;
import io.github.keda4j.keda.v1alpha1.AuthEnvironment;
import io.github.keda4j.keda.v1alpha1.AuthPodIdentity;
import io.github.keda4j.keda.v1alpha1.AuthTargetRef;
import io.github.keda4j.keda.v1alpha1.AwsSecretManager;
import io.github.keda4j.keda.v1alpha1.AwsSecretManagerSecret;
import io.github.keda4j.keda.v1alpha1.AzureKeyVault;
import io.github.keda4j.keda.v1alpha1.AzureKeyVaultSecret;
import io.github.keda4j.keda.v1alpha1.BoundServiceAccountToken;
import io.github.keda4j.keda.v1alpha1.GcpSecretManager;
import io.github.keda4j.keda.v1alpha1.GcpSecretManagerSecret;
import io.github.keda4j.keda.v1alpha1.HashiCorpVault;
import io.github.keda4j.keda.v1alpha1.IdentityOwner;
import io.github.keda4j.keda.v1alpha1.PodIdentityProvider;
import io.github.keda4j.keda.v1alpha1.TriggerAuthenticationSpec;
import io.github.keda4j.keda.v1alpha1.VaultSecret;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Finds what KEDA would refuse in an authentication, or could not use. */
public final class AuthenticationCheck {

    private static final String SECRETS = "/secrets";

    private final TriggerDefinition definition;
    private final TriggerAuthenticationSpec specification;
    private final List<Finding> findings;
    /** The place where each parameter was first given. */
    private final Map<String, String> given = new HashMap<>();
    /** How many elements of each list have been checked so far. */
    private final Map<String, Integer> seen = new HashMap<>();

    public AuthenticationCheck(
            TriggerDefinition definition, TriggerAuthenticationSpec specification, List<Finding> findings) {
        this.definition = definition;
        this.specification = specification;
        this.findings = findings;
    }

    public void all() {
        references();
        stores();
        podIdentity();
        if (given.isEmpty() && specification.getPodIdentity() == null) {
            error(
                    "authentication-empty",
                    "/spec",
                    "The authentication sets neither a parameter nor a pod identity.",
                    null);
        }
    }

    private void references() {
        for (AuthEnvironment variable : orNone(specification.getEnv())) {
            give(variable.getParameter(), "/spec/env");
        }
        for (AuthTargetRef reference : orNone(specification.getConfigMapTargetRef())) {
            give(reference.getParameter(), "/spec/configMapTargetRef");
        }
        for (AuthTargetRef reference : orNone(specification.getSecretTargetRef())) {
            give(reference.getParameter(), "/spec/secretTargetRef");
        }
        for (BoundServiceAccountToken token : orNone(specification.getBoundServiceAccountToken())) {
            give(token.getParameter(), "/spec/boundServiceAccountToken");
        }
    }

    private void stores() {
        AwsSecretManager aws = specification.getAwsSecretManager();
        if (aws != null) {
            String place = "/spec/awsSecretManager";
            for (AwsSecretManagerSecret secret : orNone(aws.getSecrets())) {
                give(secret.getParameter(), place + SECRETS);
            }
            store(
                    place,
                    "AWS Secrets Manager",
                    aws.getSecrets(),
                    aws.getCredentials() != null || aws.getPodIdentity() != null,
                    "Pass credentials or a pod identity to awsSecretManager(...).");
        }
        HashiCorpVault vault = specification.getHashiCorpVault();
        if (vault != null) {
            String place = "/spec/hashiCorpVault";
            for (VaultSecret secret : orNone(vault.getSecrets())) {
                give(secret.getParameter(), place + SECRETS);
            }
            store(
                    place,
                    "HashiCorp Vault",
                    vault.getSecrets(),
                    vault.getAddress() != null && vault.getAuthentication() != null,
                    "Pass an address and an authentication to vault(...).");
        }
        AzureKeyVault azure = specification.getAzureKeyVault();
        if (azure != null) {
            String place = "/spec/azureKeyVault";
            for (AzureKeyVaultSecret secret : orNone(azure.getSecrets())) {
                give(secret.getParameter(), place + SECRETS);
            }
            store(
                    place,
                    "Azure Key Vault",
                    azure.getSecrets(),
                    azure.getVaultUri() != null,
                    "Pass vaultUri, and credentials or a pod identity, to azureKeyVault(...).");
        }
        GcpSecretManager gcp = specification.getGcpSecretManager();
        if (gcp != null) {
            String place = "/spec/gcpSecretManager";
            for (GcpSecretManagerSecret secret : orNone(gcp.getSecrets())) {
                give(secret.getParameter(), place + SECRETS);
            }
            store(
                    place,
                    "Google Secret Manager",
                    gcp.getSecrets(),
                    gcp.getCredentials() != null || gcp.getPodIdentity() != null,
                    "Pass credentials or a pod identity to gcpSecretManager(...).");
        }
    }

    private void store(String place, String store, @Nullable List<?> secrets, boolean connected, String hint) {
        if (!connected) {
            error("authentication-store", place, "The connection to " + store + " is missing.", hint);
        }
        if (secrets == null || secrets.isEmpty()) {
            error(
                    "authentication-store",
                    place,
                    "The connection to " + store + " is set, but no parameter is read from there.",
                    null);
        }
    }

    /** Records that the next element of a list sets a parameter. */
    private void give(@Nullable String parameter, String list) {
        int index = seen.getOrDefault(list, 0);
        seen.put(list, index + 1);
        if (parameter == null) {
            return;
        }
        String place = list + "/" + index;
        String before = given.putIfAbsent(parameter, place);
        if (before != null) {
            error(
                    "authentication-parameter-twice",
                    place,
                    parameter + " is given twice, first in " + before + ". KEDA would silently use one of them.",
                    null);
        }
    }

    private void podIdentity() {
        AuthPodIdentity identity = specification.getPodIdentity();
        if (identity == null) {
            return;
        }
        PodIdentityProvider provider = identity.getProvider();
        if (provider == null) {
            error(
                    "authentication-pod-identity",
                    "/spec/podIdentity/provider",
                    "The provider of the pod identity is missing.",
                    null);
            return;
        }
        if (!Arrays.asList(definition.podIdentities).contains(provider.value())) {
            error(
                    "authentication-pod-identity",
                    "/spec/podIdentity/provider",
                    definition.podIdentities.length == 0
                            ? "A trigger of type " + definition.type + " does not use a pod identity."
                            : "The pod identity is \"" + provider + "\". For a trigger of type " + definition.type
                                    + " it must be " + InWords.any(Arrays.asList(definition.podIdentities)) + ".",
                    null);
        }
        if (provider.equals(PodIdentityProvider.AZURE_WORKLOAD)) {
            azureWorkload(identity);
        } else if (provider.equals(PodIdentityProvider.AWS)) {
            aws(identity);
        }
    }

    private void azureWorkload(AuthPodIdentity identity) {
        if (isEmpty(identity.getIdentityId())) {
            error(
                    "authentication-pod-identity",
                    "/spec/podIdentity/identityId",
                    "identityId must not be empty.",
                    "Leave it out.");
        }
        boolean authority =
                identity.getIdentityAuthorityHost() != null && !isEmpty(identity.getIdentityAuthorityHost());
        if (authority && (identity.getIdentityTenantId() == null || isEmpty(identity.getIdentityTenantId()))) {
            error(
                    "authentication-pod-identity",
                    "/spec/podIdentity/identityTenantId",
                    "identityTenantId is missing. It must be given with identityAuthorityHost.",
                    null);
        } else if (isEmpty(identity.getIdentityTenantId())) {
            error(
                    "authentication-pod-identity",
                    "/spec/podIdentity/identityTenantId",
                    "identityTenantId must not be empty.",
                    "Leave it out.");
        }
    }

    private void aws(AuthPodIdentity identity) {
        boolean role = identity.getRoleArn() != null && !isEmpty(identity.getRoleArn());
        if (role && IdentityOwner.WORKLOAD.equals(identity.getIdentityOwner())) {
            error(
                    "authentication-pod-identity",
                    "/spec/podIdentity/roleArn",
                    "roleArn must not be given with identityOwner workload.",
                    null);
        }
        if (identity.getExternalID() != null && !isEmpty(identity.getExternalID()) && !role) {
            error(
                    "authentication-pod-identity",
                    "/spec/podIdentity/externalID",
                    "externalID must not be given without roleArn.",
                    null);
        }
    }

    private static boolean isEmpty(@Nullable String text) {
        return text != null && text.isEmpty();
    }

    private void error(String rule, String pointer, String message, @Nullable String hint) {
        findings.add(Finding.error(rule, pointer, message, hint));
    }

    private static <T> List<T> orNone(@Nullable List<T> list) {
        return list == null ? List.of() : list;
    }
}
