package io.github.keda4j.podidentity.evaluation;

import io.github.keda4j.podidentity.internal.pattern.Globs;
import io.github.keda4j.podidentity.internal.pattern.Truth;
import io.github.keda4j.podidentity.internal.pattern.Wildcards;
import io.github.keda4j.podidentity.policy.Effect;
import io.github.keda4j.podidentity.policy.Principal;
import io.github.keda4j.podidentity.policy.Principals;
import java.util.List;

/** Whether a statement of a resource or trust policy names the caller, and how directly. */
final class PrincipalMatcher {

    /** How a statement names the caller, ordered by how far the grant reaches. */
    enum Directness {
        /** Not at all. */
        NONE,
        /** By the caller's account: the account's own policies decide. */
        ACCOUNT,
        /** By the ARN of the user or role, as a service or as an identity provider. */
        NAMED,
        /**
         * As everyone: unlike a grant to a role, such a grant is not limited by a boundary or session policy that
         * does not mention the action.
         */
        EVERYONE,
        /** By the ARN of this very session. */
        SESSION
    }

    private PrincipalMatcher() {}

    /**
     * How the principals name the caller. AWS asks that {@code NotPrincipal} list a session, its role and its account;
     * if it lists only some of them, the stricter reading applies: a Deny applies, an Allow does not.
     *
     * @param least how certain the match must be; it matters for a session whose name is only known to match a
     * pattern
     */
    static Directness match(Principals principals, Effect effect, Caller caller, Truth least) {
        if (caller instanceof Caller.WebIdentity && effect == Effect.ALLOW) {
            return principals.negated() ? Directness.NONE : provider(principals.entries(), caller);
        }
        boolean mayMatch = (least == Truth.MAYBE) != principals.negated();
        if (!principals.negated()) {
            return closest(principals.entries(), caller, mayMatch);
        }
        boolean excepted = effect == Effect.DENY
                ? isListedInFull(principals.entries(), caller, mayMatch)
                : closest(principals.entries(), caller, mayMatch) != Directness.NONE;
        return excepted ? Directness.NONE : Directness.EVERYONE;
    }

    /**
     * A caller that a provider vouches for gets a role only if the trust policy names the provider, as the AWS
     * documentation describes.
     */
    private static Directness provider(List<Principal> entries, Caller caller) {
        return named(entries.stream()
                .anyMatch(entry -> !entry.isEveryone() && match(entry, caller, false) == Directness.NAMED));
    }

    private static Directness closest(List<Principal> entries, Caller caller, boolean mayMatch) {
        Directness closest = Directness.NONE;
        for (int i = 0; i < entries.size(); i++) {
            Directness found = match(entries.get(i), caller, mayMatch);
            if (found.compareTo(closest) > 0) {
                closest = found;
            }
        }
        return closest;
    }

    private static boolean isListedInFull(List<Principal> entries, Caller caller, boolean mayMatch) {
        boolean outsider = caller.accountId().isEmpty();
        boolean account = outsider || caller instanceof Caller.AccountRoot;
        boolean named = caller instanceof Caller.AccountRoot;
        boolean session = !(caller instanceof Caller.RoleSession || caller instanceof Caller.FederatedUser);
        for (Principal entry : entries) {
            switch (match(entry, caller, mayMatch)) {
                case EVERYONE -> {
                    return true;
                }
                case ACCOUNT -> account = true;
                case NAMED -> named = true;
                case SESSION -> session = true;
                case NONE -> {}
            }
        }
        return account && named && session && closest(entries, caller, mayMatch) != Directness.NONE;
    }

    private static Directness match(Principal entry, Caller caller, boolean mayMatch) {
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
            return match(value, session, mayMatch);
        }
        if (caller instanceof Caller.User && value.equals(caller.principal())) {
            return Directness.NAMED;
        }
        if (caller instanceof Caller.FederatedUser user) {
            return match(value, user);
        }
        return account(value, caller.partition(), caller.accountId());
    }

    /**
     * A session's ARN contains the name of its role but not the path; if the path is unknown, account and name
     * decide.
     */
    private static Directness match(String value, Caller.RoleSession session, boolean mayMatch) {
        String account = session.accountId();
        int role = beginning(value, "arn:", session.partition(), ":iam::", account, ":role");
        if (role > 0) {
            return named(namesRole(value, role, session));
        }
        int name = beginning(
                value, "arn:", session.partition(), ":sts::", account, ":assumed-role/", session.roleName(), "/");
        return name > 0 && isNamed(value.substring(name), session.sessionName(), mayMatch)
                ? Directness.SESSION
                : account(value, session.partition(), account);
    }

    /** Whether the session's name is only a pattern, because it is not known yet: no real name contains a star. */
    private static boolean isNamed(String name, String session, boolean mayMatch) {
        return Globs.isPattern(session) ? mayMatch && Wildcards.matches(session, name, false) : name.equals(session);
    }

    private static boolean namesRole(String value, int pathFrom, Caller.RoleSession session) {
        int name = value.length() - session.roleName().length();
        if (name <= pathFrom || !value.endsWith(session.roleName()) || value.charAt(name - 1) != '/') {
            return false;
        }
        String path = session.rolePath();
        return path == null || (name - pathFrom == path.length() && value.startsWith(path, pathFrom));
    }

    /**
     * Matches a federated session that a user obtained for somebody else, by the session's own ARN or by its account.
     */
    private static Directness match(String value, Caller.FederatedUser user) {
        if (value.equals(user.principal())) {
            return Directness.SESSION;
        }
        return account(value, user.partition(), user.accountId());
    }

    /**
     * Matches an account, by the ARN of its root or by its id, which IAM also accepts with a dash after every four
     * digits.
     */
    private static Directness account(String value, String partition, String account) {
        if (value.startsWith("arn:")) {
            int end = beginning(value, "arn:", partition, ":iam::", account, ":root");
            return end == value.length() ? Directness.ACCOUNT : Directness.NONE;
        }
        boolean same = value.equals(account)
                || (value.length() == 14 && value.replace("-", "").equals(account));
        return same ? Directness.ACCOUNT : Directness.NONE;
    }

    private static Directness named(boolean matches) {
        return matches ? Directness.NAMED : Directness.NONE;
    }

    /**
     * The total length of the parts if the text begins with all of them, one after the other; -1 if it does not.
     * Compares without building a string.
     */
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
