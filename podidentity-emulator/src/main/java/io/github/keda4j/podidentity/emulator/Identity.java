package io.github.keda4j.podidentity.emulator;

import io.github.keda4j.podidentity.evaluation.RoleSession;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Whose access key signed a call: the administrator, or a role session that was handed out here. */
record Identity(Keys keys, String arn, @Nullable RoleSession session, Instant expiration, boolean chained) {

    /** Credentials as AWS hands them out. */
    record Keys(String accessKeyId, String secretAccessKey, String sessionToken) {}

    boolean isAdministrator() {
        return session == null;
    }
}
