package io.github.keda4j.provisioner.internal;

import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.github.keda4j.wiring.EksCluster;
import java.net.HttpURLConnection;
import java.net.URI;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.eks.model.Cluster;
import software.amazon.awssdk.services.eks.model.EksException;
import software.amazon.awssdk.services.eks.model.ResourceNotFoundException;
import software.amazon.awssdk.services.iam.model.IamException;
import software.amazon.awssdk.services.iam.model.SummaryKeyType;

/** Checks that the clients are for the account, the region and the cluster of the stacks. */
public final class Preflight {

    private static final String EKS_HOST = ".eks.amazonaws.com";

    /** The name of the agent's add-on. */
    private static final String AGENT = "eks-pod-identity-agent";

    private final Clients clients;
    private boolean needsAgent;

    /**
     * Creates a preflight with the caller's clients.
     *
     * @param clients used only to read
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
                        draft.refuse("The IAM client is for a different account than the stack: it found roles of "
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
            draft.refuse("The EKS client does not find cluster " + expected.arn()
                    + ". Check the cluster's name, and the account and region of the client.");
            return;
        } catch (EksException refused) {
            noteIfDenied(
                    refused,
                    "Account and region of the EKS client were not checked: the caller may not"
                            + " call eks:DescribeCluster.",
                    draft);
            return;
        }
        if (!expected.arn().equals(found.arn())) {
            draft.refuse("The EKS client is for another account or region than the stack: it found " + found.arn()
                    + ", but the stack describes " + expected.arn() + ".");
        }
        checkKubernetes(expected, found.endpoint(), draft);
        needsAgent = found.computeConfig() == null
                || !Boolean.TRUE.equals(found.computeConfig().enabled());
    }

    /**
     * Notes that a cluster has neither EKS Auto Mode, which includes the EKS Pod Identity Agent, nor the agent's add-on.
     *
     * @param cluster a cluster that {@link #check} has found
     * @param draft receives the note
     */
    public void checkAgent(EksCluster cluster, Draft draft) {
        if (!needsAgent) {
            return;
        }
        try {
            clients.retry()
                    .call(
                            "describe add-on " + AGENT,
                            () -> clients.eks()
                                    .describeAddon(addOn ->
                                            addOn.clusterName(cluster.name()).addonName(AGENT)));
        } catch (ResourceNotFoundException absent) {
            draft.note("Cluster " + cluster.name() + " has no add-on " + AGENT
                    + ". Unless the agent was installed in another"
                    + " way, pods get no credentials. To install it: aws eks create-addon --cluster-name "
                    + cluster.name()
                    + " --addon-name " + AGENT + ".");
        } catch (EksException refused) {
            noteIfDenied(
                    refused,
                    "The EKS Pod Identity Agent was not checked: the caller may not call eks:DescribeAddon.",
                    draft);
        }
    }

    /**
     * Refuses a plan with more new roles than IAM's quota still allows.
     *
     * @param cluster the cluster, whose account is that of the roles
     * @param created how many roles the plan creates
     * @param draft receives the problem
     */
    public void checkRoleQuota(EksCluster cluster, int created, Draft draft) {
        if (created == 0) {
            return;
        }
        try {
            Map<SummaryKeyType, Integer> counts = clients.retry()
                    .call("read the quotas of IAM", () -> clients.iam().getAccountSummary())
                    .summaryMap();
            Integer roles = counts.get(SummaryKeyType.ROLES);
            Integer quota = counts.get(SummaryKeyType.ROLES_QUOTA);
            if (roles != null && quota != null && roles + created > quota) {
                draft.refuse("The plan creates " + created + (created == 1 ? " role" : " roles") + ", but account "
                        + cluster.accountId() + " has " + roles + " roles, and its quota is " + quota
                        + ". Request a higher quota, or delete roles that nobody uses.");
            }
        } catch (IamException refused) {
            noteIfDenied(
                    refused,
                    "IAM's quota for roles was not checked: the caller may not call iam:GetAccountSummary.",
                    draft);
        }
    }

    /** A client that goes through a proxy or a tunnel does not reveal which cluster it leads to. */
    private void checkKubernetes(EksCluster expected, @Nullable String endpoint, Draft draft) {
        String host = host(clients.kubernetes().getMasterUrl().toString());
        if (endpoint != null && host.endsWith(EKS_HOST) && !host.equals(host(endpoint))) {
            draft.refuse("The Kubernetes client is for " + host + ", but cluster " + expected.arn() + " is at "
                    + host(endpoint) + ". Use a client for that cluster.");
        }
    }

    private static String host(String url) {
        return Objects.requireNonNullElse(URI.create(url).getHost(), "").toLowerCase(Locale.ROOT);
    }

    /**
     * Refuses namespaces that are missing or being deleted.
     *
     * @param namespaces the namespaces of the objects that stacks describe
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
                    draft.refuse(missingNamespace(name));
                } else if (found.getMetadata().getDeletionTimestamp() != null) {
                    draft.refuse("Namespace " + name + " is terminating. Wait until it is gone, and create it again.");
                }
            } catch (KubernetesClientException refused) {
                requireForbidden(refused);
                draft.note("Namespace " + name + " was not checked: the caller may not read it.");
            }
        }
    }

    static String missingNamespace(String name) {
        return "Namespace " + name + " does not exist. Create it first.";
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

    /** Notes what the caller is not allowed to read; other failures are thrown. */
    private static void noteIfDenied(AwsServiceException refused, String note, Draft draft) {
        if (!AwsRefusals.isOfAccess(refused)) {
            throw refused;
        }
        draft.note(note);
    }

    /** Skips what the caller is not allowed to read; other failures are thrown. */
    private static void requireForbidden(KubernetesClientException refused) {
        if (refused.getCode() != HttpURLConnection.HTTP_FORBIDDEN) {
            throw refused;
        }
    }
}
