package io.github.keda4j.wiring;

import org.jspecify.annotations.Nullable;

/** The identity whose credentials KEDA uses for a call in AWS. */
sealed interface KedaIdentity {

    /** The operator's own credentials. */
    record Operator() implements KedaIdentity {}

    /**
     * The credentials of a role that the operator assumes.
     *
     * @param role a role that the stack makes or refers to
     * @param externalId the external id that KEDA sends with the request; null if it sends none
     * @param way how the operator assumes the role
     */
    record Assumed(IamRole role, @Nullable String externalId, Way way) implements KedaIdentity {}

    /** How the operator assumes a role, which depends on the provider of the pod identity. */
    enum Way {
        /** With its own token if it has one, and otherwise with its own role (provider {@code aws}). */
        BY_TOKEN_OR_ROLE("KEDA"),
        /** With its own role, and with the session name that AWS's SDK makes up (provider {@code aws-eks}). */
        BY_ROLE("aws-go-sdk-*");

        private final String sessionName;

        Way(String sessionName) {
            this.sessionName = sessionName;
        }

        /** The name of the session, or a pattern of it. */
        String sessionName() {
            return sessionName;
        }
    }

    /**
     * The identity is unknown.
     *
     * @param why what is unknown, as a clause
     */
    record Unknown(String why) implements KedaIdentity {}
}
