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
     */
    record Assumed(IamRole role, @Nullable String externalId) implements KedaIdentity {}

    /**
     * The identity is unknown.
     *
     * @param why what is unknown, as a clause
     */
    record Unknown(String why) implements KedaIdentity {}
}
