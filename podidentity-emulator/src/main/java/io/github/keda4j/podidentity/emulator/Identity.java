package io.github.keda4j.podidentity.emulator;

import io.github.keda4j.podidentity.evaluation.RequestContext;
import io.github.keda4j.podidentity.evaluation.RoleSession;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/**
 * The owner of the access key that signed a call: an account's administrator, who has no session, or a role session
 * that was handed out here.
 */
record Identity(
        Keys keys,
        String accountId,
        String arn,
        @Nullable RoleSession session,
        @Nullable String roleId,
        Instant issued,
        Instant expiration,
        RequestContext setting) {

    /** Credentials as AWS hands them out. */
    record Keys(String accessKeyId, String secretAccessKey, String sessionToken) {}

    /** Credentials that are valid from one moment to another. */
    static Identity of(Keys keys, String accountId, String arn, Instant issued, Instant expiration) {
        return new Identity(keys, accountId, arn, null, null, issued, expiration, RequestContext.empty());
    }

    /** The keys that the caller's calls carry now, besides those of its session. */
    Identity calling(Signature signature, Instant now) {
        return new Identity(keys, accountId, arn, session, roleId, issued, expiration, setting(signature, now));
    }

    Identity with(RoleSession newSession, @Nullable String ofRole) {
        return new Identity(keys, accountId, arn, newSession, ofRole, issued, expiration, setting);
    }

    /**
     * Whether the given token belongs to these credentials; credentials of sessions have a token, those of users do
     * not.
     */
    boolean isShown(@Nullable String token) {
        return session == null ? token == null : keys.sessionToken().equals(token);
    }

    private RequestContext setting(Signature signature, Instant now) {
        RequestContext known = RequestContext.empty()
                .with("aws:CurrentTime", now.truncatedTo(ChronoUnit.SECONDS).toString())
                .with("aws:EpochTime", String.valueOf(now.getEpochSecond()))
                .with("aws:userid", userId());
        if (session != null) {
            known = known.with(
                    "aws:TokenIssueTime", issued.truncatedTo(ChronoUnit.SECONDS).toString());
        }
        // A partition has only one IAM, whose signatures name a fixed region.
        return signature.service().equals("iam") ? known : known.with("aws:RequestedRegion", signature.region());
    }

    /** The unique id, as {@code sts:GetCallerIdentity} returns it. */
    String userId() {
        return session == null ? "AIDA" + keys.accessKeyId().substring(4) : roleId + ":" + session.sessionName();
    }
}
