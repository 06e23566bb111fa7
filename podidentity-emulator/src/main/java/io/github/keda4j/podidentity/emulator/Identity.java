package io.github.keda4j.podidentity.emulator;

import io.github.keda4j.podidentity.evaluation.RoleSession;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Whose access key signed a call: an account's administrator, who has no session, or a role session that was handed out here.
 */
record Identity(
        Keys keys,
        String accountId,
        String arn,
        @Nullable RoleSession session,
        @Nullable String roleId,
        Instant expiration) {

    /** Credentials as AWS hands them out. */
    record Keys(String accessKeyId, String secretAccessKey, String sessionToken) {}

    Identity with(RoleSession newSession) {
        return new Identity(keys, accountId, arn, newSession, roleId, expiration);
    }

    /** The unique id, as {@code sts:GetCallerIdentity} tells it. */
    String userId() {
        return session == null ? "AIDA" + keys.accessKeyId().substring(4) : roleId + ":" + session.sessionName();
    }
}
