package io.github.keda4j.wiring;

import org.jspecify.annotations.Nullable;

/** Whose credentials KEDA has when it makes a call in AWS. */
sealed interface KedaIdentity {

    /** The operator's own. */
    record Operator() implements KedaIdentity {}

    /**
     * Those of a role that the operator assumes.
     *
     * @param role made here or referred to
     * @param externalId what KEDA sends with the request; null for none
     */
    record Assumed(IamRole role, @Nullable String externalId) implements KedaIdentity {}

    /**
     * It cannot be told.
     *
     * @param why what is not known, as a clause
     */
    record Unknown(String why) implements KedaIdentity {}
}
