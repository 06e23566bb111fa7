package io.github.keda4j.podidentity.path;

import io.github.keda4j.findings.Severity;
import io.github.keda4j.podidentity.evaluation.Decision;
import io.github.keda4j.podidentity.evaluation.PodIdentity;
import io.github.keda4j.podidentity.evaluation.PolicyLayer;
import io.github.keda4j.podidentity.evaluation.RequestContext;
import io.github.keda4j.podidentity.evaluation.RolePolicies;
import io.github.keda4j.podidentity.policy.Condition;
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
 * the same is true of an external id, which the caller must send.
 */
final class FixFinder {

    private static final PolicyValidator TRUST =
            PolicyValidator.forType(PolicyType.TRUST).onlyErrors();
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
    private final Function<Decision, Optional<Statement>> proposal;
    private final List<Fix.Addition> additions = new ArrayList<>();
    private final Set<String> refusals = new LinkedHashSet<>();
    private Policies policies;

    private FixFinder(
            Policies policies,
            Function<Policies, List<Decision>> step,
            Function<Decision, Optional<Statement>> proposal) {
        this.policies = policies;
        this.step = step;
        this.proposal = proposal;
    }

    /** Finds the fix for a pod that cannot get its role through its association. */
    static Fix forPod(
            PodIdentity pod, boolean sessionTags, RolePolicies role, Function<Policies, List<Decision>> step) {
        return new FixFinder(new Policies(null, role, null), step, denial -> Optional.of(trustOf(pod, sessionTags)))
                .find();
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
        Fix fix = new FixFinder(new Policies(null, role, null), step, denial -> Optional.of(trust)).find();
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
        List<String> advice = new ArrayList<>(refusals);
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
                Statement statement = proposal.apply(decision).orElse(null);
                if (statement == null) {
                    return demand(decision);
                }
                proposed.computeIfAbsent(withoutAction(statement), any -> new LinkedHashSet<>())
                        .addAll(statement.action().values());
            }
        }
        RolePolicies target = policies.target();
        if (layer == PolicyLayer.TRUST && target != null) {
            refusals.addAll(refusals(target));
        }
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

    /** What AWS refuses in a trust policy apart from its length, so that it also refuses the policy with an addition. */
    private static List<String> refusals(RolePolicies role) {
        return TRUST.validate(role.trustPolicy().toJson()).asList().stream()
                .filter(finding ->
                        finding.severity() == Severity.ERROR && !finding.rule().equals("policy-size"))
                .map(finding -> "Also mend " + finding.pointer() + " of that trust policy, which AWS refuses: "
                        + finding.message())
                .toList();
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

    /** Finds what would make the statement match the request. */
    private static String demand(Decision denial) {
        for (Condition condition : denial.failedConditions()) {
            if (condition.key().equalsIgnoreCase("sts:ExternalId")) {
                return "No statement is enough, because the caller must send the external id "
                        + String.join(" or ", condition.values()) + ".";
            }
        }
        return "No statement is enough, because " + denial.reason() + ".";
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

    private static Optional<Statement> proposed(Decision denial, RolePolicies caller) {
        Statement.Builder bare = Statement.allow().action(denial.request().action());
        PolicyLayer layer = denial.missingLayer().orElseThrow();
        if (layer != PolicyLayer.IDENTITY) {
            bare.principal(Principal.aws(caller.arn().toString()));
        }
        if (layer != PolicyLayer.TRUST) {
            bare.resource(denial.request().resource());
        }
        return statement(denial, bare);
    }

    /**
     * The statement to add. If only conditions prevented the nearest statement from applying, it is the bare statement
     * with these conditions: those that failed are adapted to the request, or omitted if no request for the action can
     * meet them. Otherwise, it is the bare statement. Empty if only another request could match.
     */
    private static Optional<Statement> statement(Decision denial, Statement.Builder bare) {
        List<Condition> failed = denial.failedConditions();
        if (failed.isEmpty()) {
            return Optional.of(bare.build());
        }
        List<Condition> conditions = new ArrayList<>();
        for (Condition condition : denial.nearMiss().orElseThrow().statement().conditions()) {
            if (failed.contains(condition) && isNeverCarried(denial.request().action(), condition)) {
                continue;
            }
            Optional<Condition> fitting = failed.contains(condition)
                    ? fitting(condition, denial.request().context())
                    : Optional.of(condition);
            if (fitting.isEmpty()) {
                return Optional.empty();
            }
            conditions.add(fitting.get());
        }
        conditions.forEach(bare::condition);
        return Optional.of(bare.build());
    }

    /** Keys that a caller cannot send with this action (AWS Service Authorization Reference). */
    private static boolean isNeverCarried(String action, Condition condition) {
        return KEYS_NEVER_CARRIED.getOrDefault(action, Set.of()).stream().anyMatch(condition.key()::equalsIgnoreCase);
    }

    private static Optional<Condition> fitting(Condition condition, RequestContext context) {
        String key = condition.key();
        boolean compares =
                condition.operator().base().filter(base -> !base.isNegated()).isPresent();
        if (!compares || key.equalsIgnoreCase("sts:ExternalId")) {
            return Optional.empty();
        }
        String present =
                context.values(key).isEmpty() && key.regionMatches(true, 0, REQUEST_TAG, 0, REQUEST_TAG.length())
                        ? PRINCIPAL_TAG + key.substring(REQUEST_TAG.length())
                        : key;
        return context.values(present).map(values -> new Condition(condition.operator(), present, values));
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
