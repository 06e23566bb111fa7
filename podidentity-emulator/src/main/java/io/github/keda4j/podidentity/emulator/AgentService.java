package io.github.keda4j.podidentity.emulator;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.keda4j.podidentity.emulator.StoredAssociation.Settings;
import io.github.keda4j.podidentity.evaluation.Decision;
import io.github.keda4j.podidentity.evaluation.PodIdentity;
import io.github.keda4j.podidentity.evaluation.RoleAssumption;
import io.github.keda4j.podidentity.evaluation.RoleSession;
import io.github.keda4j.podidentity.evaluation.SessionTags;
import io.github.keda4j.podidentity.policy.PolicyDocument;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * The Pod Identity agent on a node, which exchanges a service account's token for credentials of its association's
 * role.
 */
final class AgentService {

    /**
     * Amazon EKS User Guide: credentials last six hours, and those of a target role one hour, like all credentials
     * from role chaining.
     */
    private static final Duration LIFETIME = Duration.ofHours(6);

    private static final Duration CHAINED_LIFETIME = Duration.ofHours(1);
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Cloud cloud;
    private final EksAssociations associations;

    AgentService(Cloud cloud, EksAssociations associations) {
        this.cloud = cloud;
        this.associations = associations;
    }

    /** Credentials as the SDK's container credentials provider reads them, and why they were handed out. */
    record Credentials(String json, String reason) {}

    Credentials credentials(PodTokens.Pod token) {
        StoredAssociation association = association(token);
        Settings settings = association.settings;
        PodIdentity pod = new PodIdentity(
                cloud.clusterArn(token.cluster()),
                token.namespace(),
                token.serviceAccount(),
                token.podName(),
                token.podUid());
        PolicyDocument policy = settings.policy() == null ? null : PolicyDocument.parse(settings.policy());
        StoredRole role = role(settings.roleArn());
        RoleAssumption assumption = RoleAssumption.byPod(
                pod,
                cloud.evaluated(role),
                !settings.disableSessionTags(),
                settings.targetRoleArn() == null ? policy : null);
        RoleSession session = allowed(assumption);
        if (settings.targetRoleArn() == null) {
            return credentials(cloud.newSession(session, role, LIFETIME), assumption);
        }
        String externalId = settings.disableSessionTags() ? associations.externalId(association) : null;
        // Unlike KEDA, EKS requests the tags by name on the second hop too, so the trust policy may compare them.
        SessionTags tags = settings.disableSessionTags() ? SessionTags.none() : SessionTags.ofPod(pod);
        StoredRole target = role(settings.targetRoleArn());
        RoleAssumption chained = RoleAssumption.bySession(
                session,
                cloud.evaluated(target),
                new RoleAssumption.Request(session.sessionName(), externalId, tags, policy));
        return credentials(cloud.newSession(allowed(chained), target, CHAINED_LIFETIME), chained);
    }

    private static Credentials credentials(Identity identity, RoleAssumption assumption) {
        List<Decision> decisions = assumption.decisions();
        return new Credentials(
                JSON.valueToTree(Map.of(
                                "AccessKeyId", identity.keys().accessKeyId(),
                                "SecretAccessKey", identity.keys().secretAccessKey(),
                                "Token", identity.keys().sessionToken(),
                                "AccountId", identity.accountId(),
                                "Expiration", identity.expiration().toString()))
                        .toString(),
                identity.arn() + " " + decisions.get(decisions.size() - 1).reason());
    }

    private StoredAssociation association(PodTokens.Pod token) {
        return cloud.clusters.getOrDefault(token.cluster(), Map.of()).values().stream()
                .filter(one -> one.belongsTo(token.namespace(), token.serviceAccount()) && one.seen())
                .findFirst()
                .orElseThrow(() -> new AwsError(
                        404,
                        "ResourceNotFoundException",
                        "no pod identity association for service account " + token.namespace() + "/"
                                + token.serviceAccount() + " in cluster " + token.cluster()));
    }

    private StoredRole role(String arn) {
        StoredRole role = cloud.roleByArn(arn);
        if (role == null) {
            throw new AwsError(403, "AccessDeniedException", "the association's role " + arn + " does not exist");
        }
        return role;
    }

    private static RoleSession allowed(RoleAssumption assumption) {
        assumption.denial().ifPresent(denial -> {
            throw new AwsError(
                    403, "AccessDeniedException", Authority.denied(denial).text());
        });
        return assumption.session().orElseThrow();
    }
}
