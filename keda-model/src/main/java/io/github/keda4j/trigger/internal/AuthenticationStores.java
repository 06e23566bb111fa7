package io.github.keda4j.trigger.internal;

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

/** The secret stores that an authentication reads, and the secrets that it reads from each. */
public final class AuthenticationStores {

    private final List<AwsSecretManagerSecret> awsSecrets = new ArrayList<>();
    private final List<VaultSecret> vaultSecrets = new ArrayList<>();
    private final List<AzureKeyVaultSecret> azureSecrets = new ArrayList<>();
    private final List<GcpSecretManagerSecret> gcpSecrets = new ArrayList<>();

    private @Nullable AwsSecretManager aws;
    private @Nullable HashiCorpVault vault;
    private @Nullable AzureKeyVault azure;
    private @Nullable GcpSecretManager gcp;

    public void add(AwsSecretManagerSecret secret) {
        awsSecrets.add(secret);
    }

    public void add(VaultSecret secret) {
        vaultSecrets.add(secret);
    }

    public void add(AzureKeyVaultSecret secret) {
        azureSecrets.add(secret);
    }

    public void add(GcpSecretManagerSecret secret) {
        gcpSecrets.add(secret);
    }

    public void connect(AwsSecretManager connection) {
        aws = connection.edit().build();
    }

    public void connect(HashiCorpVault connection) {
        vault = connection.edit().build();
    }

    public void connect(AzureKeyVault connection) {
        azure = connection.edit().build();
    }

    public void connect(GcpSecretManager connection) {
        gcp = connection.edit().build();
    }

    /** A store with secrets but no connection is kept; the check reports what is missing. */
    public void into(TriggerAuthenticationSpec specification) {
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
