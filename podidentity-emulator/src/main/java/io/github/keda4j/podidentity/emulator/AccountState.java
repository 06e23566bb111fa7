package io.github.keda4j.podidentity.emulator;

import io.github.keda4j.podidentity.evaluation.IamRole;
import io.github.keda4j.podidentity.evaluation.RoleSession;
import io.github.keda4j.podidentity.policy.Arn;
import io.github.keda4j.podidentity.policy.PolicyDocument;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What one emulated account holds. Every access is under the lock of this object. */
final class AccountState {

    private static final Duration SESSION = Duration.ofHours(1);

    final String partition;
    final String accountId;
    final String region;
    final Clock clock;

    /** By name: role names are unique in an account, whatever their paths. */
    final Map<String, StoredRole> roles = new TreeMap<>();

    /** By cluster name. */
    final Map<String, Map<String, StoredAssociation>> clusters = new TreeMap<>();

    final Map<String, Identity> identities = new LinkedHashMap<>();
    final Map<String, PodToken> tokens = new LinkedHashMap<>();
    final Identity administrator;

    private final SecureRandom random = new SecureRandom();

    AccountState(String partition, String accountId, String region, Clock clock) {
        this.partition = partition;
        this.accountId = accountId;
        this.region = region;
        this.clock = clock;
        this.administrator = new Identity(
                newKeys("AKIA"),
                "arn:" + partition + ":iam::" + accountId + ":user/administrator",
                null,
                Instant.MAX,
                false);
        identities.put(administrator.keys().accessKeyId(), administrator);
    }

    /** A role as it was written. */
    static final class StoredRole {
        final String name;
        final String path;
        final String arn;
        final String id;
        final Instant created;
        String trustPolicy;

        @Nullable
        String description;

        @Nullable
        String permissionsBoundary;

        int maxSessionDuration = 3600;
        final Map<String, String> tags = new TreeMap<>();
        final Map<String, String> inlinePolicies = new TreeMap<>();
        final List<String> attachedPolicies = new ArrayList<>();

        /** How many more times EKS will not see this role: IAM is eventually consistent. */
        int unseenBy;

        StoredRole(String name, String path, String arn, String id, Instant created, String trustPolicy) {
            this.name = name;
            this.path = path;
            this.arn = arn;
            this.id = id;
            this.created = created;
            this.trustPolicy = trustPolicy;
        }
    }

    /** An association as it was written. */
    static final class StoredAssociation {
        final String cluster;
        final String namespace;
        final String serviceAccount;
        final String id;
        final String arn;
        final Instant created;
        Instant modified;
        String roleArn;

        @Nullable
        String targetRoleArn;

        @Nullable
        String policy;

        boolean disableSessionTags;
        final Map<String, String> tags = new TreeMap<>();
        final @Nullable String clientRequestToken;

        StoredAssociation(
                String cluster,
                String namespace,
                String serviceAccount,
                String id,
                String arn,
                Instant created,
                String roleArn,
                @Nullable String clientRequestToken) {
            this.cluster = cluster;
            this.namespace = namespace;
            this.serviceAccount = serviceAccount;
            this.id = id;
            this.arn = arn;
            this.created = created;
            this.modified = created;
            this.roleArn = roleArn;
            this.clientRequestToken = clientRequestToken;
        }
    }

    /** A pod whose token the agent accepts. */
    record PodToken(String cluster, String namespace, String serviceAccount, String podName, String podUid) {}

    String clusterArn(String cluster) {
        return "arn:" + partition + ":eks:" + region + ":" + accountId + ":cluster/" + cluster;
    }

    @Nullable
    StoredRole roleByArn(@Nullable String arn) {
        return roles.values().stream()
                .filter(role -> role.arn.equals(arn))
                .findFirst()
                .orElse(null);
    }

    /** The role as the evaluator reads it. Attached policies are known by ARN only, so they grant nothing here. */
    static IamRole evaluated(StoredRole role) {
        return new IamRole(
                Arn.parse(role.arn),
                PolicyDocument.parse(role.trustPolicy),
                role.inlinePolicies.values().stream().map(PolicyDocument::parse).toList(),
                null,
                role.tags);
    }

    Identity newSession(RoleSession session, boolean chained) {
        Identity identity = new Identity(
                newKeys("ASIA"),
                session.caller().principal(),
                session,
                clock.instant().plus(SESSION),
                chained);
        identities.put(identity.keys().accessKeyId(), identity);
        return identity;
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
