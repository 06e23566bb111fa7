package io.github.keda4j.podidentity.path;

import io.github.keda4j.podidentity.evaluation.AuthorizationRequest;
import io.github.keda4j.podidentity.evaluation.AuthorizationRequest.Extent;
import io.github.keda4j.podidentity.evaluation.Decision;
import io.github.keda4j.podidentity.evaluation.RequestContext;
import io.github.keda4j.podidentity.evaluation.RoleSession;
import io.github.keda4j.podidentity.internal.pattern.ArnParts;
import io.github.keda4j.podidentity.internal.pattern.Globs;
import io.github.keda4j.podidentity.internal.pattern.Truth;
import io.github.keda4j.podidentity.internal.pattern.Wildcards;
import io.github.keda4j.podidentity.internal.reference.ServiceActions;
import io.github.keda4j.podidentity.policy.Condition;
import io.github.keda4j.podidentity.policy.ConditionOperator.Base;
import io.github.keda4j.podidentity.policy.ConditionOperator.Quantifier;
import io.github.keda4j.podidentity.policy.Effect;
import io.github.keda4j.podidentity.policy.PolicyDocument;
import io.github.keda4j.podidentity.policy.PolicyScope;
import io.github.keda4j.podidentity.policy.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A call to a service, or all calls that match patterns of action and resource.
 *
 * @param action such as {@code sqs:GetQueueAttributes}, or a pattern
 * @param resource its ARN, or a pattern
 * @param service the service that makes the call with the session's permissions; null if the session makes it itself
 * @param keys what is known about the call's keys beyond the documented ones
 */
record Call(String action, String resource, @Nullable String service, RequestContext keys) {

    private static final String VIA_SERVICE = "kms:ViaService";
    private static final String ALIAS = ":alias/";
    private static final int MOST_VALUES = 16;

    static Call of(String action, String resource) {
        return new Call(action, resource, null, RequestContext.empty());
    }

    Call through(String byService) {
        return new Call(action, resource, byService, keys);
    }

    Call on(String otherResource) {
        return new Call(action, otherResource, service, keys);
    }

    /** The calls that a policy would allow, with the values that its conditions require. */
    static List<Call> all(PolicyDocument needed) {
        List<Call> calls = new ArrayList<>();
        for (Statement statement : needed.statements()) {
            if (statement.effect() == Effect.ALLOW && !statement.action().negated()) {
                statement
                        .resource()
                        .filter(resource -> !resource.negated())
                        .ifPresent(resource -> resource.values().forEach(arn -> calls.addAll(all(statement, arn))));
            }
        }
        return calls;
    }

    private static List<Call> all(Statement statement, String resource) {
        List<Call> calls = new ArrayList<>();
        for (String action : statement.action().values()) {
            List<Call> ofAction = List.of(of(action, resource));
            for (Condition condition : statement.conditions()) {
                ofAction = ofAction.stream()
                        .flatMap(call -> call.satisfying(condition).stream())
                        .toList();
            }
            calls.addAll(ofAction);
        }
        return calls;
    }

    /** This call with each value that a condition requires; unchanged if the condition does not name a value. */
    private List<Call> satisfying(Condition condition) {
        Base base = condition.operator().base().orElse(null);
        boolean like = base == Base.STRING_LIKE || base == Base.ARN_LIKE;
        boolean exact = base == Base.STRING_EQUALS || base == Base.BOOL || base == Base.ARN_EQUALS;
        boolean plain = condition.operator().quantifier() == Quantifier.NONE
                && condition.values().stream().noneMatch(value -> value.contains("${"));
        if (!plain || !(like || exact) || condition.values().size() > MOST_VALUES) {
            return List.of(this);
        }
        return condition.values().stream()
                .map(value -> condition.key().equalsIgnoreCase(VIA_SERVICE)
                        ? through(value.substring(0, Math.max(0, value.indexOf('.'))))
                        : new Call(
                                action,
                                resource,
                                service,
                                like ? keys.withLike(condition.key(), value) : keys.with(condition.key(), value)))
                .toList();
    }

    /**
     * The call on any key of the account and region, if it is one on keys but names an alias: policies are asked about
     * the key behind the alias, whatever they say about the alias (AWS KMS Developer Guide, "Controlling access to
     * aliases").
     */
    Call onKeyOfAlias() {
        boolean alias = resource.contains(ALIAS)
                && Globs.resourceMatches("arn:*:kms:*:*:alias/*", null, resource) == Truth.YES
                && ServiceActions.action(action)
                        .map(known -> !known.types().isEmpty() && !known.fits(resource))
                        .orElse(false);
        return alias ? on(resource.substring(0, resource.indexOf(ALIAS)) + ":key/*") : this;
    }

    /** Whether the call may use a KMS key; such a key always has a policy. */
    boolean mayUseKey() {
        return Globs.matches("kms:*", null, action, true) != Truth.NO
                && Globs.resourceMatches("arn:*:kms:*:*:key/*", null, resource) != Truth.NO
                && actions().stream()
                        .anyMatch(one -> ServiceActions.action(one)
                                .map(known -> !known.types().isEmpty())
                                .orElse(true));
    }

    /** Whether one of the calls may be made on the resource, or on something inside of it. */
    boolean mayConcern(String arn) {
        String actionsOnIt = ArnParts.part(arn, ArnParts.SERVICE) + "*:*";
        return actions().stream()
                .filter(one -> extent(one) == Extent.EVERY || !hasPatternOfResources())
                .anyMatch(one -> ServiceActions.action(one)
                        .map(known -> PolicyScope.governed(arn).anyMatch(known::fits))
                        .orElseGet(() -> Globs.matches(one, null, actionsOnIt, true) != Truth.NO));
    }

    String missingKeyPolicy() {
        return hasPatternOfResources()
                ? "the policies of the KMS keys that " + resource + " stands for were not given"
                : "the policy of " + shortName() + " was not given";
    }

    boolean hasPatternOfResources() {
        return Globs.isPattern(resource);
    }

    List<Decision> decide(RoleSession session, @Nullable PolicyDocument policy, Surroundings surroundings) {
        String known = surroundings.accountOf(resource);
        String account = known != null ? known : account(session);
        String region = region();
        RequestContext setting = region.isEmpty() ? surroundings.ofCallWithoutRegion() : surroundings.setting();
        if (service != null) {
            setting = setting.withAll(session.through(service, region));
        }
        setting = setting.withAll(keys);
        List<Decision> decisions = new ArrayList<>();
        for (String one : actions()) {
            decisions.add(session.decide(
                    new AuthorizationRequest(session.caller(), one, resource, account, setting, extent(one)), policy));
        }
        return decisions;
    }

    /** The account that owns the resource: empty if unknown, the caller's own for a pattern that names none. */
    private String account(RoleSession session) {
        String account = ArnParts.part(resource, ArnParts.ACCOUNT, "*");
        return Globs.isPattern(account) ? session.caller().accountId() : account;
    }

    /** The region in the resource's ARN, or a pattern of it; empty if it has none. */
    private String region() {
        return ArnParts.part(resource, ArnParts.REGION);
    }

    /** The actions that match a pattern and can apply to the resource, if the service is known. */
    private List<String> actions() {
        if (!Globs.isPattern(action)) {
            return List.of(action);
        }
        int colon = action.indexOf(':');
        Optional<ServiceActions> reference =
                colon < 0 ? Optional.empty() : ServiceActions.of(action.substring(0, colon));
        List<String> meant = reference.stream()
                .flatMap(known -> known.actions().stream())
                .filter(one -> Wildcards.matches(action, one.fullName(), true))
                .filter(one -> resource.equals("*") || one.fits(resource))
                .map(ServiceActions.Action::fullName)
                .toList();
        return meant.isEmpty() ? List.of(action) : meant;
    }

    private Extent extent(String one) {
        boolean withoutResource = resource.equals("*")
                && ServiceActions.action(one)
                        .map(known -> known.types().isEmpty())
                        .orElse(false);
        boolean pattern = Globs.isPattern(one) || (Globs.isPattern(resource) && !withoutResource);
        return pattern ? Extent.EVERY : Extent.ONE;
    }

    String shortName() {
        return ArnParts.part(resource, ArnParts.RESOURCE, resource);
    }

    /** The call as readable text, such as {@code sqs:GetQueueAttributes on orders}. */
    @Override
    public String toString() {
        return action + " on " + shortName() + (service == null ? "" : " through " + service);
    }
}
