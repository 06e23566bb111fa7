package io.github.keda4j.podidentity.evaluation;

import io.github.keda4j.podidentity.policy.PolicyDocument;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The policies on which a request is decided, grouped by their function. Immutable. */
public final class AuthorizationPolicies {

    private final List<PolicyDocument> identity;
    private final @Nullable PolicyDocument resource;
    private final @Nullable PolicyDocument permissionsBoundary;
    private final @Nullable PolicyDocument session;
    private final List<List<PolicyDocument>> serviceControl;
    private final List<List<PolicyDocument>> resourceControl;

    private AuthorizationPolicies(Builder builder) {
        this.identity = List.copyOf(builder.identity);
        this.resource = builder.resource;
        this.permissionsBoundary = builder.permissionsBoundary;
        this.session = builder.session;
        this.serviceControl = List.copyOf(builder.serviceControl);
        this.resourceControl = List.copyOf(builder.resourceControl);
    }

    /** {@return an empty builder} */
    public static Builder builder() {
        return new Builder();
    }

    /** {@return the caller's own policies, inline and attached; immutable} */
    public List<PolicyDocument> identity() {
        return identity;
    }

    /** {@return the policy of the resource (of a role, its trust policy); empty if it has none} */
    public Optional<PolicyDocument> resource() {
        return Optional.ofNullable(resource);
    }

    /** {@return the caller's permissions boundary; empty if it has none} */
    public Optional<PolicyDocument> permissionsBoundary() {
        return Optional.ofNullable(permissionsBoundary);
    }

    /** {@return the policy that the caller's session was created with; empty if there is none} */
    public Optional<PolicyDocument> session() {
        return Optional.ofNullable(session);
    }

    /**
     * {@return the service control policies over the caller's account: for each level of the organization, root first, its
     * policies; empty outside an organization}
     */
    public List<List<PolicyDocument>> serviceControl() {
        return serviceControl;
    }

    /**
     * {@return the resource control policies over the resource's account: for each level of the organization, root first, its
     * policies; empty outside an organization}
     */
    public List<List<PolicyDocument>> resourceControl() {
        return resourceControl;
    }

    /** Collects {@link AuthorizationPolicies}. */
    public static final class Builder {

        private final List<PolicyDocument> identity = new ArrayList<>();
        private @Nullable PolicyDocument resource;
        private @Nullable PolicyDocument permissionsBoundary;
        private @Nullable PolicyDocument session;
        private final List<List<PolicyDocument>> serviceControl = new ArrayList<>();
        private final List<List<PolicyDocument>> resourceControl = new ArrayList<>();

        private Builder() {}

        /**
         * Adds policies of the caller.
         *
         * @param policies inline or attached
         * @return this
         */
        public Builder identity(PolicyDocument... policies) {
            return identity(Arrays.asList(policies));
        }

        /**
         * Adds policies of the caller.
         *
         * @param policies inline or attached
         * @return this
         */
        public Builder identity(Collection<PolicyDocument> policies) {
            identity.addAll(policies);
            return this;
        }

        /**
         * Sets the policy of the resource; for a role, its trust policy.
         *
         * @param policy null for none
         * @return this
         */
        public Builder resource(@Nullable PolicyDocument policy) {
            resource = policy;
            return this;
        }

        /**
         * Sets the caller's permissions boundary.
         *
         * @param policy null for none
         * @return this
         */
        public Builder permissionsBoundary(@Nullable PolicyDocument policy) {
            permissionsBoundary = policy;
            return this;
        }

        /**
         * Sets the policy that the caller's session was created with.
         *
         * @param policy null for none
         * @return this
         */
        public Builder session(@Nullable PolicyDocument policy) {
            session = policy;
            return this;
        }

        /**
         * Adds a level of service control policies. Each level must allow the request; a level allows it if any of its
         * policies does.
         *
         * @param level root first, the account last
         * @return this
         */
        public Builder serviceControlLevel(Collection<PolicyDocument> level) {
            serviceControl.add(List.copyOf(level));
            return this;
        }

        /**
         * Adds a level of resource control policies. Only their denials count: {@code RCPFullAWSAccess}, which allows
         * everything, is attached to every level by AWS and need not be given.
         *
         * @param level root first, the account last
         * @return this
         */
        public Builder resourceControlLevel(Collection<PolicyDocument> level) {
            resourceControl.add(List.copyOf(level));
            return this;
        }

        /** {@return the policies} */
        public AuthorizationPolicies build() {
            return new AuthorizationPolicies(this);
        }
    }
}
