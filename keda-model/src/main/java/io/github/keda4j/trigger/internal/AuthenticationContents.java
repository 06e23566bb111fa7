package io.github.keda4j.trigger.internal;

import io.github.keda4j.keda.v1alpha1.AuthEnvironment;
import io.github.keda4j.keda.v1alpha1.AuthPodIdentity;
import io.github.keda4j.keda.v1alpha1.AuthTargetRef;
import io.github.keda4j.keda.v1alpha1.AwsSecretManagerSecret;
import io.github.keda4j.keda.v1alpha1.AzureKeyVaultSecret;
import io.github.keda4j.keda.v1alpha1.BoundServiceAccountToken;
import io.github.keda4j.keda.v1alpha1.GcpSecretManagerSecret;
import io.github.keda4j.keda.v1alpha1.IdentityOwner;
import io.github.keda4j.keda.v1alpha1.OAuth2;
import io.github.keda4j.keda.v1alpha1.PodIdentityProvider;
import io.github.keda4j.keda.v1alpha1.TriggerAuthenticationSpec;
import io.github.keda4j.keda.v1alpha1.VaultSecret;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The parameters that an authentication provides; a later source takes precedence, as in KEDA. */
public final class AuthenticationContents {

    /** The role that the identity names. */
    private static final String AWS_ROLE_ARN = "awsRoleArn";

    private final Map<String, @Nullable String> given = new LinkedHashMap<>();

    private AuthenticationContents() {}

    /** The values by parameter, with null for unknown values; null if not even the names are known. */
    public static @Nullable Map<String, @Nullable String> of(
            TriggerAuthenticationSpec specification, @Nullable Map<String, @Nullable String> environment) {
        if (specification.getFilePath() != null) {
            return null;
        }
        AuthenticationContents parameters = new AuthenticationContents();
        parameters.addEnvironment(specification.getEnv(), environment);
        parameters.addReferences(specification.getConfigMapTargetRef());
        parameters.addReferences(specification.getSecretTargetRef());
        parameters.addStores(specification);
        for (BoundServiceAccountToken token : orNone(specification.getBoundServiceAccountToken())) {
            parameters.addOpaque(token.getParameter());
        }
        if (specification.getOauth2() != null) {
            parameters.addOauth2(specification.getOauth2());
        }
        parameters.addIdentity(specification.getPodIdentity());
        return parameters.given;
    }

    /** The provider; {@code none} if there is no identity. */
    public static String podIdentity(TriggerAuthenticationSpec specification) {
        AuthPodIdentity identity = specification.getPodIdentity();
        return identity == null || identity.getProvider() == null
                ? Surroundings.NO_IDENTITY
                : identity.getProvider().value();
    }

    private void addEnvironment(
            @Nullable List<AuthEnvironment> variables, @Nullable Map<String, @Nullable String> environment) {
        for (AuthEnvironment variable : orNone(variables)) {
            if (variable.getParameter() != null) {
                given.put(variable.getParameter(), valueOf(variable, environment));
            }
        }
    }

    /** Whether the variable belongs to another container, which has its own environment. */
    private static @Nullable String valueOf(
            AuthEnvironment variable, @Nullable Map<String, @Nullable String> environment) {
        return environment == null || variable.getContainerName() != null
                ? null
                : environment.getOrDefault(variable.getName(), "");
    }

    private void addReferences(@Nullable List<AuthTargetRef> references) {
        for (AuthTargetRef reference : orNone(references)) {
            addOpaque(reference.getParameter());
        }
    }

    private void addStores(TriggerAuthenticationSpec specification) {
        if (specification.getHashiCorpVault() != null) {
            for (VaultSecret secret : orNone(specification.getHashiCorpVault().getSecrets())) {
                addOpaque(secret.getParameter());
            }
        }
        if (specification.getAzureKeyVault() != null) {
            for (AzureKeyVaultSecret secret :
                    orNone(specification.getAzureKeyVault().getSecrets())) {
                addOpaque(secret.getParameter());
            }
        }
        if (specification.getGcpSecretManager() != null) {
            for (GcpSecretManagerSecret secret :
                    orNone(specification.getGcpSecretManager().getSecrets())) {
                addOpaque(secret.getParameter());
            }
        }
        if (specification.getAwsSecretManager() != null) {
            for (AwsSecretManagerSecret secret :
                    orNone(specification.getAwsSecretManager().getSecrets())) {
                addOpaque(secret.getParameter());
            }
        }
    }

    private void addOauth2(OAuth2 oauth2) {
        addOpaque("oauthTokenURI");
        addOpaque("clientID");
        addOpaque("clientSecret");
        if (oauth2.getScopes() != null && !oauth2.getScopes().isEmpty()) {
            addOpaque("scopes");
        }
        if (oauth2.getTokenUrlParams() != null && !oauth2.getTokenUrlParams().isEmpty()) {
            addOpaque("endpointParams");
        }
    }

    private void addIdentity(@Nullable AuthPodIdentity identity) {
        if (identity == null) {
            return;
        }
        if (PodIdentityProvider.AWS_EKS.equals(identity.getProvider())) {
            addOpaque(AWS_ROLE_ARN); // the role of the workload's service account
        } else if (PodIdentityProvider.AWS.equals(identity.getProvider())) {
            if (identity.getRoleArn() != null) {
                given.put(AWS_ROLE_ARN, identity.getRoleArn());
            } else if (IdentityOwner.WORKLOAD.equals(identity.getIdentityOwner())) {
                addOpaque(AWS_ROLE_ARN);
            }
        }
    }

    private void addOpaque(@Nullable String parameter) {
        if (parameter != null) {
            given.put(parameter, null);
        }
    }

    /** The elements of a list, without empty elements of the YAML; none if the list is null. */
    private static <T> List<T> orNone(@Nullable List<? extends @Nullable T> list) {
        List<T> elements = new ArrayList<>();
        if (list != null) {
            for (T element : list) {
                if (element != null) {
                    elements.add(element);
                }
            }
        }
        return elements;
    }
}
