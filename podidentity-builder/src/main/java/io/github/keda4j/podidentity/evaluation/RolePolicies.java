package io.github.keda4j.podidentity.evaluation;

import static java.util.Objects.requireNonNull;

import io.github.keda4j.podidentity.internal.Checks;
import io.github.keda4j.podidentity.policy.Arn;
import io.github.keda4j.podidentity.policy.PolicyDocument;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A role with everything that decides who may assume it and what it may do.
 *
 * @param arn the role's ARN, with its path
 * @param trustPolicy who may assume it
 * @param permissions its inline and attached policies
 * @param permissionsBoundary its permissions boundary, or null for none
 * @param tags its own tags, which a session tag of the same key overrides; null if they are unknown
 */
public record RolePolicies(
        Arn arn,
        PolicyDocument trustPolicy,
        List<PolicyDocument> permissions,
        @Nullable PolicyDocument permissionsBoundary,
        @Nullable Map<String, String> tags) {

    /**
     * Copies the lists.
     *
     * @param arn the role's ARN
     * @param trustPolicy who may assume it
     * @param permissions its policies
     * @param permissionsBoundary the policy that bounds it, or null
     * @param tags its own tags, or null if they are unknown
     */
    public RolePolicies {
        permissions = List.copyOf(permissions);
        tags = tags == null ? null : Collections.unmodifiableMap(new LinkedHashMap<>(tags));
    }

    /**
     * {@return a role without a permissions boundary or tags}
     *
     * @param arn the role's ARN, with its path
     * @param trustPolicy who may assume it
     * @param permissions its inline and attached policies
     * @throws IllegalArgumentException if it is not the ARN of a role
     */
    public static RolePolicies of(String arn, PolicyDocument trustPolicy, PolicyDocument... permissions) {
        return new RolePolicies(Arn.parse(arn, "iam", "role/"), trustPolicy, List.of(permissions), null, Map.of());
    }

    /**
     * {@return a builder for a role, at first without permissions, a permissions boundary or tags}
     *
     * @param arn the role's ARN, with its path
     */
    public static Builder builder(String arn) {
        return new Builder(arn);
    }

    /** {@return the role's name, without its path} */
    public String name() {
        return arn.name();
    }

    /** Collects the policies of a role. */
    public static final class Builder {

        private final String arn;
        private final List<PolicyDocument> permissions = new ArrayList<>();
        private final Map<String, String> tags = new LinkedHashMap<>();
        private @Nullable PolicyDocument trustPolicy;
        private @Nullable PolicyDocument permissionsBoundary;
        private boolean tagsAreKnown = true;

        private Builder(String arn) {
            this.arn = arn;
        }

        /**
         * Sets who may assume the role. Required.
         *
         * @param policy the trust policy
         * @return this
         */
        public Builder trustPolicy(PolicyDocument policy) {
            trustPolicy = policy;
            return this;
        }

        /**
         * Adds inline and attached policies.
         *
         * @param policies what the role may do
         * @return this
         */
        public Builder permissions(PolicyDocument... policies) {
            permissions.addAll(List.of(policies));
            return this;
        }

        /**
         * Sets the policy that bounds the role.
         *
         * @param policy the permissions boundary
         * @return this
         */
        public Builder permissionsBoundary(PolicyDocument policy) {
            permissionsBoundary = policy;
            return this;
        }

        /**
         * Adds a tag of the role.
         *
         * @param key such as {@code team}
         * @param value such as {@code books}
         * @return this
         */
        public Builder tag(String key, String value) {
            tags.put(key, value);
            return this;
        }

        /**
         * Declares that the tags of the role are unknown: decisions on {@code aws:PrincipalTag} then depend on them.
         *
         * @return this
         */
        public Builder unknownTags() {
            tagsAreKnown = false;
            return this;
        }

        /**
         * {@return the role}
         *
         * @throws io.github.keda4j.findings.FindingsException if the ARN is not that of a role, or the trust policy is missing
         */
        public RolePolicies build() {
            Checks checks = new Checks();
            Optional<Arn> parsed = checks.arn("arn", arn, "iam", "role/");
            if (trustPolicy == null) {
                checks.error("missing", "trustPolicy", "trustPolicy is missing.", "Call trustPolicy(...).");
            }
            checks.throwIfAny("role " + arn);
            return new RolePolicies(
                    parsed.orElseThrow(),
                    requireNonNull(trustPolicy),
                    permissions,
                    permissionsBoundary,
                    tagsAreKnown ? tags : null);
        }
    }
}
