package io.github.keda4j.podidentity.evaluation;

import io.github.keda4j.podidentity.policy.Effect;
import io.github.keda4j.podidentity.policy.Principal;
import io.github.keda4j.podidentity.policy.Principals;
import java.util.List;

/** Whether a statement of a resource or trust policy speaks of the caller, and how directly. */
final class PrincipalMatcher {

    /** How a statement names the caller, in the order of how far the grant reaches. */
    enum Directness {
        /** Not at all. */
        NONE,
        /** By the caller's account: the account's own policies decide. */
        ACCOUNT,
        /** By the ARN of the user or role, as service or as identity provider. */
        NAMED,
        /** As everybody: no boundary or session policy limits that by its silence, as it does what is granted to a role. */
        EVERYONE,
        /** By the ARN of this very session. */
        SESSION
    }

    private PrincipalMatcher() {}

    /**
     * How the principals name the caller. AWS asks that {@code NotPrincipal} list a session, its role and its account; where
     * it lists only some of them, the stricter reading is taken: a Deny applies, an Allow does not.
     */
    static Directness match(Principals principals, Effect effect, Caller caller) {
        if (!principals.negated()) {
            return closest(principals.entries(), caller);
        }
        boolean excepted = effect == Effect.DENY
                ? isListedInFull(principals.entries(), caller)
                : closest(principals.entries(), caller) != Directness.NONE;
        return excepted ? Directness.NONE : Directness.EVERYONE;
    }

    private static Directness closest(List<Principal> entries, Caller caller) {
        Directness closest = Directness.NONE;
        for (int i = 0; i < entries.size(); i++) {
            Directness found = match(entries.get(i), caller);
            if (found.compareTo(closest) > 0) {
                closest = found;
            }
        }
        return closest;
    }

    private static boolean isListedInFull(List<Principal> entries, Caller caller) {
        boolean outsider = caller.accountId().isEmpty();
        boolean account = outsider || caller instanceof Caller.AccountRoot;
        boolean named = caller instanceof Caller.AccountRoot;
        boolean session = !(caller instanceof Caller.RoleSession || caller instanceof Caller.FederatedUser);
        for (Principal entry : entries) {
            switch (match(entry, caller)) {
                case EVERYONE -> {
                    return true;
                }
                case ACCOUNT -> account = true;
                case NAMED -> named = true;
                case SESSION -> session = true;
                case NONE -> {}
            }
        }
        return account && named && session && closest(entries, caller) != Directness.NONE;
    }

    private static Directness match(Principal entry, Caller caller) {
        if (entry.isEveryone()) {
            return Directness.EVERYONE;
        }
        String type = entry.type();
        String value = entry.value();
        if (caller instanceof Caller.AwsService service) {
            return named(type.equals(Principal.SERVICE) && value.equals(service.name()));
        }
        if (caller instanceof Caller.WebIdentity identity) {
            return named(type.equals(Principal.FEDERATED) && value.equals(identity.provider()));
        }
        if (!type.equals(Principal.AWS) || caller instanceof Caller.Anonymous) {
            return Directness.NONE;
        }
        if (caller instanceof Caller.RoleSession session) {
            return match(value, session);
        }
        if (caller instanceof Caller.User && value.equals(caller.principal())) {
            return Directness.NAMED;
        }
        if (caller instanceof Caller.FederatedUser user) {
            return match(value, user);
        }
        return account(value, caller.accountId());
    }

    /** A session's ARN has the name of its role and not the path, so account and name decide. */
    private static Directness match(String value, Caller.RoleSession session) {
        String account = session.accountId();
        int role = beginning(value, "arn:", session.partition(), ":iam::", account, ":role/");
        if (role > 0) {
            int name = value.length() - session.roleName().length();
            return named(name >= role && value.endsWith(session.roleName()) && value.charAt(name - 1) == '/');
        }
        int end = beginning(
                value,
                "arn:",
                session.partition(),
                ":sts::",
                account,
                ":assumed-role/",
                session.roleName(),
                "/",
                session.sessionName());
        return end == value.length() ? Directness.SESSION : account(value, account);
    }

    /** The session that a user got for somebody else: its own ARN names it, or its account. */
    private static Directness match(String value, Caller.FederatedUser user) {
        if (value.equals(user.principal())) {
            return Directness.SESSION;
        }
        return account(value, user.accountId());
    }

    private static Directness account(String value, String account) {
        boolean root = value.startsWith("arn:")
                && value.endsWith(":root")
                && value.startsWith(account, value.length() - ":root".length() - account.length())
                && value.startsWith(":iam::", value.length() - ":root".length() - account.length() - ":iam::".length());
        return root || value.equals(account) ? Directness.ACCOUNT : Directness.NONE;
    }

    private static Directness named(boolean matches) {
        return matches ? Directness.NAMED : Directness.NONE;
    }

    /** How long the parts in a row are if the text begins with them; -1 if it does not. No text is put together for it. */
    private static int beginning(String text, String... parts) {
        int at = 0;
        for (String part : parts) {
            if (!text.startsWith(part, at)) {
                return -1;
            }
            at += part.length();
        }
        return at;
    }
}
