package io.github.keda4j.podidentity.evaluation;

import io.github.keda4j.podidentity.internal.pattern.Truth;
import io.github.keda4j.podidentity.policy.Condition;
import io.github.keda4j.podidentity.policy.Effect;
import io.github.keda4j.podidentity.policy.Patterns;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A statement whose effect depends on something that is known only when the call happens, and what must hold for it to
 * apply.
 *
 * @param statement the statement; null if the decision depends on who owns the resource, or on whether the resource is
 *     a role or a KMS key
 * @param keys the condition keys that it depends on; empty if it depends on the action or the resource
 * @param demand what must hold for the statement to apply, such as {@code aws:SourceVpce StringEquals vpce-1}
 */
public record Dependency(@Nullable DecidingStatement statement, List<String> keys, String demand) {

    /**
     * Copies the keys.
     *
     * @param statement the statement, or null
     * @param keys the condition keys that it depends on
     * @param demand what must hold for the statement to apply
     */
    public Dependency {
        keys = List.copyOf(keys);
    }

    static Dependency onAccount(AuthorizationRequest request) {
        return new Dependency(
                null,
                List.of("aws:ResourceAccount"),
                request.resource()
                        + " names no account; without a resource policy, the call is allowed only if aws:ResourceAccount is "
                        + request.caller().accountId());
    }

    static Dependency onOwnPolicy(AuthorizationRequest request) {
        return new Dependency(
                null,
                List.of(),
                request.action() + " on " + request.resource() + " covers "
                        + (request.mayAssumeRole()
                                ? "assuming roles, which each role's trust policy must allow"
                                : "using KMS keys, which each key's policy must allow"));
    }

    static Dependency of(DecidingStatement at, boolean variables, AuthorizationRequest request) {
        List<String> keys = new ArrayList<>();
        List<String> demands = new ArrayList<>();
        if (StatementMatcher.action(at.statement(), request) == Truth.MAYBE) {
            demands.add("the action " + matches(at.statement().action()));
        }
        if (StatementMatcher.resource(at.statement(), variables, request) == Truth.MAYBE) {
            Patterns patterns = at.statement().resource().orElseThrow();
            demands.add("the resource " + matches(patterns));
            patterns.values().forEach(pattern -> addUnknown(PolicyVariables.keys(pattern), request, keys));
        }
        for (Condition condition : at.statement().conditions()) {
            if (StatementMatcher.condition(condition, at.statement(), variables, request) == Truth.MAYBE) {
                demands.add(condition.key() + " " + condition.operator() + " "
                        + MissingGrant.shortened(condition.values()));
                addUnknown(List.of(condition.key()), request, keys);
                condition.values().forEach(value -> addUnknown(PolicyVariables.keys(value), request, keys));
            }
        }
        if (demands.isEmpty()) {
            demands.add("the session has the name that the statement gives");
        }
        return new Dependency(at, keys.stream().distinct().toList(), String.join(" and ", demands));
    }

    private static void addUnknown(List<String> candidates, AuthorizationRequest request, List<String> keys) {
        candidates.stream().filter(request.context()::isUnknown).forEach(keys::add);
    }

    private static String matches(Patterns patterns) {
        return (patterns.negated() ? "does not match " : "matches ")
                + patterns.values().stream().limit(3).collect(Collectors.joining(" or "))
                + (patterns.values().size() > 3
                        ? " or another of " + patterns.values().size()
                        : "");
    }

    /** {@return one clause: which statement allows or denies the call, and under which condition} */
    @Override
    public String toString() {
        if (statement == null) {
            return demand;
        }
        String verb = statement.statement().effect() == Effect.DENY ? " denies it if " : " allows it only if ";
        return statement + verb + demand;
    }
}
