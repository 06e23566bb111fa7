package io.github.keda4j.podidentity.path;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.util.RawValue;
import io.github.keda4j.podidentity.evaluation.Decision;
import io.github.keda4j.podidentity.evaluation.PodIdentity;
import io.github.keda4j.podidentity.evaluation.RequestContext;
import io.github.keda4j.podidentity.evaluation.RoleAssumption;
import io.github.keda4j.podidentity.evaluation.RolePolicies;
import io.github.keda4j.podidentity.evaluation.RoleSession;
import io.github.keda4j.podidentity.path.Hop.Verdict;
import io.github.keda4j.podidentity.policy.Arn;
import io.github.keda4j.podidentity.policy.PolicyDocument;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The way from a pod through roles to what it wants to do, every step decided on the policies that are given. Immutable.
 *
 * <pre>{@code
 * AccessPath path = AccessPath.of(PodIdentity.anyPodOf(clusterArn, "keda", "keda-operator"))
 *         .role(operatorRole)
 *         .assume(scalerRole)
 *         .act("sqs:GetQueueAttributes", queueArn)
 *         .build();
 * }</pre>
 */
public final class AccessPath {

    private final List<Hop> hops;

    private AccessPath(List<Hop> hops) {
        this.hops = List.copyOf(hops);
    }

    /**
     * A path that begins at a pod.
     *
     * @param pod where the credentials are first asked for
     * @return a builder
     */
    public static Builder of(PodIdentity pod) {
        return new Builder(pod);
    }

    /**
     * The steps in their order.
     *
     * @return immutable
     */
    public List<Hop> hops() {
        return hops;
    }

    /**
     * Whether every step is allowed. A step that could not be checked is not.
     *
     * @return true where the whole path is proved
     */
    public boolean isAllowed() {
        return hops.stream().allMatch(hop -> hop.verdict() == Verdict.ALLOWED);
    }

    /**
     * The step that is denied.
     *
     * @return empty where none is; there is one at the most
     */
    public Optional<Hop> denied() {
        return hops.stream().filter(hop -> hop.verdict() == Verdict.DENIED).findFirst();
    }

    /**
     * The path as JSON.
     *
     * @return an object with {@code allowed} and {@code hops}; a hop has {@code from}, {@code to}, {@code verdict}, {@code
     *     explanation}, its {@code actions} with their outcome and statement, and where it is denied the {@code fix}
     */
    public String toJson() {
        ObjectNode root = JsonNodeFactory.instance.objectNode();
        root.put("allowed", isAllowed());
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
                node.putObject("fix")
                        .put("where", fix.where())
                        .putRawValue("statement", new RawValue(fix.statement().toJson()));
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
    }

    /**
     * The path as the body of a Mermaid flowchart.
     *
     * @return text that begins with {@code flowchart LR}
     */
    public String toMermaid() {
        return MermaidChart.of(List.of(this));
    }

    /** Returns the steps, one a line. */
    @Override
    public String toString() {
        return hops.stream().map(Hop::toString).collect(Collectors.joining("\n"));
    }

    static String nameOf(RolePolicies role) {
        return role.arn().resource();
    }

    /** Collects the steps of an {@link AccessPath}, deciding each as it comes. */
    public static final class Builder {

        private final PodIdentity pod;
        private final List<Hop> hops = new ArrayList<>();
        private String position;
        private @Nullable RoleSession session;
        private Verdict unreached = Verdict.NOT_REACHED;
        private RequestContext setting = RequestContext.empty();

        private Builder(PodIdentity pod) {
            this.pod = pod;
            this.position = pod.namespace() + "/" + pod.serviceAccount();
        }

        /**
         * Keys that all the following steps carry although they follow from nothing on the path, such as {@code
         * aws:SourceOrgID} and {@code aws:PrincipalOrgID} inside an organisation.
         *
         * @param keys added to those set before
         * @return this
         */
        public Builder setting(RequestContext keys) {
            setting = setting.withAll(keys);
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
            RoleAssumption assumption = RoleAssumption.byPod(pod, role, sessionTags, sessionPolicy, setting);
            return step(role, assumption, denial -> FixFinder.forPod(pod, sessionTags, role, denial));
        }

        /**
         * The pod gets a role with its own token, as IRSA does it: without tags, and the trust policy alone decides.
         *
         * @param providerArn ARN of the cluster's OIDC provider
         * @param role the role of the service account's annotation
         * @return this
         */
        public Builder webIdentity(String providerArn, RolePolicies role) {
            RoleAssumption assumption = RoleAssumption.byWebIdentity(
                    providerArn, pod.namespace(), pod.serviceAccount(), role, pod.podName());
            return step(role, assumption, denial -> FixFinder.forWebIdentity(pod, providerArn, role, denial));
        }

        /**
         * EKS goes on from the role of the association to its target role.
         *
         * @param role the target role
         * @param sessionTags whether the association leaves session tags on
         * @param sessionPolicy the association's policy, which restricts the target role, or null for none
         * @return this
         */
        public Builder target(RolePolicies role, boolean sessionTags, @Nullable PolicyDocument sessionPolicy) {
            return assume(role, RoleAssumption.Request.toTarget(pod, sessionTags, sessionPolicy));
        }

        /**
         * The session assumes a further role, as KEDA does it.
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
         * @param request what is asked of STS
         * @return this
         */
        public Builder assume(RolePolicies role, RoleAssumption.Request request) {
            if (session == null) {
                return skip(nameOf(role));
            }
            RolePolicies caller = session.role();
            RoleAssumption assumption = RoleAssumption.bySession(session, role, request, setting);
            return step(role, assumption, denial -> FixFinder.forRole(caller, role, denial));
        }

        /**
         * A step into a role of which nothing is known but its ARN. What follows cannot be checked either.
         *
         * @param roleArn the role
         * @return this
         */
        public Builder unknownRole(String roleArn) {
            String name = Arn.parse(roleArn).resource();
            hops.add(new Hop(
                    position,
                    name,
                    hops.isEmpty() || session != null ? Verdict.NOT_CHECKED : unreached,
                    List.of(),
                    null));
            if (session != null || hops.size() == 1) {
                unreached = Verdict.NOT_CHECKED;
            }
            session = null;
            position = name;
            return this;
        }

        /**
         * What the role may do that the path has come to is not known, so what follows cannot be checked. Whether it is
         * reached was decided all the same.
         *
         * @return this
         */
        public Builder unknownPermissions() {
            if (session != null) {
                unreached = Verdict.NOT_CHECKED;
                session = null;
            }
            return this;
        }

        /**
         * The session does something to a resource that has no policy of its own.
         *
         * @param action such as {@code sqs:GetQueueAttributes}
         * @param resource its ARN
         * @return this
         */
        public Builder act(String action, String resource) {
            return act(action, resource, null);
        }

        /**
         * The session does something to a resource. It stays where it is: several actions may follow one another.
         *
         * @param action such as {@code sqs:GetQueueAttributes}
         * @param resource its ARN
         * @param resourcePolicy the resource's policy, or null for none
         * @return this
         */
        public Builder act(String action, String resource, @Nullable PolicyDocument resourcePolicy) {
            RoleSession caller = session;
            String target = action + " on " + shortName(resource);
            if (caller == null) {
                hops.add(new Hop(position, target, unreached, List.of(), null));
                return this;
            }
            Decision decision = caller.decide(action, resource, resourcePolicy, setting);
            hops.add(new Hop(
                    position,
                    target,
                    decision.isAllowed() ? Verdict.ALLOWED : Verdict.DENIED,
                    List.of(decision),
                    decision.isAllowed() ? null : FixFinder.forRole(caller.role(), null, decision)));
            return this;
        }

        /**
         * The path.
         *
         * @return its steps decided
         */
        public AccessPath build() {
            return new AccessPath(hops);
        }

        private Builder step(RolePolicies role, RoleAssumption assumption, Function<Decision, @Nullable Fix> fix) {
            String name = nameOf(role);
            session = assumption.session().orElse(null);
            hops.add(new Hop(
                    position,
                    name,
                    session == null ? Verdict.DENIED : Verdict.ALLOWED,
                    assumption.decisions(),
                    assumption.denial().map(fix).orElse(null)));
            position = name;
            return this;
        }

        private Builder skip(String to) {
            hops.add(new Hop(position, to, unreached, List.of(), null));
            position = to;
            return this;
        }

        private static String shortName(String resource) {
            List<String> parts = Arrays.asList(resource.split(":", 6));
            return parts.get(parts.size() - 1);
        }
    }
}
