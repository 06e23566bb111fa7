package io.github.keda4j.wiring;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Whose credentials KEDA reads an AWS event source with. Under EKS Pod Identity three ways work; KEDA's {@code
 * identityOwner: workload} is not among them, since it wants an annotation that Pod Identity does not set.
 */
public sealed interface ScalerIdentity {

    /**
     * A role of the scaler's own that may read its event source and nothing else: least privilege, and the default. It is
     * made here, named after the scale target with the suffix {@code -scaler}.
     *
     * @return the identity
     */
    static ScalerIdentity ownRole() {
        return new OwnRole();
    }

    /**
     * The role of the scaled workload, which then trusts KEDA's operator too. One role less, and KEDA can do whatever the
     * workload can.
     *
     * @return the identity
     */
    static ScalerIdentity workloadRole() {
        return new WorkloadRole();
    }

    /**
     * The operator's own role, without a second hop. The simplest, and that role adds up every event source in the cluster.
     *
     * @return the identity
     */
    static ScalerIdentity operatorRole() {
        return new OperatorRole();
    }

    /**
     * A role of your choice, in this account or another.
     *
     * @param role made here or referred to
     * @return the identity
     */
    static NamedRole role(IamRole role) {
        return new NamedRole(role, null);
    }

    /** A role named after the scale target, made here. */
    record OwnRole() implements ScalerIdentity {}

    /** The role of the scaled workload. */
    record WorkloadRole() implements ScalerIdentity {}

    /** The operator's own role. */
    record OperatorRole() implements ScalerIdentity {}

    /** A chosen role. Made with {@link ScalerIdentity#role(IamRole)}. */
    final class NamedRole implements ScalerIdentity {

        private final IamRole role;
        private final @Nullable String externalId;

        private NamedRole(IamRole role, @Nullable String externalId) {
            this.role = role;
            this.externalId = externalId;
        }

        /**
         * The same role, assumed with an external id: what the owner of another account may ask for.
         *
         * @param newExternalId 2 to 1,224 characters, as {@code sts:ExternalId} in the role's trust policy has it
         * @return a copy
         */
        public NamedRole withExternalId(String newExternalId) {
            return new NamedRole(role, newExternalId);
        }

        /**
         * The role.
         *
         * @return made here or referred to
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

        /** Returns the role, and the external id where there is one. */
        @Override
        public String toString() {
            return role + externalId().map(id -> " with external id " + id).orElse("");
        }
    }
}
