package io.github.keda4j.podidentity.path;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.util.RawValue;
import io.github.keda4j.podidentity.evaluation.Decision;
import io.github.keda4j.podidentity.evaluation.Dependency;
import io.github.keda4j.podidentity.evaluation.PodIdentity;
import io.github.keda4j.podidentity.evaluation.RequestContext;
import io.github.keda4j.podidentity.evaluation.RoleAssumption;
import io.github.keda4j.podidentity.evaluation.RolePolicies;
import io.github.keda4j.podidentity.evaluation.RoleSession;
import io.github.keda4j.podidentity.path.FixFinder.Policies;
import io.github.keda4j.podidentity.path.Hop.Verdict;
import io.github.keda4j.podidentity.policy.Arn;
import io.github.keda4j.podidentity.policy.PolicyDocument;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The path from a pod, or from a role, to what it wants to do, with every step decided on the given policies.
 * Immutable.
 *
 * <pre>{@code
 * AccessPath path = AccessPath.of(PodIdentity.anyPodOf(clusterArn, "keda", "keda-operator"))
 *         .role(operatorRole)
 *         .assume(scalerRole)
 *         .act("sqs:GetQueueAttributes", queueArn)
 *         .build();
 * }</pre>
 *
 * <p>Each call carries the condition keys that AWS documents for it. A key that is known only when the call happens is
 * unknown: a step is allowed only if AWS allows it for every value, and denied only if AWS denies it for every value.
 * Otherwise its verdict is {@link Verdict#DEPENDS}, and it names the key and the statement. Keys that you know for your
 * calls can be set with {@link Builder#setting(RequestContext)}.
 *
 * <p>Policies of an organization, and of VPC endpoints, are not considered. A resource of the caller's account is
 * treated as having no policy unless its policy is given. A given policy also counts for patterns that cover its
 * resource: if it makes a difference, the verdict is {@link Verdict#DEPENDS}. One that is given for a pattern counts for
 * every resource that the pattern covers and that has no policy of its own.
 */
public final class AccessPath {

    private final List<Hop> hops;

    private AccessPath(List<Hop> hops) {
        this.hops = List.copyOf(hops);
    }

    /**
     * {@return a builder for a path that begins at a pod}
     *
     * @param pod the pod whose credentials are used
     */
    public static Builder of(PodIdentity pod) {
        return new Builder(pod);
    }

    /**
     * {@return a builder for a path that begins at a role, regardless of who assumed it}
     *
     * @param role the role
     */
    public static Builder ofRole(RolePolicies role) {
        return new Builder(role);
    }

    /** {@return the steps, in their order} */
    public List<Hop> hops() {
        return hops;
    }

    /** {@return true if every step is allowed} A step whose verdict depends on something does not count as allowed. */
    public boolean isAllowed() {
        return verdict() == Verdict.ALLOWED;
    }

    /**
     * {@return the verdict on the whole path: denied if any step is denied; otherwise {@code DEPENDS} if the verdict on
     * any step is {@code DEPENDS}; otherwise allowed}
     */
    public Verdict verdict() {
        if (denied().isPresent()) {
            return Verdict.DENIED;
        }
        return hops.stream().allMatch(hop -> hop.verdict() == Verdict.ALLOWED) ? Verdict.ALLOWED : Verdict.DEPENDS;
    }

    /** {@return the first denied step; empty if there is none} */
    public Optional<Hop> denied() {
        return hops.stream().filter(hop -> hop.verdict() == Verdict.DENIED).findFirst();
    }

    /**
     * {@return the path as JSON: an object with {@code allowed}, {@code verdict} and {@code hops}} A hop has
     * {@code from}, {@code to}, {@code verdict}, {@code explanation}, its {@code actions} with their outcome and
     * statement, what the step depends on ({@code dependsOn}) and, if it is denied, the {@code fix}.
     */
    public String toJson() {
        ObjectNode root = JsonNodeFactory.instance.objectNode();
        root.put("allowed", isAllowed());
        root.put("verdict", verdict().name());
        ArrayNode list = root.putArray("hops");
        for (Hop hop : hops) {
            ObjectNode node = list.addObject();
            node.put("from", hop.from());
            node.put("to", hop.to());
            node.put("verdict", hop.verdict().name());
            node.put("explanation", hop.explanation());
            ArrayNode actions = node.putArray("actions");
            hop.decisions().forEach(decision -> write(decision, actions.addObject()));
            Fix fix = hop.fix();
            if (fix != null) {
                write(fix, node.putObject("fix"));
            }
        }
        return root.toString();
    }

    private static void write(Decision decision, ObjectNode node) {
        node.put("action", decision.request().action());
        node.put("outcome", decision.outcome().name());
        decision.decidingStatement()
                .ifPresent(statement -> node.put("statement", statement.name())
                        .put("layer", statement.layer().name()));
        if (!decision.isAllowed()) {
            node.put("reason", decision.reason());
        }
        List<Dependency> dependencies = decision.dependencies();
        if (!dependencies.isEmpty()) {
            ArrayNode list = node.putArray("dependsOn");
            for (Dependency dependency : dependencies) {
                ObjectNode one = list.addObject();
                dependency.keys().forEach(one.putArray("keys")::add);
                one.put("what", dependency.toString());
            }
        }
    }

    private static void write(Fix fix, ObjectNode node) {
        ArrayNode additions = node.putArray("additions");
        for (Fix.Addition addition : fix.additions()) {
            additions
                    .addObject()
                    .put("where", addition.where())
                    .putRawValue("statement", new RawValue(addition.statement().toJson()));
        }
        if (fix.advice() != null) {
            node.put("advice", fix.advice());
        }
    }

    /** {@return the path as a Mermaid flowchart, which begins with {@code flowchart LR}} */
    public String toMermaid() {
        return MermaidChart.of(List.of(this));
    }

    /** {@return the steps, one per line} */
    @Override
    public String toString() {
        return hops.stream().map(Hop::toString).collect(Collectors.joining("\n"));
    }

    static String nameOf(RolePolicies role) {
        return role.arn().resource();
    }

    /** Collects the steps of an {@link AccessPath}, and decides each step when it is added. */
    public static final class Builder {

        private final @Nullable PodIdentity pod;
        private final List<Hop> hops = new ArrayList<>();
        private final Surroundings surroundings = new Surroundings();
        private String position;
        private @Nullable RoleSession session;

        /** The policies that are missing up to this point; null if there are none. */
        private @Nullable String unknown;

        private Builder(PodIdentity pod) {
            this.pod = pod;
            this.position = pod.namespace() + "/" + pod.serviceAccount();
        }

        private Builder(RolePolicies role) {
            this.pod = null;
            this.position = nameOf(role);
            this.session = RoleSession.of(role);
            surroundings.add(RoleSession.keysOfUnknownOrigin(role));
        }

        /**
         * Sets condition keys that are known about the calls of the following steps, such as {@code aws:SourceVpce},
         * or {@code aws:SourceOrgID} and {@code aws:PrincipalOrgID} inside an organization.
         *
         * @param keys the known keys; they take precedence over documented keys and earlier settings
         * @return this
         */
        public Builder setting(RequestContext keys) {
            surroundings.add(keys);
            return this;
        }

        /**
         * Sets the region in which the callers' AWS clients work. It is the value of {@code aws:RequestedRegion} in
         * their calls to STS and to resources whose ARN names no region.
         *
         * @param name such as {@code us-east-1}
         * @return this
         */
        public Builder region(String name) {
            surroundings.region(name);
            return this;
        }

        /**
         * Sets the policy of a resource, for the following steps.
         *
         * @param arn the resource, or a pattern: a queue, a topic, a KMS key, a secret, a bucket (also for its objects), a
         *     table (also for its indexes), an MSK cluster (also for its topics and groups)
         * @param policy its policy
         * @return this
         */
        public Builder resourcePolicy(String arn, PolicyDocument policy) {
            surroundings.resourcePolicy(arn, policy);
            return this;
        }

        /**
         * Sets the owner of a resource whose ARN names no account, for the following steps.
         *
         * @param arn the resource: a bucket (also for its objects)
         * @param accountId twelve digits
         * @return this
         */
        public Builder resourceAccount(String arn, String accountId) {
            surroundings.resourceAccount(arn, accountId);
            return this;
        }

        /**
         * The pod gets the role of its association, with session tags.
         *
         * @param role the association's role
         * @return this
         */
        public Builder role(RolePolicies role) {
            return role(role, true, null);
        }

        /**
         * The pod gets the role of its association.
         *
         * @param role the association's role
         * @param sessionTags whether the association leaves session tags on
         * @param sessionPolicy the association's policy, or null for none
         * @return this
         */
        public Builder role(RolePolicies role, boolean sessionTags, @Nullable PolicyDocument sessionPolicy) {
            PodIdentity caller = pod();
            RequestContext setting = surroundings.setting();
            Function<RolePolicies, RoleAssumption> step =
                    target -> RoleAssumption.byPod(caller, target, sessionTags, sessionPolicy, setting);
            return step(role, step, decide -> FixFinder.forPod(caller, sessionTags, role, decide), null);
        }

        /**
         * The pod gets a role with its own token, as with IRSA: there are no session tags, and only the trust policy
         * decides. STS looks for the provider in the role's account. If the given provider is in another account, the
         * step depends on whether the role's account has one with the same issuer URL, too.
         *
         * @param providerArn ARN of an OIDC provider with the cluster's issuer URL
         * @param role the role that the service account's annotation names
         * @return this
         */
        public Builder webIdentity(String providerArn, RolePolicies role) {
            return webIdentity(providerArn, role, "*");
        }

        /**
         * The pod gets a role with its own token and a session name that it chooses, as KEDA does.
         *
         * @param providerArn ARN of an OIDC provider with the cluster's issuer URL; see
         *     {@link #webIdentity(String, RolePolicies)}
         * @param role the role
         * @param sessionName such as {@code KEDA}; {@code *} if it is not known
         * @return this
         */
        public Builder webIdentity(String providerArn, RolePolicies role, String sessionName) {
            PodIdentity caller = pod();
            RequestContext setting = surroundings.ofCallWithoutRegion();
            String provider = Providers.inAccountOf(role, providerArn);
            Function<RolePolicies, RoleAssumption> step = target -> RoleAssumption.byWebIdentity(
                    provider, caller.namespace(), caller.serviceAccount(), target, sessionName, setting);
            boolean given = provider.equals(providerArn);
            return step(
                    role,
                    step,
                    decide -> FixFinder.forWebIdentity(caller, provider, given, role, decide),
                    given ? null : Providers.missing(provider));
        }

        /**
         * EKS continues from the role of the association to its target role.
         *
         * @param role the target role
         * @param sessionTags whether the association leaves session tags on
         * @param sessionPolicy the association's policy, which restricts the target role, or null for none
         * @return this
         */
        public Builder target(RolePolicies role, boolean sessionTags, @Nullable PolicyDocument sessionPolicy) {
            return assume(
                    role, RoleAssumption.Request.toTarget(pod(), sessionTags, sessionPolicy), surroundings.setting());
        }

        /**
         * The session assumes a further role, as KEDA does.
         *
         * @param role the role to assume
         * @return this
         */
        public Builder assume(RolePolicies role) {
            return assume(role, RoleAssumption.Request.named("KEDA"));
        }

        /**
         * The session assumes a further role.
         *
         * @param role the role to assume
         * @param request the request to STS
         * @return this
         */
        public Builder assume(RolePolicies role, RoleAssumption.Request request) {
            return assume(role, request, surroundings.ofCallWithoutRegion());
        }

        Builder assume(RolePolicies role, RoleAssumption.Request request, RequestContext setting) {
            RoleSession caller = session;
            if (caller == null) {
                return skip(nameOf(role));
            }
            Function<Policies, List<Decision>> decide = policies -> RoleAssumption.bySession(
                            as(caller, policies), orElse(policies.target(), role), request, setting)
                    .decisions();
            RoleAssumption assumption = RoleAssumption.bySession(caller, role, request, setting);
            return take(
                    role,
                    assumption,
                    assumption.denial().isPresent() ? FixFinder.forAssumption(caller.role(), role, decide) : null,
                    null);
        }

        /**
         * A step into a role whose policies are unknown. The step and what follows depend on them.
         *
         * @param roleArn the role
         * @return this
         */
        public Builder unknownRole(String roleArn) {
            String name = Arn.parse(roleArn).resource();
            boolean reached = session != null || (unknown == null && !isBroken());
            if (reached) {
                unknown = "the policies of " + name + " were not given";
            }
            session = null;
            return skip(name);
        }

        /**
         * The permissions of the role that the path has reached are unknown, so the following steps depend on them.
         * The steps up to that role are still decided.
         *
         * @return this
         */
        public Builder unknownPermissions() {
            if (session != null) {
                unknown = "the policies of " + position + " were not given";
                session = null;
            }
            return this;
        }

        /**
         * The session performs an action on a resource. The path stays at the session, so several actions may follow
         * one another.
         *
         * <p>Action and resource may have wildcards. The step is then allowed only if every matching action is allowed
         * on every matching resource. A resource pattern that names no account covers the resources of the caller's
         * account.
         *
         * @param action such as {@code sqs:GetQueueAttributes}
         * @param resource its ARN, or {@code *} for an action without a resource
         * @return this
         */
        public Builder act(String action, String resource) {
            return act(Call.of(action, resource));
        }

        /**
         * The session performs an action on a resource whose policy is given.
         *
         * @param action such as {@code sqs:GetQueueAttributes}
         * @param resource its ARN
         * @param resourcePolicy the resource's policy, or null for none
         * @return this
         */
        public Builder act(String action, String resource, @Nullable PolicyDocument resourcePolicy) {
            return act(Call.of(action, resource), resourcePolicy);
        }

        /**
         * A service uses a KMS key with the session's permissions, as SQS does to decrypt a message that the session receives.
         *
         * @param service the service's prefix, such as {@code sqs}
         * @param action such as {@code kms:Decrypt}
         * @param keyArn the key
         * @return this
         */
        public Builder actThrough(String service, String action, String keyArn) {
            return act(Call.of(action, keyArn).through(service));
        }

        /**
         * The session does everything that a policy would allow: each action on each resource, with the values that
         * its conditions require.
         *
         * @param needed an identity policy, such as one built by {@code Permissions}
         * @return this
         */
        public Builder actAll(PolicyDocument needed) {
            Call.all(needed).forEach(this::act);
            return this;
        }

        /**
         * A step that cannot be decided, because something about it is unknown. The session stays where it is.
         *
         * @param to where it leads, such as {@code sqs:GetQueueAttributes}
         * @param why what is not known, in words that {@link Hop#unknown()} repeats
         * @return this
         */
        public Builder undecided(String to, String why) {
            hops.add(isBroken() ? Hop.notReached(position, to) : Hop.undecided(position, to, why));
            return this;
        }

        /** The session that the path has reached; empty if it is denied or unknown. */
        Optional<RoleSession> session() {
            return Optional.ofNullable(session);
        }

        private boolean isBroken() {
            return hops.stream().anyMatch(hop -> hop.verdict() == Verdict.DENIED);
        }

        /** Makes a call on a resource whose policy is known from the surroundings, if it has one. */
        private Builder act(Call call) {
            Call made = call.on(surroundings.named(call.resource())).onKeyOfAlias();
            PolicyDocument policy = surroundings.policyOf(made.resource());
            RoleSession caller = session;
            if (caller == null) {
                return act(made, policy);
            }
            Hop hop = decided(caller, made, policy);
            hops.add(
                    hop.verdict() == Hop.Verdict.DEPENDS
                            ? hop
                            : exception(caller, made, hop.verdict())
                                    .map(why -> Hop.undecided(position, made.toString(), why))
                                    .orElse(hop));
            return this;
        }

        /** A given policy that counts for a part of the call, or may count, and leads to another verdict; empty if none. */
        private Optional<String> exception(RoleSession caller, Call call, Hop.Verdict verdict) {
            return surroundings.othersOf(call.resource()).stream()
                    .filter(arn -> call.mayConcern(arn)
                            && decided(caller, call, surroundings.policyOf(arn)).verdict() != verdict)
                    .map(arn -> (call.hasPatternOfResources()
                                    ? call.resource() + " covers " + arn
                                    : arn + " covers " + call.resource())
                            + ", and the policy of " + arn + " makes a difference: without it the step is "
                            + (verdict == Hop.Verdict.ALLOWED ? "allowed" : "denied"))
                    .findFirst();
        }

        private Builder act(Call call, @Nullable PolicyDocument resourcePolicy) {
            RoleSession caller = session;
            if (caller == null) {
                hops.add(
                        unknown == null
                                ? Hop.notReached(position, call.toString())
                                : Hop.undecided(position, call.toString(), unknown));
                return this;
            }
            hops.add(decided(caller, call, resourcePolicy));
            return this;
        }

        private Hop decided(RoleSession caller, Call call, @Nullable PolicyDocument resourcePolicy) {
            boolean keyPolicyIsMissing = resourcePolicy == null && call.mayUseKey();
            PolicyDocument assumed = keyPolicyIsMissing && !call.hasPatternOfResources()
                    ? KeyPolicies.delegating(call.resource())
                    : resourcePolicy;
            Function<Policies, List<Decision>> decide =
                    policies -> call.decide(as(caller, policies), policies.resourcePolicy(), surroundings);
            List<Decision> decisions = call.decide(caller, assumed, surroundings);
            boolean denied = Decision.firstDenial(decisions).isPresent();
            return Hop.decided(
                    position,
                    call.toString(),
                    decisions,
                    denied ? FixFinder.forAction(caller.role(), assumed, decide) : null,
                    keyPolicyIsMissing ? call.missingKeyPolicy() : null);
        }

        /** {@return the path, its steps decided} */
        public AccessPath build() {
            return new AccessPath(hops);
        }

        private Builder step(
                RolePolicies role,
                Function<RolePolicies, RoleAssumption> step,
                Function<Function<Policies, List<Decision>>, Fix> fix,
                @Nullable String missing) {
            RoleAssumption assumption = step.apply(role);
            Function<Policies, List<Decision>> decide =
                    policies -> step.apply(orElse(policies.target(), role)).decisions();
            return take(role, assumption, assumption.denial().isPresent() ? fix.apply(decide) : null, missing);
        }

        private Builder take(
                RolePolicies role, RoleAssumption assumption, @Nullable Fix fix, @Nullable String missing) {
            String name = nameOf(role);
            session = assumption.session().orElse(null);
            hops.add(Hop.decided(position, name, assumption.decisions(), fix, missing));
            position = name;
            return this;
        }

        private Builder skip(String to) {
            hops.add(unknown == null ? Hop.notReached(position, to) : Hop.undecided(position, to, unknown));
            position = to;
            return this;
        }

        private PodIdentity pod() {
            if (pod == null) {
                throw new IllegalStateException("This path begins at a role, so it has no pod that could get a role.");
            }
            return pod;
        }

        private static RoleSession as(RoleSession session, Policies policies) {
            return session.withRole(orElse(policies.caller(), session.role()));
        }

        private static RolePolicies orElse(@Nullable RolePolicies role, RolePolicies other) {
            return role == null ? other : role;
        }
    }
}
