package io.github.keda4j.podidentity.evaluation;

import io.github.keda4j.podidentity.policy.Principal;
import io.github.keda4j.podidentity.policy.Principals;

/** Whether a statement of a resource or trust policy speaks of the caller, and how directly. */
final class PrincipalMatcher {

    /** How a statement names the caller, from the least direct to the most. */
    enum Directness {
        /** Not at all. */
        NONE,
        /** By the caller's account: the account's own policies decide. */
        ACCOUNT,
        /** As everybody. */
        EVERYONE,
        /** By the ARN of the user or role, as service or as identity provider. */
        NAMED,
        /** By the ARN of this very session. */
        SESSION
    }

    private PrincipalMatcher() {}

    static Directness match(Principals principals, Caller caller) {
        Directness best = Directness.NONE;
        for (Principal entry : principals.entries()) {
            Directness found = match(entry, caller);
            if (found.compareTo(best) > 0) {
                best = found;
            }
        }
        if (principals.negated()) {
            return best == Directness.NONE ? Directness.EVERYONE : Directness.NONE;
        }
        return best;
    }

    private static Directness match(Principal entry, Caller caller) {
        if (entry.isEveryone()) {
            return Directness.EVERYONE;
        }
        if (caller instanceof Caller.AwsService service) {
            return named(entry.type().equals(Principal.SERVICE) && entry.value().equals(service.name()));
        }
        if (caller instanceof Caller.FederatedUser user) {
            return named(
                    entry.type().equals(Principal.FEDERATED) && entry.value().equals(user.provider()));
        }
        if (!entry.type().equals(Principal.AWS)) {
            return Directness.NONE;
        }
        String account = AuthorizationRequest.accountOf(caller);
        if (entry.value().equals(account) || isRootOf(entry.value(), account)) {
            return Directness.ACCOUNT;
        }
        if (caller instanceof Caller.RoleSession session) {
            return entry.value().equals(session.principal())
                    ? Directness.SESSION
                    : named(isRole(entry.value(), session));
        }
        return named(entry.value().equals(caller.principal()));
    }

    private static Directness named(boolean matches) {
        return matches ? Directness.NAMED : Directness.NONE;
    }

    private static boolean isRootOf(String arn, String account) {
        return arn.startsWith("arn:") && arn.endsWith(":iam::" + account + ":root");
    }

    /** A session's ARN has the name of its role and not the path, so account and name decide. */
    private static boolean isRole(String arn, Caller.RoleSession session) {
        return arn.startsWith("arn:" + session.partition() + ":iam::" + session.accountId() + ":role/")
                && arn.endsWith("/" + session.roleName());
    }
}
