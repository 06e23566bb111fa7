package io.github.keda4j.podidentity.emulator;

import io.github.keda4j.findings.Finding;
import io.github.keda4j.findings.Findings;
import io.github.keda4j.podidentity.policy.Partition;
import io.github.keda4j.podidentity.policy.PolicyDocument;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Collects the settings of an emulator. */
public final class PodIdentityEmulatorBuilder {

    private static final Pattern ACCOUNT = Pattern.compile("\\d{12}");
    private static final Pattern REGION = Pattern.compile("[a-z]{2,}(-[a-z]+)+-\\d+");
    private static final Pattern CLUSTER = Pattern.compile("[0-9A-Za-z][0-9A-Za-z_-]{0,99}");

    String partition = "aws";
    String accountId = "111122223333";
    String region = "us-east-1";
    final List<String> otherAccounts = new ArrayList<>();
    final List<String> clusters = new ArrayList<>();
    final List<String> oidcProviders = new ArrayList<>();

    @Nullable
    URI sqs;

    final Map<String, PolicyDocument> resourcePolicies = new HashMap<>();
    final Map<String, String> keys = new HashMap<>();
    int associationsPerCluster = 5000;
    int rolesPerAccount = 1000;
    EksService.Agent agent = EksService.Agent.ADD_ON;
    int pageSize = 100;
    Clock clock = Clock.systemUTC();

    PodIdentityEmulatorBuilder() {}

    /**
     * Sets the partition.
     *
     * @param newPartition such as {@code aws-cn}; {@code aws} by default
     * @return this
     */
    public PodIdentityEmulatorBuilder partition(String newPartition) {
        this.partition = newPartition;
        return this;
    }

    /**
     * Sets the account.
     *
     * @param newAccountId twelve digits
     * @return this
     */
    public PodIdentityEmulatorBuilder accountId(String newAccountId) {
        this.accountId = newAccountId;
        return this;
    }

    /**
     * Adds another account, for roles that are assumed across accounts.
     *
     * @param otherAccountId twelve digits
     * @return this
     */
    public PodIdentityEmulatorBuilder otherAccount(String otherAccountId) {
        otherAccounts.add(otherAccountId);
        return this;
    }

    /**
     * Adds an OIDC provider to an account, such as that of a cluster with IRSA. The roles of another account can trust the
     * cluster's tokens if that account has a provider with the same URL.
     *
     * @param arn such as {@code arn:aws:iam::111122223333:oidc-provider/oidc.eks.us-east-1.amazonaws.com/id/EXAMPLE}
     * @return this
     */
    public PodIdentityEmulatorBuilder oidcProvider(String arn) {
        oidcProviders.add(arn);
        return this;
    }

    /**
     * Sets the region of clusters and queues.
     *
     * @param newRegion such as {@code eu-west-1}
     * @return this
     */
    public PodIdentityEmulatorBuilder region(String newRegion) {
        this.region = newRegion;
        return this;
    }

    /**
     * Adds a cluster.
     *
     * @param name the cluster's name
     * @return this
     */
    public PodIdentityEmulatorBuilder cluster(String name) {
        clusters.add(name);
        return this;
    }

    /**
     * Sets an SQS endpoint that checks nothing. The emulator decides calls to SQS and passes allowed calls on to it.
     *
     * @param endpoint for example that of ElasticMQ
     * @return this
     */
    public PodIdentityEmulatorBuilder sqs(URI endpoint) {
        this.sqs = endpoint;
        return this;
    }

    /**
     * Sets the policy of a resource, such as a queue, a key or a secret.
     *
     * @param arn the resource
     * @param policy the policy of the resource
     * @return this
     */
    public PodIdentityEmulatorBuilder resourcePolicy(String arn, PolicyDocument policy) {
        resourcePolicies.put(arn, policy);
        return this;
    }

    /**
     * Declares that a secret is encrypted with a customer managed key, so that its readers must be allowed to decrypt
     * with that key.
     *
     * @param secretArn the secret
     * @param keyArn the KMS key
     * @return this
     */
    public PodIdentityEmulatorBuilder secretKey(String secretArn, String keyArn) {
        keys.put(secretArn, keyArn);
        return this;
    }

    /**
     * Sets how many associations a cluster may have.
     *
     * @param limit 5,000 by default, as EKS documents it
     * @return this
     */
    public PodIdentityEmulatorBuilder associationsPerCluster(int limit) {
        this.associationsPerCluster = limit;
        return this;
    }

    /**
     * Sets how many roles an account may have.
     *
     * @param limit 1,000 by default, which is IAM's default quota
     * @return this
     */
    public PodIdentityEmulatorBuilder rolesPerAccount(int limit) {
        this.rolesPerAccount = limit;
        return this;
    }

    /**
     * Makes EKS report clusters with EKS Auto Mode, which includes the EKS Pod Identity Agent. By default, the clusters
     * have the agent as an add-on.
     *
     * @return this
     */
    public PodIdentityEmulatorBuilder autoMode() {
        this.agent = EksService.Agent.AUTO_MODE;
        return this;
    }

    /**
     * Makes EKS report clusters without the add-on of the EKS Pod Identity Agent. Pods that get a token from this
     * emulator still get credentials, as with an agent that was not installed as an add-on.
     *
     * @return this
     */
    public PodIdentityEmulatorBuilder withoutAgentAddOn() {
        this.agent = EksService.Agent.NONE;
        return this;
    }

    /**
     * Sets the maximum number of items on a page of a listing.
     *
     * @param items 100 by default
     * @return this
     */
    public PodIdentityEmulatorBuilder pageSize(int items) {
        this.pageSize = items;
        return this;
    }

    /**
     * Sets the clock for the expiry of credentials.
     *
     * @param newClock the system's by default
     * @return this
     */
    public PodIdentityEmulatorBuilder clock(Clock newClock) {
        this.clock = newClock;
        return this;
    }

    /**
     * Starts the emulator on a free port of the loopback interface.
     *
     * @return the running emulator, which the caller must close
     * @throws UncheckedIOException if there is no free port
     * @throws io.github.keda4j.findings.FindingsException if an account does not have twelve digits, if a partition,
     * a region or the name of a cluster is not valid, or if a number is out of range
     */
    public PodIdentityEmulator start() {
        checked().throwIfErrors();
        return new PodIdentityEmulator(this);
    }

    private Findings checked() {
        List<Finding> wrong = new ArrayList<>();
        String partitions = Arrays.stream(Partition.values()).map(Partition::id).collect(Collectors.joining(", "));
        check(wrong, "partition", partition, Partition.ofId(partition).isPresent(), "one of " + partitions);
        check(wrong, "accountId", accountId, ACCOUNT.matcher(accountId).matches(), "twelve digits");
        check(wrong, "region", region, REGION.matcher(region).matches(), "the id of a region, such as us-east-1");
        for (String other : otherAccounts) {
            boolean fits = ACCOUNT.matcher(other).matches() && !other.equals(accountId);
            check(wrong, "otherAccount", other, fits, "twelve digits, different from those of the first account");
        }
        for (String cluster : clusters) {
            check(
                    wrong,
                    "cluster",
                    cluster,
                    CLUSTER.matcher(cluster).matches(),
                    "1 to 100 letters, digits, - and _, beginning with a letter or digit");
        }
        for (String provider : oidcProviders) {
            String accounts =
                    Stream.concat(Stream.of(accountId), otherAccounts.stream()).collect(Collectors.joining("|"));
            boolean fits = provider.matches("arn:aws[a-z-]*:iam::(" + accounts + "):oidc-provider/.+");
            check(
                    wrong,
                    "oidcProvider",
                    provider,
                    fits,
                    "the ARN of an OIDC provider of account " + accounts.replace("|", " or "));
        }
        check(wrong, "pageSize", pageSize, pageSize > 0, "1 or more");
        check(wrong, "rolesPerAccount", rolesPerAccount, rolesPerAccount >= 0, "0 or more");
        check(wrong, "associationsPerCluster", associationsPerCluster, associationsPerCluster >= 0, "0 or more");
        return Findings.of(wrong).about("PodIdentityEmulator");
    }

    private static void check(List<Finding> wrong, String field, Object found, boolean fits, String allowed) {
        if (!fits) {
            wrong.add(Finding.error(
                    "invalid-value", "/" + field, field + " is \"" + found + "\". It must be " + allowed + "."));
        }
    }
}
