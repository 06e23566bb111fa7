package io.github.keda4j.provisioner.internal;

import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.github.keda4j.wiring.EksCluster;
import java.net.HttpURLConnection;
import java.net.URI;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.eks.model.Cluster;
import software.amazon.awssdk.services.eks.model.EksException;
import software.amazon.awssdk.services.eks.model.ResourceNotFoundException;

/** Checks that the clients are for the account, the region and the cluster of the stacks. */
public final class Preflight {

    private static final String EKS_HOST = ".eks.amazonaws.com";

    private final Clients clients;

    /**
     * Creates a preflight with the caller's clients.
     *
     * @param clients only read with
     */
    public Preflight(Clients clients) {
        this.clients = clients;
    }

    /**
     * Compares account and region of the EKS client, the account of the IAM client, and the cluster of the Kubernetes client with
     * what is described.
     *
     * @param expected the cluster of the stacks
     * @param iamAccount the account of the IAM client, if known
     * @param draft receives the differences
     */
    public void check(EksCluster expected, Optional<String> iamAccount, Draft draft) {
        iamAccount
                .filter(account -> !account.equals(expected.accountId()))
                .ifPresent(account ->
                        draft.refuse("The IAM client is for another account than the stack: it found roles of "
                                + account + ", but the stack describes " + expected.arn() + "."));
        Cluster found;
        try {
            found = clients.retry()
                    .call(
                            "describe cluster " + expected.name(),
                            () -> clients.eks()
                                    .describeCluster(describe -> describe.name(expected.name()))
                                    .cluster());
        } catch (ResourceNotFoundException missing) {
            draft.refuse("The EKS client does not find cluster " + expected.arn() + ": " + missing.getMessage());
            return;
        } catch (EksException refused) {
            if (!AwsRefusals.isOfAccess(refused)) {
                throw refused;
            }
            draft.note("Account and region of the EKS client were not checked: the caller may not"
                    + " eks:DescribeCluster.");
            return;
        }
        if (!expected.arn().equals(found.arn())) {
            draft.refuse("The EKS client is for another account or region than the stack: it found " + found.arn()
                    + ", but the stack describes " + expected.arn() + ".");
        }
        checkKubernetes(expected, found.endpoint(), draft);
    }

    /** A client that goes through a proxy or a tunnel does not reveal which cluster it leads to. */
    private void checkKubernetes(EksCluster expected, @Nullable String endpoint, Draft draft) {
        String host = host(clients.kubernetes().getMasterUrl().toString());
        if (endpoint != null && host.endsWith(EKS_HOST) && !host.equals(host(endpoint))) {
            draft.refuse("The Kubernetes client is for " + host + ", cluster " + expected.arn() + " is at "
                    + host(endpoint) + ". Use a client for that cluster.");
        }
    }

    private static String host(String url) {
        return Objects.requireNonNullElse(URI.create(url).getHost(), "").toLowerCase(Locale.ROOT);
    }

    /**
     * Refuses namespaces that are missing or being deleted.
     *
     * @param namespaces of the objects that stacks describe
     * @param draft receives what is missing
     */
    public void checkNamespaces(Set<String> namespaces, Draft draft) {
        for (String name : namespaces) {
            try {
                Namespace found = clients.retry()
                        .call(
                                "read namespace " + name,
                                () -> clients.kubernetes()
                                        .namespaces()
                                        .withName(name)
                                        .get());
                if (found == null) {
                    draft.refuse("Namespace " + name + " does not exist. Create it first.");
                } else if (found.getMetadata().getDeletionTimestamp() != null) {
                    draft.refuse("Namespace " + name + " is terminating. Wait until it is gone, and create it again.");
                }
            } catch (KubernetesClientException refused) {
                requireForbidden(refused);
                draft.note("Namespace " + name + " was not checked: the caller may not read it.");
            }
        }
    }

    /**
     * {@return an identity that a cluster keeps for its whole lifetime: the uid of its kube-system namespace; empty
     * if unreadable}
     */
    public String clusterIdentity() {
        try {
            Namespace found = clients.retry()
                    .call(
                            "read namespace kube-system",
                            () -> clients.kubernetes()
                                    .namespaces()
                                    .withName("kube-system")
                                    .get());
            return found == null
                    ? ""
                    : Objects.requireNonNullElse(found.getMetadata().getUid(), "");
        } catch (KubernetesClientException refused) {
            requireForbidden(refused);
            return "";
        }
    }

    /** Skips what the caller is not allowed to read; other failures are thrown. */
    private static void requireForbidden(KubernetesClientException refused) {
        if (refused.getCode() != HttpURLConnection.HTTP_FORBIDDEN) {
            throw refused;
        }
    }
}
