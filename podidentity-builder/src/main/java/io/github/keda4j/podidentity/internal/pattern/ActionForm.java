package io.github.keda4j.podidentity.internal.pattern;

import java.util.Set;

/**
 * The forms of a value of {@code Action} or {@code NotAction}. AWS refuses a document with a value of another form than
 * {@link #ANY} and {@link #NAMED}.
 */
public enum ActionForm {
    /** Every action: a star. */
    ANY,
    /** A service, a colon and a name, which may have wildcards. */
    NAMED,
    /** No colon, and therefore no service. */
    WITHOUT_SERVICE,
    /** More than one colon. */
    COLONS,
    /** A wildcard in the name of the service. */
    WILDCARD_SERVICE,
    /** A service with a character that no service's name has. */
    INVALID_SERVICE;

    /** The only actions that a trust policy may name. */
    private static final Set<String> OF_TRUST = Set.of(
            "sts:AssumeRole",
            "sts:AssumeRoleWithWebIdentity",
            "sts:AssumeRoleWithSAML",
            "sts:TagSession",
            "sts:SetSourceIdentity",
            "sts:SetContext");

    /**
     * {@return the form of a value}
     *
     * @param action such as {@code sqs:SendMessage}
     */
    public static ActionForm of(String action) {
        if (action.equals("*")) {
            return ANY;
        }
        int colon = action.indexOf(':');
        if (colon < 0) {
            return WITHOUT_SERVICE;
        }
        if (action.indexOf(':', colon + 1) >= 0) {
            return COLONS;
        }
        return ofService(action, colon);
    }

    /** Every decision asks for the forms of its actions, so this makes no text of the service. */
    private static ActionForm ofService(String action, int length) {
        ActionForm form = length == 0 ? INVALID_SERVICE : NAMED;
        for (int i = 0; i < length; i++) {
            char c = action.charAt(i);
            if (c == '*' || c == '?') {
                return WILDCARD_SERVICE;
            }
            if (!Ascii.isAlphanumeric(c) && c != '.' && c != '-') {
                form = INVALID_SERVICE;
            }
        }
        return form;
    }

    /** {@return true if AWS accepts the form} */
    public boolean isAccepted() {
        return this == ANY || this == NAMED;
    }

    /**
     * {@return true if a trust policy may name an action: one that gives the role or accompanies that, without wildcards}
     *
     * @param action in any case
     */
    public static boolean isOfTrust(String action) {
        // Almost all documents spell the actions as AWS does.
        return OF_TRUST.contains(action) || OF_TRUST.stream().anyMatch(one -> Ascii.equalsIgnoreCase(one, action));
    }
}
