package io.github.keda4j.podidentity.path;

import io.github.keda4j.findings.Severity;
import io.github.keda4j.podidentity.evaluation.Decision;
import io.github.keda4j.podidentity.evaluation.PodIdentity;
import io.github.keda4j.podidentity.evaluation.PolicyLayer;
import io.github.keda4j.podidentity.evaluation.RequestContext;
import io.github.keda4j.podidentity.evaluation.RolePolicies;
import io.github.keda4j.podidentity.internal.pattern.ArnParts;
import io.github.keda4j.podidentity.policy.Condition;
import io.github.keda4j.podidentity.policy.ConditionOperator.Base;
import io.github.keda4j.podidentity.policy.PolicyDocument;
import io.github.keda4j.podidentity.policy.PolicyScope;
import io.github.keda4j.podidentity.policy.PolicyType;
import io.github.keda4j.podidentity.policy.PolicyValidator;
import io.github.keda4j.podidentity.policy.Principal;
import io.github.keda4j.podidentity.policy.Statement;
import io.github.keda4j.podidentity.trust.TrustPolicies;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Finds the statements that a denied step lacks: proposes what is missing, decides the step with it, and continues
 * until it passes, so that the result works at the first attempt. It only adds what is missing. It does not change an
 * explicit deny, or a limit set by a boundary or a session policy, because these are somebody's deliberate decisions;
 * the same is true of an external id, which the caller must send, and of a condition under which a trust policy or the
 * policy of a resource lets others in. A condition of the caller's own policies that the request cannot meet is left
 * out, and the fix says so.
 */
final class FixFinder {

    private static final String REQUEST_TAG = "aws:RequestTag/";
    private static final String PRINCIPAL_TAG = "aws:PrincipalTag/";

    /** Keys of {@code sts:AssumeRole} that the other actions of the same step do not have. */
    private static final Map<String, Set<String>> KEYS_NEVER_CARRIED = Map.of(
            "sts:TagSession", Set.of("sts:ExternalId", "sts:RoleSessionName", "sts:SourceIdentity"),
            "sts:SetSourceIdentity", Set.of("sts:ExternalId", "sts:RoleSessionName"));

    /**
     * Two rounds each for the trust policy, the caller's policies and the resource's policy: the second one is for
     * problems that appear only after the first.
     */
    private static final int ROUNDS = 6;

    /**
     * The policies that decide a step, to which statements can be added.
     *
     * @param caller the role that takes the step; null for a pod
     * @param target the role to be assumed; null for an action on a resource
     * @param resourcePolicy the policy of the resource; null for none
     */
    record Policies(
            @Nullable RolePolicies caller,
            @Nullable RolePolicies target,
            @Nullable PolicyDocument resourcePolicy) {

        Policies with(PolicyLayer layer, Statement statement) {
            return switch (layer) {
                case TRUST -> new Policies(caller, trusting(statement), resourcePolicy);
                case IDENTITY -> new Policies(allowed(statement), target, resourcePolicy);
                default -> new Policies(caller, target, added(resourcePolicy, statement));
            };
        }

        private @Nullable RolePolicies trusting(Statement statement) {
            return target == null
                    ? null
                    : new RolePolicies(
                            target.arn(),
                            added(target.trustPolicy(), statement),
                            target.permissions(),
                            target.permissionsBoundary(),
                            target.tags());
        }

        private @Nullable RolePolicies allowed(Statement statement) {
            if (caller == null) {
                return null;
            }
            List<PolicyDocument> permissions = new ArrayList<>(caller.permissions());
            permissions.add(PolicyDocument.of(statement));
            return new RolePolicies(
                    caller.arn(), caller.trustPolicy(), permissions, caller.permissionsBoundary(), caller.tags());
        }

        private static PolicyDocument added(@Nullable PolicyDocument policy, Statement statement) {
            return policy == null
                    ? PolicyDocument.of(statement)
                    : policy.toBuilder().statement(statement).build();
        }
    }

    private final Function<Policies, List<Decision>> step;
    private final Function<Decision, Proposal> proposal;
    private final List<Fix.Addition> additions = new ArrayList<>();
    private final Set<String> remarks = new LinkedHashSet<>();
    private final Policies given;
    private Policies policies;

    /**
     * What would allow a denied action.
     *
     * @param statement the statement to add
     * @param omitted the conditions of the nearest statement that it leaves out because the request does not meet them
     */
    private record Proposal(Statement statement, List<Condition> omitted) {}

    private FixFinder(
            Policies policies, Function<Policies, List<Decision>> step, Function<Decision, Proposal> proposal) {
        this.given = policies;
        this.policies = policies;
        this.step = step;
        this.proposal = proposal;
    }

    /** Finds the fix for a pod that cannot get its role through its association. */
    static Fix forPod(
            PodIdentity pod, boolean sessionTags, RolePolicies role, Function<Policies, List<Decision>> step) {
        Statement trust = trustOf(pod, sessionTags);
        return new FixFinder(new Policies(null, role, null), step, denial -> new Proposal(trust, List.of())).find();
    }

    /**
     * Finds the fix for a pod whose token is not enough.
     *
     * @param given whether the provider is known to exist
     */
    static Fix forWebIdentity(
            PodIdentity pod,
            String providerArn,
            boolean given,
            RolePolicies role,
            Function<Policies, List<Decision>> step) {
        Statement trust = TrustPolicies.irsa()
                .oidcProvider(providerArn)
                .serviceAccount(pod.namespace(), pod.serviceAccount())
                .build()
                .statements()
                .get(0);
        Fix fix = new FixFinder(new Policies(null, role, null), step, denial -> new Proposal(trust, List.of())).find();
        if (given || !fix.isEnough()) {
            return fix;
        }
        String also = fix.advice() == null ? "" : fix.advice() + " ";
        return new Fix(fix.additions(), also + Providers.toCreate(providerArn));
    }

    /** Finds the fix for a role that cannot assume another one. */
    static Fix forAssumption(RolePolicies caller, RolePolicies target, Function<Policies, List<Decision>> step) {
        Fix fix = new FixFinder(new Policies(caller, target, null), step, denial -> proposed(denial, caller)).find();
        if (!caller.arn().equals(target.arn())) {
            return fix;
        }
        return new Fix(
                fix.additions(),
                "The session already has " + AccessPath.nameOf(target)
                        + ". Leave this step out: in a KEDA TriggerAuthentication, remove roleArn.");
    }

    /** Finds the fix for a role that cannot perform an action on a resource. */
    static Fix forAction(
            RolePolicies caller, @Nullable PolicyDocument resourcePolicy, Function<Policies, List<Decision>> step) {
        return new FixFinder(new Policies(caller, null, resourcePolicy), step, denial -> proposed(denial, caller))
                .find();
    }

    private Fix find() {
        List<Decision> decisions = step.apply(policies);
        for (int round = 0; round < ROUNDS && isDenied(decisions); round++) {
            String obstacle = add(decisions);
            if (obstacle != null) {
                return Fix.advice(obstacle);
            }
            decisions = step.apply(policies);
        }
        if (isDenied(decisions)) {
            return Fix.advice(
                    "No statement is enough, because " + firstDenial(decisions).reason() + ".");
        }
        List<String> advice = new ArrayList<>(remarks);
        Set<String> unknown = new LinkedHashSet<>();
        decisions.forEach(decision -> unknown.addAll(decision.unknownKeys()));
        if (!unknown.isEmpty()) {
            advice.add("The step then depends on " + String.join(", ", unknown) + ".");
        }
        return new Fix(additions, advice.isEmpty() ? null : String.join(" ", advice));
    }

    /**
     * Adds what the first denied action lacks, for all actions that lack the same; returns what prevents that, or null.
     */
    private @Nullable String add(List<Decision> decisions) {
        Decision first = firstDenial(decisions);
        PolicyLayer layer = first.missingLayer().orElse(null);
        String obstacle = obstacle(first, layer);
        if (obstacle != null || layer == null) {
            return obstacle;
        }
        Map<Statement, Set<String>> proposed = new LinkedHashMap<>();
        for (Decision decision : decisions) {
            if (decision.missingLayer().filter(layer::equals).isPresent()) {
                Proposal found = proposal.apply(decision);
                for (Condition condition : found.omitted()) {
                    if (layer != PolicyLayer.IDENTITY || isExternalId(decision, condition)) {
                        return demand(decision, condition);
                    }
                    remarks.add(omission(decision, condition));
                }
                Statement statement = found.statement();
                proposed.computeIfAbsent(withoutAction(statement), any -> new LinkedHashSet<>())
                        .addAll(statement.action().values());
            }
        }
        remarks.addAll(refusals(layer, first));
        proposed.forEach((statement, actions) -> {
            Statement whole = withActions(statement, actions, layer == PolicyLayer.TRUST && isTaken(statement));
            policies = policies.with(layer, whole);
            additions.add(new Fix.Addition(where(layer, first), whole));
        });
        return null;
    }

    /** Whether the trust policy has a statement with this id already: AWS refuses a second one. */
    private boolean isTaken(Statement added) {
        RolePolicies target = policies.target();
        return added.sid().isPresent()
                && target != null
                && target.trustPolicy().statements().stream()
                        .anyMatch(present -> present.sid().equals(added.sid()));
    }

    /**
     * What AWS refuses in the policies of a layer apart from their length, so that it also refuses the policy with an
     * addition.
     */
    private List<String> refusals(PolicyLayer layer, Decision denial) {
        RolePolicies caller = given.caller();
        RolePolicies target = given.target();
        PolicyDocument ofResource = given.resourcePolicy();
        return switch (layer) {
            case TRUST ->
                target == null ? List.of() : refusals(PolicyType.TRUST, target.trustPolicy(), "that trust policy");
            case IDENTITY -> caller == null ? List.of() : refusals(caller.permissions());
            default ->
                ofResource == null
                        ? List.of()
                        : refusals(typeOf(denial.request().resource()), ofResource, "that policy");
        };
    }

    private static List<String> refusals(List<PolicyDocument> permissions) {
        List<String> found = new ArrayList<>();
        for (int index = 0; index < permissions.size(); index++) {
            String name = permissions.size() == 1
                    ? "that permission policy"
                    : "permission policy " + (index + 1) + " of that role";
            found.addAll(refusals(PolicyType.ROLE_INLINE, permissions.get(index), name));
        }
        return found;
    }

    private static PolicyType typeOf(String resource) {
        return ArnParts.part(resource, ArnParts.SERVICE).equals("sqs") ? PolicyType.QUEUE : PolicyType.RESOURCE;
    }

    private static List<String> refusals(PolicyType type, PolicyDocument policy, String name) {
        return PolicyValidator.forType(type).onlyErrors().validate(policy.toJson()).asList().stream()
                .filter(finding ->
                        finding.severity() == Severity.ERROR && !finding.rule().equals("policy-size"))
                .map(finding -> sentence(
                        "Also mend " + finding.pointer() + " of " + name + ", which AWS refuses: " + finding.message()))
                .toList();
    }

    /** AWS's own words may lack the full stop without which the next sentence would run on. */
    private static String sentence(String text) {
        return text.endsWith(".") || text.endsWith("?") || text.endsWith("!") ? text : text + ".";
    }

    private static @Nullable String obstacle(Decision denial, @Nullable PolicyLayer layer) {
        if (layer == null) {
            return denial.decidingStatement()
                    .map(statement -> "No statement is enough, because " + statement
                            + " denies it. Remove or narrow that statement.")
                    .orElse("No statement is enough, because " + denial.reason() + ".");
        }
        return switch (layer) {
            case TRUST, IDENTITY, RESOURCE -> null;
            case PERMISSIONS_BOUNDARY, SESSION, SERVICE_CONTROL, RESOURCE_CONTROL ->
                "No statement is enough, because " + layer.label() + " must allow "
                        + denial.request().action() + " on " + denial.request().resource() + " too.";
        };
    }

    /** Why no statement is proposed although one without the condition would be enough. */
    private static String demand(Decision denial, Condition condition) {
        if (isExternalId(denial, condition)) {
            return "No statement is enough, because the caller must send the external id "
                    + String.join(" or ", condition.values()) + ".";
        }
        return "No statement is proposed, because " + denial.reason() + ". Change the condition on " + condition.key()
                + " if it is not meant for this caller.";
    }

    private static String omission(Decision denial, Condition condition) {
        String present = denial.nearMiss().orElseThrow().name();
        return "The statement for " + denial.request().action() + " omits the condition " + condition.key() + " "
                + condition.operator() + " " + String.join(", ", condition.values()) + " of statement " + present
                + ", because the request does not meet it.";
    }

    /** Whether the caller has to send one of the condition's values as external id, and can. */
    private static boolean isExternalId(Decision denial, Condition condition) {
        return condition.key().equalsIgnoreCase("sts:ExternalId")
                && denial.request().action().equals("sts:AssumeRole")
                && compares(condition);
    }

    private String where(PolicyLayer layer, Decision denial) {
        return switch (layer) {
            case TRUST -> "the trust policy of " + nameOf(policies.target());
            case IDENTITY -> "a permission policy of " + nameOf(policies.caller());
            default -> "the policy of " + PolicyScope.bearerOf(denial.request().resource());
        };
    }

    private static String nameOf(@Nullable RolePolicies role) {
        return role == null ? "the role" : AccessPath.nameOf(role);
    }

    private static boolean isDenied(List<Decision> decisions) {
        return Decision.firstDenial(decisions).isPresent();
    }

    private static Decision firstDenial(List<Decision> decisions) {
        return Decision.firstDenial(decisions).orElseThrow();
    }

    private static Statement trustOf(PodIdentity pod, boolean sessionTags) {
        var trust = TrustPolicies.podIdentity().account(pod.accountId());
        if (sessionTags) {
            trust.cluster(pod.clusterArn()).namespace(pod.namespace()).serviceAccount(pod.serviceAccount());
        } else {
            trust.withoutSessionTags();
        }
        return trust.build().statements().get(0);
    }

    private static Proposal proposed(Decision denial, RolePolicies caller) {
        Statement.Builder bare = Statement.allow().action(denial.request().action());
        PolicyLayer layer = denial.missingLayer().orElseThrow();
        if (layer != PolicyLayer.IDENTITY) {
            bare.principal(Principal.aws(caller.arn().toString()));
        }
        if (layer != PolicyLayer.TRUST) {
            bare.resource(denial.request().resource());
        }
        return proposed(denial, bare);
    }

    /**
     * The statement to add. If only conditions prevented the nearest statement from applying, it is the bare statement
     * with these conditions: those that failed are adapted to the request, or omitted if that is not possible. Otherwise, it
     * is the bare statement.
     */
    private static Proposal proposed(Decision denial, Statement.Builder bare) {
        List<Condition> failed = denial.failedConditions();
        List<Condition> omitted = new ArrayList<>();
        List<Condition> present = failed.isEmpty()
                ? List.of()
                : denial.nearMiss().orElseThrow().statement().conditions();
        for (Condition condition : present) {
            if (!failed.contains(condition)) {
                bare.condition(condition);
            } else if (!isNeverCarried(denial.request().action(), condition)) {
                Condition fitting = isExternalId(denial, condition)
                        ? null
                        : fitting(condition, denial.request().context()).orElse(null);
                if (fitting == null) {
                    omitted.add(condition);
                } else {
                    bare.condition(fitting);
                }
            }
        }
        return new Proposal(bare.build(), omitted);
    }

    /** Keys that a caller cannot send with this action (AWS Service Authorization Reference). */
    private static boolean isNeverCarried(String action, Condition condition) {
        return KEYS_NEVER_CARRIED.getOrDefault(action, Set.of()).stream().anyMatch(condition.key()::equalsIgnoreCase);
    }

    private static Optional<Condition> fitting(Condition condition, RequestContext context) {
        String key = condition.key();
        if (!compares(condition)) {
            return Optional.empty();
        }
        String present =
                context.values(key).isEmpty() && key.regionMatches(true, 0, REQUEST_TAG, 0, REQUEST_TAG.length())
                        ? PRINCIPAL_TAG + key.substring(REQUEST_TAG.length())
                        : key;
        return context.values(present).map(values -> new Condition(condition.operator(), present, values));
    }

    /** Whether the condition asks for one of its values; Null and the negated operators do not. */
    private static boolean compares(Condition condition) {
        return condition
                .operator()
                .base()
                .filter(base -> base != Base.NULL && !base.isNegated())
                .isPresent();
    }

    /**
     * The statement with its actions replaced by a fixed one, so that statements that differ only in their actions
     * are equal.
     */
    private static Statement withoutAction(Statement statement) {
        return withActions(statement, Set.of("*"), false);
    }

    private static Statement withActions(Statement statement, Set<String> actions, boolean withoutSid) {
        Statement.Builder copy = Statement.allow().action(actions.toArray(String[]::new));
        statement.sid().filter(sid -> !withoutSid).ifPresent(copy::sid);
        statement.principal().ifPresent(all -> copy.principal(all.entries().toArray(Principal[]::new)));
        statement.resource().ifPresent(all -> copy.resource(all.values().toArray(String[]::new)));
        statement.conditions().forEach(copy::condition);
        return copy.build();
    }
}
