package io.github.keda4j.wiring;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The identity with which KEDA reads an AWS event source. Three identities work with EKS Pod Identity. KEDA's
 * {@code identityOwner: workload} does not, since it requires an annotation that Pod Identity does not set.
 */
public sealed interface ScalerIdentity {

    /**
     * A separate role for the scaler that may read its event source and nothing else: least privilege, and the default.
     * The stack makes it and names it after the scale target with the suffix {@code -scaler}.
     *
     * @return the identity
     */
    static ScalerIdentity ownRole() {
        return new OwnRole();
    }

    /**
     * The role of the scaled workload, which then trusts KEDA's operator too. This needs one fewer role, but lets KEDA
     * do everything that the workload can do.
     *
     * @return the identity
     */
    static ScalerIdentity workloadRole() {
        return new WorkloadRole();
    }

    /**
     * The operator's own role, without a second hop. This is the simplest choice, but that role accumulates the
     * permissions for every event source in the cluster.
     *
     * @return the identity
     */
    static ScalerIdentity operatorRole() {
        return new OperatorRole();
    }

    /**
     * A role of your choice, in this account or another.
     *
     * @param role a role that the stack makes or refers to
     * @return the identity
     */
    static NamedRole role(IamRole role) {
        return new NamedRole(role, null);
    }

    /** A role that the stack makes and names after the scale target. */
    record OwnRole() implements ScalerIdentity {}

    /** The role of the scaled workload. */
    record WorkloadRole() implements ScalerIdentity {}

    /** The operator's own role. */
    record OperatorRole() implements ScalerIdentity {}

    /** A chosen role, created with {@link ScalerIdentity#role(IamRole)}. */
    final class NamedRole implements ScalerIdentity {

        private final IamRole role;
        private final @Nullable String externalId;

        private NamedRole(IamRole role, @Nullable String externalId) {
            this.role = role;
            this.externalId = externalId;
        }

        /**
         * The same role, assumed with an external id, which the owner of another account may require.
         *
         * @param newExternalId 2 to 1,224 characters, as in {@code sts:ExternalId} of the role's trust policy; a stack with
         *     another one does not build
         * @return a copy
         */
        public NamedRole withExternalId(String newExternalId) {
            return new NamedRole(role, newExternalId);
        }

        /**
         * The role.
         *
         * @return a role that the stack makes or refers to
         */
        public IamRole role() {
            return role;
        }

        /**
         * The external id that KEDA sends when it assumes the role.
         *
         * @return empty for none
         */
        public Optional<String> externalId() {
            return Optional.ofNullable(externalId);
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof NamedRole that
                    && role.equals(that.role)
                    && externalId().equals(that.externalId());
        }

        @Override
        public int hashCode() {
            return role.hashCode();
        }

        /** Returns the role, and the external id if there is one. */
        @Override
        public String toString() {
            return role + externalId().map(id -> " with external id " + id).orElse("");
        }
    }
}
