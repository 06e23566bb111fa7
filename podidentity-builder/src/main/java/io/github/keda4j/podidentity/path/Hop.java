package io.github.keda4j.podidentity.path;

import io.github.keda4j.podidentity.evaluation.DecidingStatement;
import io.github.keda4j.podidentity.evaluation.Decision;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * One step of an {@link AccessPath}: a role that is assumed, or an action on a resource. Immutable.
 *
 * @param from who takes the step, such as {@code keda/keda-operator} or {@code role/keda-operator}
 * @param to where it leads, such as {@code role/q-read-scaler} or {@code sqs:GetQueueAttributes on orders}
 * @param verdict what was decided
 * @param decisions the decisions behind it, one for each action; none if nothing was decided
 * @param fix how to make a denied step pass; null for other steps
 * @param unknown which of the policies that the step depends on were not given, such as
 *     {@code the policies of role/q-read-scaler were not given}; null if all were given
 */
public record Hop(
        String from,
        String to,
        Verdict verdict,
        List<Decision> decisions,
        @Nullable Fix fix,
        @Nullable String unknown) {

    private static final int LONGEST_LIST = 4;

    /** The verdict on a step. */
    public enum Verdict {
        /** Every action of the step is allowed, whatever the unknown keys are. */
        ALLOWED,
        /** An action of the step is denied, whatever the unknown keys are. */
        DENIED,
        /** The step depends on keys that are known only when the call happens, or on policies that were not given. */
        DEPENDS,
        /** An earlier step is denied. */
        NOT_REACHED
    }

    /**
     * Copies the decisions.
     *
     * @param from who takes the step
     * @param to where it leads
     * @param verdict what was decided
     * @param decisions the decisions behind it
     * @param fix how to make a denied step pass, or null
     * @param unknown which policies were not given, or null
     */
    public Hop {
        decisions = List.copyOf(decisions);
    }

    /** A step that was decided. */
    static Hop decided(String from, String to, List<Decision> decisions, @Nullable Fix fix, @Nullable String unknown) {
        return new Hop(from, to, verdict(decisions, unknown), decisions, fix, unknown);
    }

    /** A step that could not be decided because policies are missing. */
    static Hop undecided(String from, String to, String unknown) {
        return new Hop(from, to, Verdict.DEPENDS, List.of(), null, unknown);
    }

    static Hop notReached(String from, String to) {
        return new Hop(from, to, Verdict.NOT_REACHED, List.of(), null, null);
    }

    private static Verdict verdict(List<Decision> decisions, @Nullable String unknown) {
        boolean allowed = unknown == null;
        for (Decision decision : decisions) {
            if (decision.isDenied()) {
                return Verdict.DENIED;
            }
            allowed &= decision.isAllowed();
        }
        return allowed ? Verdict.ALLOWED : Verdict.DEPENDS;
    }

    /** {@return the decision that denies the step; empty unless the step is denied} */
    public Optional<Decision> denial() {
        return Decision.firstDenial(decisions);
    }

    /** {@return the condition keys that the step depends on; empty unless it does} */
    public List<String> unknownKeys() {
        return decisions.stream()
                .flatMap(decision -> decision.unknownKeys().stream())
                .distinct()
                .toList();
    }

    /** {@return why, in one clause: the actions and the statements that decided, what is missing, or what it depends on} */
    public String explanation() {
        return switch (verdict) {
            case ALLOWED -> actions() + ", " + statements();
            case DENIED ->
                denial().map(denied -> denied.request().action() + ": " + denied.reason())
                        .orElse("");
            case DEPENDS -> dependencies();
            case NOT_REACHED -> "an earlier step is denied";
        };
    }

    private String actions() {
        List<String> actions = decisions.stream()
                .map(decision -> decision.request().action())
                .distinct()
                .toList();
        return actions.size() <= LONGEST_LIST
                ? String.join(" + ", actions)
                : actions.get(0) + " and " + (actions.size() - 1) + " more actions";
    }

    private String statements() {
        List<String> names = decisions.stream()
                .flatMap(decision -> decision.decidingStatement().stream())
                .map(DecidingStatement::name)
                .distinct()
                .toList();
        return (names.size() == 1 ? "statement " : "statements ") + String.join(", ", names);
    }

    private String dependencies() {
        String open = decisions.stream()
                .filter(decision -> decision.outcome() == Decision.Outcome.DEPENDS)
                .map(decision -> decision.request().action() + ": " + decision.reason())
                .distinct()
                .collect(Collectors.joining("; "));
        if (unknown == null) {
            return open;
        }
        return open.isEmpty() ? unknown : open + "; " + unknown;
    }

    /** {@return the step as a readable line; the fix, if there is one, is on a separate line} */
    @Override
    public String toString() {
        String label = verdict.name().replace('_', ' ');
        boolean open = verdict == Verdict.DENIED || verdict == Verdict.DEPENDS;
        String line = label + " " + from + " -> " + to + (open ? ": " + explanation() : " (" + explanation() + ")");
        return fix == null ? line : line + "\n  fix: " + fix;
    }
}
