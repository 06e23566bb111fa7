package io.github.keda4j.podidentity.path;

import io.github.keda4j.podidentity.association.PodIdentityAssociation;
import io.github.keda4j.podidentity.evaluation.PodIdentity;
import io.github.keda4j.podidentity.evaluation.RequestContext;
import io.github.keda4j.podidentity.evaluation.RoleAssumption;
import io.github.keda4j.podidentity.evaluation.RolePolicies;
import io.github.keda4j.podidentity.evaluation.SessionTags;
import io.github.keda4j.podidentity.policy.PolicyDocument;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The known associations, roles and policies of resources, which together answer the question: which service accounts
 * can do this? Immutable.
 *
 * <p>From each association the search follows every chain of roles that the policies allow, each role once. An external id
 * is not a secret: the search sends those that a trust policy requires.
 */
public final class AccessGraph {

    private final List<PodIdentityAssociation> associations;
    private final Map<String, RolePolicies> roles;
    private final Map<String, PolicyDocument> resourcePolicies;
    private final Map<String, String> resourceAccounts;
    private final RequestContext setting;

    private AccessGraph(Builder builder) {
        this.associations = List.copyOf(builder.associations);
        this.roles = new LinkedHashMap<>(builder.roles);
        this.resourcePolicies = Map.copyOf(builder.resourcePolicies);
        this.resourceAccounts = Map.copyOf(builder.resourceAccounts);
        this.setting = builder.setting;
    }

    /** {@return an empty builder} */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * {@return the paths by which a service account certainly can do something, the shortest for each service account
     * and role, in the order of the associations}
     *
     * @param action such as {@code sqs:ReceiveMessage}
     * @param resource its ARN
     */
    public List<AccessPath> whoCan(String action, String resource) {
        return whoMight(action, resource).stream().filter(AccessPath::isAllowed).toList();
    }

    /**
     * {@return the paths by which service accounts can or might be able to do something, depending on keys that are
     * known only when they call; nobody else can do it} In the order of the associations, the shortest for each service
     * account and role.
     *
     * @param action such as {@code sqs:ReceiveMessage}
     * @param resource its ARN
     */
    public List<AccessPath> whoMight(String action, String resource) {
        List<AccessPath> found = new ArrayList<>();
        for (PodIdentityAssociation association : associations) {
            if (isKnown(association)) {
                search(association, action, resource, found);
            }
        }
        return found;
    }

    /**
     * {@return the associations that the search could not follow because their role or target role is not in the
     * graph}
     */
    public List<PodIdentityAssociation> unchecked() {
        return associations.stream()
                .filter(association -> !isKnown(association))
                .toList();
    }

    private boolean isKnown(PodIdentityAssociation association) {
        return roles.containsKey(association.role().toString())
                && association
                        .targetRole()
                        .map(target -> roles.containsKey(target.toString()))
                        .orElse(true);
    }

    private void search(PodIdentityAssociation association, String action, String resource, List<AccessPath> found) {
        Deque<Chain> queue = new ArrayDeque<>(List.of(new Chain(association, List.of())));
        Set<String> seen = new HashSet<>();
        seen.add(queue.element().end(this).arn().toString());
        while (!queue.isEmpty()) {
            Chain chain = queue.remove();
            if (!chain.isOpen(this)) {
                continue;
            }
            AccessPath path = chain.path(this).act(action, resource).build();
            if (path.denied().isEmpty()) {
                found.add(path);
            }
            for (RolePolicies next : roles.values()) {
                String arn = next.arn().toString();
                Chain longer = seen.contains(arn) ? null : chain.to(next, this);
                if (longer != null) {
                    seen.add(arn);
                    queue.add(longer);
                }
            }
        }
    }

    /** A chain of roles that begins at an association. */
    private record Chain(PodIdentityAssociation association, List<Step> steps) {

        private record Step(RolePolicies role, RoleAssumption.Request request) {}

        RolePolicies end(AccessGraph graph) {
            return steps.isEmpty()
                    ? graph.role(
                            association.targetRole().orElse(association.role()).toString())
                    : steps.get(steps.size() - 1).role();
        }

        boolean isOpen(AccessGraph graph) {
            return path(graph).build().denied().isEmpty();
        }

        AccessPath.Builder path(AccessGraph graph) {
            boolean tags = !association.disableSessionTags();
            PolicyDocument policy = association.policy().orElse(null);
            boolean targets = association.targetRole().isPresent();
            AccessPath.Builder path = AccessPath.of(PodIdentity.anyPodOf(
                    association.cluster().toString(), association.namespace(), association.serviceAccount()));
            graph.describe(path);
            path.role(graph.role(association.role().toString()), tags, targets ? null : policy);
            association.targetRole().ifPresent(target -> path.target(graph.role(target.toString()), tags, policy));
            steps.forEach(step -> path.assume(step.role(), step.request()));
            return path;
        }

        /** This chain and one more role; null if the caller cannot assume that role, whatever it sends. */
        @Nullable
        Chain to(RolePolicies next, AccessGraph graph) {
            List<@Nullable String> externalIds = new ArrayList<>();
            externalIds.add(null);
            externalIds.addAll(externalIdsOf(next));
            for (String externalId : externalIds) {
                List<Step> longer = new ArrayList<>(steps);
                longer.add(new Step(next, new RoleAssumption.Request("*", externalId, SessionTags.none(), null)));
                Chain chain = new Chain(association, longer);
                if (chain.isOpen(graph)) {
                    return chain;
                }
            }
            return null;
        }

        private static Set<String> externalIdsOf(RolePolicies role) {
            Set<String> ids = new TreeSet<>();
            role.trustPolicy().statements().stream()
                    .flatMap(statement -> statement.conditions().stream())
                    .filter(condition -> condition.key().equalsIgnoreCase("sts:ExternalId"))
                    .forEach(condition -> ids.addAll(condition.values()));
            return ids;
        }
    }

    private void describe(AccessPath.Builder path) {
        path.setting(setting);
        resourcePolicies.forEach(path::resourcePolicy);
        resourceAccounts.forEach(path::resourceAccount);
    }

    private RolePolicies role(String arn) {
        return Objects.requireNonNull(roles.get(arn), arn);
    }

    /** Collects what is known. */
    public static final class Builder {

        private final List<PodIdentityAssociation> associations = new ArrayList<>();
        private final Map<String, RolePolicies> roles = new LinkedHashMap<>();
        private final Map<String, PolicyDocument> resourcePolicies = new LinkedHashMap<>();
        private final Map<String, String> resourceAccounts = new LinkedHashMap<>();
        private RequestContext setting = RequestContext.empty();

        private Builder() {}

        /**
         * Adds associations.
         *
         * @param added which service account gets which role
         * @return this
         */
        public Builder association(PodIdentityAssociation... added) {
            associations.addAll(Arrays.asList(added));
            return this;
        }

        /**
         * Adds roles; a role with the same ARN is replaced.
         *
         * @param added with their policies
         * @return this
         */
        public Builder role(RolePolicies... added) {
            for (RolePolicies role : added) {
                roles.put(role.arn().toString(), role);
            }
            return this;
        }

        /**
         * Sets the policy of a resource.
         *
         * @param arn the resource: a queue, a topic, a bucket (also for its objects), a KMS key, a secret
         * @param policy its policy
         * @return this
         */
        public Builder resourcePolicy(String arn, PolicyDocument policy) {
            resourcePolicies.put(arn, policy);
            return this;
        }

        /**
         * Sets the owner of a resource whose ARN names no account.
         *
         * @param arn the resource: a bucket (also for its objects)
         * @param accountId twelve digits
         * @return this
         */
        public Builder resourceAccount(String arn, String accountId) {
            resourceAccounts.put(arn, accountId);
            return this;
        }

        /**
         * Sets condition keys that are known about the calls, such as {@code aws:PrincipalOrgID} inside an
         * organization.
         *
         * @param keys the known keys; they take precedence over documented keys and earlier settings
         * @return this
         */
        public Builder setting(RequestContext keys) {
            setting = setting.withAll(keys);
            return this;
        }

        /** {@return the graph} */
        public AccessGraph build() {
            return new AccessGraph(this);
        }
    }
}
