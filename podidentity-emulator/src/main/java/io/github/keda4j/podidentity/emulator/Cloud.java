package io.github.keda4j.podidentity.emulator;

import io.github.keda4j.podidentity.evaluation.RolePolicies;
import io.github.keda4j.podidentity.evaluation.RoleSession;
import io.github.keda4j.podidentity.policy.Arn;
import io.github.keda4j.podidentity.policy.PolicyDocument;
import io.github.keda4j.podidentity.policy.PolicyScope;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The whole state of the emulator. Every access must hold the lock of this object. */
final class Cloud {

    final String partition;
    final String region;
    final Clock clock;

    /** The accounts by id. */
    final Map<String, Account> accounts = new LinkedHashMap<>();

    /** The account of the clusters and queues. */
    final Account home;

    /** For each cluster, by its name, the associations by id. */
    final Map<String, Map<String, StoredAssociation>> clusters = new TreeMap<>();

    /** The owners of access keys, by access key id. */
    final Map<String, Identity> identities = new LinkedHashMap<>();

    /** The OIDC providers of all accounts, by ARN. */
    final Set<String> oidcProviders = new LinkedHashSet<>();

    /** The policies of resources that are not IAM's own, by ARN. */
    final Map<String, PolicyDocument> resourcePolicies = new HashMap<>();

    /** The customer managed key that a resource is encrypted with, by the resource's ARN. */
    final Map<String, String> keys = new HashMap<>();

    final PodTokens tokens = new PodTokens(this);

    private final SecureRandom random = new SecureRandom();

    Cloud(String partition, String region, Clock clock, String homeAccount) {
        this.partition = partition;
        this.region = region;
        this.clock = clock;
        this.home = addAccount(homeAccount);
    }

    /** The policy that decides on a resource; null for none. */
    @Nullable
    PolicyDocument policyOf(String arn) {
        return resourcePolicies.get(PolicyScope.bearerOf(arn));
    }

    Account addAccount(String id) {
        String arn = "arn:" + partition + ":iam::" + id + ":user/administrator";
        Account account = new Account(id, Identity.of(newKeys("AKIA"), id, arn, Instant.MIN, Instant.MAX));
        accounts.put(id, account);
        identities.put(account.administrator.keys().accessKeyId(), account.administrator);
        return account;
    }

    Account accountOf(Identity caller) {
        return accountOf(caller.accountId());
    }

    Account accountOf(String id) {
        return Objects.requireNonNull(accounts.get(id));
    }

    String iamArn(Account account, String kind, String path, String name) {
        return "arn:" + partition + ":iam::" + account.id + ":" + kind + path + name;
    }

    String arn(String service, String ofRegion, String account, String resource) {
        return String.join(":", "arn", partition, service, ofRegion, account, resource);
    }

    String clusterArn(String cluster) {
        return "arn:" + partition + ":eks:" + region + ":" + home.id + ":cluster/" + cluster;
    }

    /** An endpoint in the form that EKS uses for API servers; nothing listens there. */
    String clusterEndpoint(String cluster) {
        return String.format(
                "https://%032X.gr7.%s.eks.amazonaws.com", clusterArn(cluster).hashCode() & 0xffffffffL, region);
    }

    /** An add-on's ARN. Its last part is an id, as in AWS. */
    String addOnArn(String cluster, String name) {
        return arn("eks", region, home.id, "addon/" + cluster + "/" + name + "/00000000-0000-0000-0000-000000000000");
    }

    String associationArn(String cluster, String id) {
        return "arn:" + partition + ":eks:" + region + ":" + home.id + ":podidentityassociation/" + cluster + "/" + id;
    }

    /** The provider that an account has for the issuer of a token; throws STS's refusal if it has none. */
    String oidcProvider(String account, String issuer) {
        String arn = "arn:" + partition + ":iam::" + account + ":oidc-provider/" + issuer;
        if (!oidcProviders.contains(arn)) {
            throw new AwsError(
                    400,
                    "InvalidIdentityToken",
                    "No OpenIDConnect provider found in your account for https://" + issuer);
        }
        return arn;
    }

    @Nullable
    StoredRole roleByArn(@Nullable String arn) {
        return accounts.values().stream()
                .flatMap(account -> account.roles.values().stream())
                .filter(role -> role.arn.equals(arn))
                .findFirst()
                .orElse(null);
    }

    /**
     * The role with the policies that it has now. Of AWS's own managed policies only the ARN is known, so they grant
     * nothing.
     */
    RolePolicies evaluated(StoredRole role) {
        Account account = accountOf(role.accountId);
        List<PolicyDocument> permissions = new ArrayList<>();
        role.inlinePolicies.values().forEach(document -> permissions.add(PolicyDocument.parse(document)));
        for (String attached : role.attachedPolicies) {
            StoredPolicy policy = account.policies.get(attached);
            if (policy != null) {
                permissions.add(PolicyDocument.parse(policy.document()));
            }
        }
        StoredPolicy boundary =
                role.permissionsBoundary == null ? null : account.policies.get(role.permissionsBoundary);
        return new RolePolicies(
                Arn.parse(role.arn),
                PolicyDocument.parse(role.trustPolicy),
                permissions,
                boundary == null ? null : PolicyDocument.parse(boundary.document()),
                role.tags);
    }

    /** Hands out credentials. */
    Identity newSession(RoleSession session, StoredRole role, Duration lifetime) {
        Instant now = clock.instant();
        Identity identity = Identity.of(
                        newKeys("ASIA"), role.accountId, session.caller().principal(), now, now.plus(lifetime))
                .with(session, role.id);
        identities.put(identity.keys().accessKeyId(), identity);
        return identity;
    }

    /** The owner of the access key, if the token belongs to it, with the role's current permissions. */
    Identity identify(Signature signature) {
        Identity identity = identities.get(signature.accessKeyId());
        if (identity == null || !identity.isShown(signature.token())) {
            throw invalidToken();
        }
        if (!identity.expiration().isAfter(clock.instant())) {
            throw new AwsError(403, "ExpiredToken", "The security token included in the request is expired");
        }
        RoleSession session = identity.session();
        if (session == null) {
            return identity.calling(signature, clock.instant());
        }
        StoredRole role = roleByArn(session.role().arn().toString());
        if (role == null || !role.id.equals(identity.roleId())) {
            throw invalidToken();
        }
        return identity.with(session.withRole(evaluated(role)), identity.roleId())
                .calling(signature, clock.instant());
    }

    private static AwsError invalidToken() {
        return new AwsError(403, "InvalidClientTokenId", "The security token included in the request is invalid.");
    }

    private Identity.Keys newKeys(String prefix) {
        return new Identity.Keys(
                prefix + randomHex(8).toUpperCase(Locale.ROOT), randomHex(20), "emulated-" + randomHex(24));
    }

    String randomHex(int bytes) {
        byte[] noise = new byte[bytes];
        random.nextBytes(noise);
        return HexFormat.of().formatHex(noise);
    }
}
