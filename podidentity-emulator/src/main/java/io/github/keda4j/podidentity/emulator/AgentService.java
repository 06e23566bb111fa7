package io.github.keda4j.podidentity.emulator;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.keda4j.podidentity.emulator.AccountState.PodToken;
import io.github.keda4j.podidentity.emulator.AccountState.StoredAssociation;
import io.github.keda4j.podidentity.emulator.AccountState.StoredRole;
import io.github.keda4j.podidentity.evaluation.PodIdentity;
import io.github.keda4j.podidentity.evaluation.RoleAssumption;
import io.github.keda4j.podidentity.evaluation.RoleSession;
import io.github.keda4j.podidentity.evaluation.SessionTags;
import io.github.keda4j.podidentity.policy.PolicyDocument;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The Pod Identity agent on a node: a service account's token for the credentials of its association's role. */
final class AgentService {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final AccountState state;
    private final EksService eks;

    AgentService(AccountState state, EksService eks) {
        this.state = state;
        this.eks = eks;
    }

    PodToken pod(@Nullable String token) {
        PodToken pod = token == null ? null : state.tokens.get(token.trim());
        if (pod == null) {
            throw new AwsError(400, "InvalidTokenException", "the service account token is not one of this cluster");
        }
        return pod;
    }

    /** The credentials as the SDK's container credentials provider reads them. */
    String credentials(PodToken token) {
        StoredAssociation association = association(token);
        PodIdentity pod = new PodIdentity(
                state.clusterArn(token.cluster()),
                token.namespace(),
                token.serviceAccount(),
                token.podName(),
                token.podUid());
        PolicyDocument policy = association.policy == null ? null : PolicyDocument.parse(association.policy);
        boolean chains = association.targetRoleArn != null;
        RoleSession session = allowed(RoleAssumption.byPod(
                pod,
                AccountState.evaluated(role(association.roleArn)),
                !association.disableSessionTags,
                chains ? null : policy));
        if (association.targetRoleArn != null) {
            String externalId = association.disableSessionTags ? eks.externalId(association) : null;
            // Unlike KEDA, EKS asks for the tags by name on the second hop too, so its trust policy may look at them.
            SessionTags tags = association.disableSessionTags ? SessionTags.none() : SessionTags.ofPod(pod);
            session = allowed(RoleAssumption.bySession(
                    session,
                    AccountState.evaluated(role(association.targetRoleArn)),
                    new RoleAssumption.Request(session.sessionName(), externalId, tags, policy)));
        }
        Identity identity = state.newSession(session, chains);
        return JSON.valueToTree(Map.of(
                        "AccessKeyId", identity.keys().accessKeyId(),
                        "SecretAccessKey", identity.keys().secretAccessKey(),
                        "Token", identity.keys().sessionToken(),
                        "AccountId", state.accountId,
                        "Expiration", identity.expiration().toString()))
                .toString();
    }

    private StoredAssociation association(PodToken token) {
        return state.clusters.getOrDefault(token.cluster(), Map.of()).values().stream()
                .filter(one ->
                        one.namespace.equals(token.namespace()) && one.serviceAccount.equals(token.serviceAccount()))
                .findFirst()
                .orElseThrow(() -> new AwsError(
                        404,
                        "ResourceNotFoundException",
                        "no pod identity association for service account " + token.namespace() + "/"
                                + token.serviceAccount() + " in cluster " + token.cluster()));
    }

    private StoredRole role(String arn) {
        StoredRole role = state.roleByArn(arn);
        if (role == null) {
            throw new AwsError(403, "AccessDeniedException", "the association's role " + arn + " does not exist");
        }
        return role;
    }

    private static RoleSession allowed(RoleAssumption assumption) {
        assumption.denial().ifPresent(denial -> {
            throw new AwsError(
                    403,
                    "AccessDeniedException",
                    StsService.denied(
                                    denial.request().caller().principal(),
                                    denial.request().action(),
                                    denial.request().resource(),
                                    denial.reason())
                            .text());
        });
        return assumption.session().orElseThrow();
    }
}
