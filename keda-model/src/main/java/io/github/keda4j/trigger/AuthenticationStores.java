package io.github.keda4j.trigger;

import io.github.keda4j.keda.v1alpha1.AwsSecretManager;
import io.github.keda4j.keda.v1alpha1.AwsSecretManagerSecret;
import io.github.keda4j.keda.v1alpha1.AzureKeyVault;
import io.github.keda4j.keda.v1alpha1.AzureKeyVaultSecret;
import io.github.keda4j.keda.v1alpha1.GcpSecretManager;
import io.github.keda4j.keda.v1alpha1.GcpSecretManagerSecret;
import io.github.keda4j.keda.v1alpha1.HashiCorpVault;
import io.github.keda4j.keda.v1alpha1.TriggerAuthenticationSpec;
import io.github.keda4j.keda.v1alpha1.VaultSecret;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The stores of secrets that an authentication reads, and what it reads from each. */
final class AuthenticationStores {

    final List<AwsSecretManagerSecret> awsSecrets = new ArrayList<>();
    final List<VaultSecret> vaultSecrets = new ArrayList<>();
    final List<AzureKeyVaultSecret> azureSecrets = new ArrayList<>();
    final List<GcpSecretManagerSecret> gcpSecrets = new ArrayList<>();

    @Nullable
    AwsSecretManager aws;

    @Nullable
    HashiCorpVault vault;

    @Nullable
    AzureKeyVault azure;

    @Nullable
    GcpSecretManager gcp;

    /** A store of which only the secrets are known gets them all the same: the check tells what it lacks. */
    void into(TriggerAuthenticationSpec specification) {
        if (aws != null || !awsSecrets.isEmpty()) {
            AwsSecretManager store =
                    aws == null ? new AwsSecretManager() : aws.edit().build();
            store.setSecrets(both(store.getSecrets(), awsSecrets));
            specification.setAwsSecretManager(store);
        }
        if (vault != null || !vaultSecrets.isEmpty()) {
            HashiCorpVault store =
                    vault == null ? new HashiCorpVault() : vault.edit().build();
            store.setSecrets(both(store.getSecrets(), vaultSecrets));
            specification.setHashiCorpVault(store);
        }
        if (azure != null || !azureSecrets.isEmpty()) {
            AzureKeyVault store =
                    azure == null ? new AzureKeyVault() : azure.edit().build();
            store.setSecrets(both(store.getSecrets(), azureSecrets));
            specification.setAzureKeyVault(store);
        }
        if (gcp != null || !gcpSecrets.isEmpty()) {
            GcpSecretManager store =
                    gcp == null ? new GcpSecretManager() : gcp.edit().build();
            store.setSecrets(both(store.getSecrets(), gcpSecrets));
            specification.setGcpSecretManager(store);
        }
    }

    private static <T> List<T> both(@Nullable List<T> own, List<T> added) {
        List<T> all = own == null ? new ArrayList<>() : new ArrayList<>(own);
        all.addAll(added);
        return all;
    }
}
