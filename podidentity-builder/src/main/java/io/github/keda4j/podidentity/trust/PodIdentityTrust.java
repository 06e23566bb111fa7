package io.github.keda4j.podidentity.trust;

import static io.github.keda4j.podidentity.policy.ConditionOperator.Base.STRING_EQUALS;
import static io.github.keda4j.podidentity.policy.ConditionOperator.Base.STRING_LIKE;

import io.github.keda4j.podidentity.internal.Checks;
import io.github.keda4j.podidentity.policy.Arn;
import io.github.keda4j.podidentity.policy.Condition;
import io.github.keda4j.podidentity.policy.ConditionOperator;
import io.github.keda4j.podidentity.policy.PolicyDocument;
import io.github.keda4j.podidentity.policy.Principal;
import io.github.keda4j.podidentity.policy.Statement;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Builds the trust policy of a role that EKS Pod Identity gives to pods. Several values of one scope are alternatives; all
 * scopes must match.
 *
 * <p>Source of the rule: Amazon EKS User Guide, "EKS Pod Identity role" and "Grant Pods access to AWS resources based on
 * tags". The statement always allows {@code sts:TagSession}: EKS tags its sessions unless an association turns that off.
 */
public final class PodIdentityTrust {

    /** The service that assumes the role; the same name in every partition. */
    public static final String SERVICE = "pods.eks.amazonaws.com";

    private String sid = "AllowEksAuthToAssumeRoleForPodIdentity";
    private boolean sessionTags = true;
    private final Set<String> accounts = new LinkedHashSet<>();
    private final Set<String> organizations = new LinkedHashSet<>();
    private boolean ownOrganization;
    private boolean anyAccount;
    private final Scope clusters = new Scope("cluster", "aws:RequestTag/eks-cluster-arn", "anyCluster()");
    private final Scope namespaces = new Scope("namespace", "aws:RequestTag/kubernetes-namespace", "anyNamespace()");
    private final Scope serviceAccounts =
            new Scope("serviceAccount", "aws:RequestTag/kubernetes-service-account", "anyServiceAccount()");

    PodIdentityTrust() {}

    /**
     * Trusts only pods of these clusters, and only on behalf of their accounts.
     *
     * @param arns cluster ARNs such as {@code arn:aws:eks:us-east-1:111122223333:cluster/demo}
     * @return this
     */
    public PodIdentityTrust cluster(String... arns) {
        clusters.exact.addAll(List.of(arns));
        return this;
    }

    /**
     * Trusts pods of any cluster of the trusted accounts.
     *
     * @return this
     */
    public PodIdentityTrust anyCluster() {
        clusters.any = true;
        return this;
    }

    /**
     * Trusts only pods of these namespaces.
     *
     * @param names such as {@code keda}
     * @return this
     */
    public PodIdentityTrust namespace(String... names) {
        namespaces.exact.addAll(List.of(names));
        return this;
    }

    /**
     * Trusts pods of namespaces that match a pattern.
     *
     * @param patterns with {@code *} and {@code ?}, such as {@code team-a-*}
     * @return this
     */
    public PodIdentityTrust anyNamespaceLike(String... patterns) {
        namespaces.patterns.addAll(List.of(patterns));
        return this;
    }

    /**
     * Trusts pods of any namespace.
     *
     * @return this
     */
    public PodIdentityTrust anyNamespace() {
        namespaces.any = true;
        return this;
    }

    /**
     * Trusts only pods of these service accounts.
     *
     * @param names such as {@code keda-operator}
     * @return this
     */
    public PodIdentityTrust serviceAccount(String... names) {
        serviceAccounts.exact.addAll(List.of(names));
        return this;
    }

    /**
     * Trusts pods of service accounts that match a pattern.
     *
     * @param patterns with {@code *} and {@code ?}
     * @return this
     */
    public PodIdentityTrust anyServiceAccountLike(String... patterns) {
        serviceAccounts.patterns.addAll(List.of(patterns));
        return this;
    }

    /**
     * Trusts pods of any service account.
     *
     * @return this
     */
    public PodIdentityTrust anyServiceAccount() {
        serviceAccounts.any = true;
        return this;
    }

    /**
     * Trusts EKS only on behalf of these accounts ({@code aws:SourceAccount}).
     *
     * @param ids twelve digits each; defaults to the accounts of the clusters
     * @return this
     */
    public PodIdentityTrust account(String... ids) {
        accounts.addAll(List.of(ids));
        return this;
    }

    /**
     * Trusts EKS only on behalf of accounts of these organizations ({@code aws:SourceOrgID}).
     *
     * @param ids such as {@code o-a1b2c3d4e5}
     * @return this
     */
    public PodIdentityTrust organization(String... ids) {
        organizations.addAll(List.of(ids));
        return this;
    }

    /**
     * Trusts EKS only on behalf of accounts of the role's own organization, regardless of its id: compares {@code
     * aws:SourceOrgID} with <code>${aws:ResourceOrgID}</code>.
     *
     * @return this
     */
    public PodIdentityTrust ownOrganization() {
        ownOrganization = true;
        return this;
    }

    /**
     * Trusts EKS on behalf of any account. EKS itself passes only roles of the cluster's own account, so this does not
     * open the role to everyone, but it removes one safeguard.
     *
     * @return this
     */
    public PodIdentityTrust anyAccount() {
        anyAccount = true;
        return this;
    }

    /**
     * Builds the policy for associations with {@code disableSessionTags}. EKS then sends no tags, so the role cannot be
     * scoped by cluster, namespace or service account; {@link #build()} refuses such scopes, which would lock everyone out.
     *
     * @return this
     */
    public PodIdentityTrust withoutSessionTags() {
        sessionTags = false;
        return this;
    }

    /**
     * Sets the statement's id.
     *
     * @param newSid letters and digits; defaults to {@code AllowEksAuthToAssumeRoleForPodIdentity}
     * @return this
     */
    public PodIdentityTrust sid(String newSid) {
        sid = newSid;
        return this;
    }

    /**
     * {@return the trust policy, one statement}
     *
     * @throws io.github.keda4j.findings.FindingsException if a scope is open without being declared so, or a value is
     * invalid; the exception lists everything
     */
    public PolicyDocument build() {
        Checks checks = new Checks();
        checks.sid("sid", sid);
        Set<String> clusterAccounts = clusterAccounts(checks);
        namespaces.exact.forEach(name -> checks.namespace("namespace", name));
        serviceAccounts.exact.forEach(name -> checks.serviceAccount("serviceAccount", name));
        accounts.forEach(id -> checks.account("account", id));
        organizations.forEach(id -> checks.organization("organization", id));
        for (Scope scope : List.of(clusters, namespaces, serviceAccounts)) {
            scope.check(checks, sessionTags);
        }
        checkAccounts(checks, clusterAccounts);
        checks.throwIfAny("pod identity trust policy");

        Statement.Builder statement = Statement.allow()
                .sid(sid)
                .principal(Principal.service(SERVICE))
                .action("sts:AssumeRole", "sts:TagSession");
        if (!anyAccount) {
            addIfAny(statement, "aws:SourceAccount", accounts.isEmpty() ? clusterAccounts : accounts);
        }
        Set<String> sourceOrganizations = new LinkedHashSet<>(organizations);
        if (ownOrganization) {
            sourceOrganizations.add("${aws:ResourceOrgID}");
        }
        addIfAny(statement, "aws:SourceOrgID", sourceOrganizations);
        for (Scope scope : List.of(clusters, namespaces, serviceAccounts)) {
            scope.addTo(statement);
        }
        return PolicyDocument.of(statement.build());
    }

    private Set<String> clusterAccounts(Checks checks) {
        Set<String> found = new LinkedHashSet<>();
        for (String cluster : clusters.exact) {
            checks.arn("cluster", cluster, "eks", "cluster/").map(Arn::account).ifPresent(found::add);
        }
        return found;
    }

    private void checkAccounts(Checks checks, Set<String> clusterAccounts) {
        boolean narrowed = !accounts.isEmpty() || !organizations.isEmpty() || ownOrganization;
        if (anyAccount && narrowed) {
            checks.error(
                    "trust-scope-contradiction",
                    "account",
                    (accounts.isEmpty() ? "organization(...)" : "account(...)")
                            + " and anyAccount() contradict each other.",
                    "Call one of them.");
        } else if (!anyAccount && !narrowed && clusters.exact.isEmpty()) {
            checks.error(
                    "trust-scope-missing",
                    "account",
                    "The role would trust pods of every account.",
                    "Call account(...) or organization(...), or anyAccount().");
        }
        for (String account : clusterAccounts) {
            if (!accounts.isEmpty() && !accounts.contains(account)) {
                checks.error(
                        "trust-scope-contradiction",
                        "account",
                        "A cluster is in account " + account + " but account(...) names " + String.join(", ", accounts)
                                + ", so its pods would be locked out.",
                        "Leave account(...) out, or add " + account + ".");
            }
        }
    }

    private static void addIfAny(Statement.Builder statement, String key, Set<String> values) {
        if (!values.isEmpty()) {
            statement.condition(new Condition(ConditionOperator.of(STRING_EQUALS), key, List.copyOf(values)));
        }
    }

    /** One dimension in which the trust is narrowed, by a session tag that EKS sends. */
    private static final class Scope {

        private static final Pattern PATTERN = Pattern.compile("[-a-z0-9.*?]+");

        private final String field;
        private final String key;
        private final String wide;
        private final Set<String> exact = new LinkedHashSet<>();
        private final Set<String> patterns = new LinkedHashSet<>();
        private boolean any;

        Scope(String field, String key, String wide) {
            this.field = field;
            this.key = key;
            this.wide = wide;
        }

        void check(Checks checks, boolean sessionTags) {
            patterns.forEach(pattern -> checks.matches(
                    "invalid-pattern",
                    field,
                    pattern,
                    PATTERN,
                    "a pattern, which has lower-case letters, digits, dashes, dots and wildcards (* or ?)"));
            boolean narrowed = !exact.isEmpty() || !patterns.isEmpty();
            if (narrowed && !sessionTags) {
                checks.error(
                        "request-tag-without-session-tags",
                        field,
                        "Without session tags EKS does not send " + key
                                + ", so this condition would lock everyone out.",
                        "Keep session tags on, or call " + wide + " and restrict by account.");
            } else if (narrowed && any) {
                checks.error(
                        "trust-scope-contradiction",
                        field,
                        field + "(...) and " + wide + " contradict each other.",
                        "Call one of them.");
            } else if (!narrowed && !any && sessionTags) {
                checks.error(
                        "trust-scope-missing",
                        field,
                        "The role would trust every " + field + ".",
                        "Call " + field + "(...), or call " + wide + ".");
            }
        }

        void addTo(Statement.Builder statement) {
            if (patterns.isEmpty()) {
                addIfAny(statement, key, exact);
                return;
            }
            Set<String> all = new LinkedHashSet<>(exact);
            all.addAll(patterns);
            statement.condition(new Condition(ConditionOperator.of(STRING_LIKE), key, List.copyOf(all)));
        }
    }
}
