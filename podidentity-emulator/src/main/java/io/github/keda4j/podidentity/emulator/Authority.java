package io.github.keda4j.podidentity.emulator;

import io.github.keda4j.podidentity.evaluation.Decision;
import io.github.keda4j.podidentity.evaluation.RequestContext;
import io.github.keda4j.podidentity.evaluation.RoleSession;
import io.github.keda4j.podidentity.policy.PolicyDocument;
import org.jspecify.annotations.Nullable;

/** Lets callers do what their policies allow, and nothing else. */
final class Authority {

    static final String ADMINISTRATOR = "the administrator may do everything";

    private Authority() {}

    /** The reason why the caller may perform the action; throws if it may not. */
    static String require(
            Identity caller,
            String action,
            String resource,
            RequestContext context,
            @Nullable PolicyDocument ofResource) {
        RoleSession session = caller.session();
        if (session == null) {
            return ADMINISTRATOR;
        }
        Decision decision =
                session.decide(action, resource, ofResource, caller.setting().withAll(context));
        if (!decision.isAllowed()) {
            throw denied(decision);
        }
        return decision.reason();
    }

    static AwsError denied(Decision denial) {
        return denied(
                denial.request().caller().principal(),
                denial.request().action(),
                denial.request().resource(),
                denial.reason());
    }

    /** AWS's own message, followed by details that AWS does not give. */
    static AwsError denied(String caller, String action, String resource, String reason) {
        return new AwsError(
                403,
                "AccessDenied",
                "User: " + caller + " is not authorized to perform: " + action + " on resource: " + resource + " ("
                        + reason + ")");
    }
}
