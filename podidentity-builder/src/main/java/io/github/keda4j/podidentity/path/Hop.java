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
 * @param to where it leads, such as {@code role/q-read-scaler} or {@code arn:aws:sqs:...}
 * @param verdict what was decided
 * @param decisions the decisions behind it, one for each action; none where nothing was decided
 * @param fix what would make a denied step pass, or null
 */
public record Hop(
        String from,
        String to,
        Verdict verdict,
        List<Decision> decisions,
        @Nullable Fix fix) {

    /** What was decided about a step. */
    public enum Verdict {
        /** Every action of the step is allowed. */
        ALLOWED,
        /** An action of the step is denied. */
        DENIED,
        /** The policies of the role are not known. */
        NOT_CHECKED,
        /** A step before it is denied. */
        NOT_REACHED
    }

    /**
     * Takes a copy of the decisions.
     *
     * @param from who takes the step
     * @param to where it leads
     * @param verdict what was decided
     * @param decisions the decisions behind it
     * @param fix what would make a denied step pass, or null
     */
    public Hop {
        decisions = List.copyOf(decisions);
    }

    /**
     * The decision that stood in the way.
     *
     * @return empty unless the step is denied
     */
    public Optional<Decision> denial() {
        return decisions.stream().filter(decision -> !decision.isAllowed()).findFirst();
    }

    /**
     * Why, in one sentence.
     *
     * @return the actions and the statements that decided, or what is missing
     */
    public String explanation() {
        return switch (verdict) {
            case ALLOWED -> actions() + ", " + statements();
            case DENIED ->
                denial().map(denied -> denied.request().action() + ": " + denied.reason())
                        .orElse("");
            case NOT_CHECKED -> "the policies of this role are not known";
            case NOT_REACHED -> "a step before it is denied";
        };
    }

    private String actions() {
        return decisions.stream().map(decision -> decision.request().action()).collect(Collectors.joining(" + "));
    }

    private String statements() {
        List<String> names = decisions.stream()
                .flatMap(decision -> decision.decidingStatement().stream())
                .map(DecidingStatement::name)
                .distinct()
                .toList();
        return (names.size() == 1 ? "statement " : "statements ") + String.join(", ", names);
    }

    /** The step as a line for people; the fix, where there is one, on lines of its own. */
    @Override
    public String toString() {
        String label = verdict.name().replace('_', ' ');
        String line = label + " " + from + " -> " + to
                + (verdict == Verdict.DENIED ? ": " + explanation() : " (" + explanation() + ")");
        return fix == null ? line : line + "\n  fix: " + fix;
    }
}
