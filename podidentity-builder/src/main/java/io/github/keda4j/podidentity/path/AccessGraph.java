package io.github.keda4j.podidentity.path;

import io.github.keda4j.podidentity.association.PodIdentityAssociation;
import io.github.keda4j.podidentity.evaluation.PodIdentity;
import io.github.keda4j.podidentity.evaluation.RequestContext;
import io.github.keda4j.podidentity.evaluation.RoleAssumption;
import io.github.keda4j.podidentity.evaluation.RolePolicies;
import io.github.keda4j.podidentity.evaluation.RoleSession;
import io.github.keda4j.podidentity.evaluation.SessionTags;
import io.github.keda4j.podidentity.policy.PolicyDocument;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The known associations, roles and policies of resources, which together answer the question: which service accounts
 * can do this? Immutable.
 *
 * <p>From each association the search follows every chain of roles that the policies allow. It comes to a role again if
 * the session differs: a role that may assume itself can rid itself of the association's session policy. An external id
 * is not a secret: the search sends those that a trust policy requires. A caller also chooses the session name, the tags
 * and the source identity of the sessions that it makes; what is allowed only for some of them might be allowed.
 *
 * <p>Only {@code sts:AssumeRole} is followed: not tokens (IRSA), and not calls that change policies or associations,
 * such as {@code iam:PutRolePolicy}.
 */
public final class AccessGraph {

    private static final String ANY_PRINCIPAL_TAG = "aws:PrincipalTag/*";
    private static final RequestContext ANY_TAGS = RequestContext.empty()
            .withUnknown("aws:RequestTag/*")
            .withUnknown("aws:TagKeys")
            .withUnknown("sts:TransitiveTagKeys");
    private static final RequestContext ANY_IDENTITY = RequestContext.empty().withUnknown("sts:SourceIdentity");

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
     * {@return the paths by which a service account certainly can do something, the shortest for each association and
     * role, in the order of the associations} A path with tags or a source identity that the caller would have to choose
     * does not count.
     *
     * @param action such as {@code sqs:ReceiveMessage}
     * @param resource its ARN
     */
    public List<AccessPath> whoCan(String action, String resource) {
        return whoMight(action, resource).stream().filter(AccessPath::isAllowed).toList();
    }

    /**
     * {@return the paths by which service accounts can or might be able to do something, depending on keys that are
     * known only when they call, or on what they send} In the order of the associations, and one for each association
     * and role: the shortest of those that are certain, or else the shortest. As far as the graph knows all associations,
     * roles and policies, and {@link #unchecked()} is empty, nobody else can do it by assuming roles.
     *
     * @param action such as {@code sqs:ReceiveMessage}
     * @param resource its ARN
     */
    public List<AccessPath> whoMight(String action, String resource) {
        List<AccessPath> found = new ArrayList<>();
        for (PodIdentityAssociation association : associations) {
            if (isKnown(association)) {
                found.addAll(search(association, action, resource));
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

    private Collection<AccessPath> search(PodIdentityAssociation association, String action, String resource) {
        Map<String, AccessPath> best = new LinkedHashMap<>();
        Map<Chain.End, Boolean> certain = new HashMap<>();
        Deque<Chain> queue = new ArrayDeque<>();
        begin(association).ifPresent(queue::add);
        while (!queue.isEmpty()) {
            Chain chain = queue.remove();
            // A certain way to a session counts even if an uncertain one was found before.
            Boolean before = certain.get(chain.end());
            if (before != null && (before || !chain.certain())) {
                continue;
            }
            certain.put(chain.end(), chain.certain());
            AccessPath path = path(chain).act(action, resource).build();
            if (path.denied().isEmpty()) {
                best.merge(
                        chain.end().session().role().arn().toString(),
                        path,
                        (known, found) -> found.isAllowed() && !known.isAllowed() ? found : known);
            }
            roles.values().forEach(next -> queue.addAll(longer(chain, next)));
        }
        return best.values();
    }

    /**
     * A chain of roles that begins at an association.
     *
     * @param certain whether every step is certainly allowed
     */
    private record Chain(PodIdentityAssociation association, List<Step> steps, End end, boolean certain) {

        /** A role to assume; the setting contains what is known, and what the caller may choose, about the calls. */
        private record Step(RolePolicies role, RoleAssumption.Request request, RequestContext setting) {}

        /**
         * What a chain leads to.
         *
         * @param chosen the keys of the session's calls whose values depend on what the caller sent to get the session
         */
        private record End(RoleSession session, Set<String> chosen) {

            RequestContext chosenKeys() {
                RequestContext keys = RequestContext.empty();
                for (String key : chosen) {
                    keys = keys.withUnknown(key);
                }
                Map<String, String> ofRole = session.role().tags();
                if (chosen.contains(ANY_PRINCIPAL_TAG) && ofRole != null) {
                    for (String tag : ofRole.keySet()) {
                        keys = session.sessionTags().tags().containsKey(tag)
                                ? keys
                                : keys.withUnknown("aws:PrincipalTag/" + tag);
                    }
                }
                return keys;
            }
        }

        Optional<Chain> to(Step step, Set<String> chosen) {
            RoleAssumption assumption =
                    RoleAssumption.bySession(end.session(), step.role(), step.request(), step.setting());
            List<Step> longer = new ArrayList<>(steps);
            longer.add(step);
            return assumption
                    .session()
                    .map(session -> new Chain(
                            association, longer, new End(session, chosen), certain && assumption.isAllowed()));
        }
    }

    private Optional<Chain> begin(PodIdentityAssociation association) {
        AccessPath.Builder path = path(association);
        boolean certain = path.build().isAllowed();
        return path.session()
                .map(session -> new Chain(association, List.of(), new Chain.End(session, Set.of()), certain));
    }

    /** The chain and one more role, with each external id, and with whatever the caller may choose to send. */
    private List<Chain> longer(Chain chain, RolePolicies next) {
        RequestContext known = RequestContext.unknown().withAll(keys(chain.end()));
        List<Chain> longer = new ArrayList<>();
        List<@Nullable String> externalIds = new ArrayList<>();
        externalIds.add(null);
        externalIds.addAll(externalIdsOf(next));
        for (String externalId : externalIds) {
            chain.to(
                            new Chain.Step(next, request(externalId), known),
                            chain.end().chosen())
                    .ifPresent(longer::add);
        }

        RequestContext sent = RequestContext.empty().withUnknown("sts:ExternalId");
        Set<String> chosen = new TreeSet<>(chain.end().chosen());
        if (might("sts:TagSession", chain, next)) {
            sent = sent.withAll(ANY_TAGS);
            chosen.add(ANY_PRINCIPAL_TAG);
        }
        if (might("sts:SetSourceIdentity", chain, next)) {
            sent = sent.withAll(ANY_IDENTITY);
            chosen.add("aws:SourceIdentity");
        }
        chain.to(new Chain.Step(next, request(null), known.withAll(sent).withAll(setting)), chosen)
                .ifPresent(longer::add);
        return longer;
    }

    /** Whether the policies might allow a call that accompanies {@code sts:AssumeRole}, whatever the caller sends. */
    private boolean might(String action, Chain chain, RolePolicies next) {
        return !chain.end()
                .session()
                .decide(
                        action,
                        next.arn().toString(),
                        next.trustPolicy(),
                        RequestContext.unknown()
                                .withAll(chain.end().chosenKeys())
                                .withAll(ANY_TAGS)
                                .withAll(ANY_IDENTITY)
                                .withAll(setting))
                .isDenied();
    }

    private RequestContext keys(Chain.End end) {
        return end.chosenKeys().withAll(setting);
    }

    private static RoleAssumption.Request request(@Nullable String externalId) {
        return new RoleAssumption.Request("*", externalId, SessionTags.none(), null);
    }

    private static Set<String> externalIdsOf(RolePolicies role) {
        Set<String> ids = new TreeSet<>();
        role.trustPolicy().statements().stream()
                .flatMap(statement -> statement.conditions().stream())
                .filter(condition -> condition.key().equalsIgnoreCase("sts:ExternalId"))
                .forEach(condition -> ids.addAll(condition.values()));
        return ids;
    }

    private AccessPath.Builder path(Chain chain) {
        AccessPath.Builder path = path(chain.association());
        chain.steps().forEach(step -> path.assume(step.role(), step.request(), step.setting()));
        return path.setting(keys(chain.end()));
    }

    /** The path to the role, or the target role, of an association. */
    private AccessPath.Builder path(PodIdentityAssociation association) {
        boolean tags = !association.disableSessionTags();
        PolicyDocument policy = association.policy().orElse(null);
        boolean targets = association.targetRole().isPresent();
        AccessPath.Builder path = AccessPath.of(PodIdentity.anyPodOf(
                association.cluster().toString(), association.namespace(), association.serviceAccount()));
        describe(path);
        path.role(role(association.role().toString()), tags, targets ? null : policy);
        association.targetRole().ifPresent(target -> path.target(role(target.toString()), tags, policy));
        return path;
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
