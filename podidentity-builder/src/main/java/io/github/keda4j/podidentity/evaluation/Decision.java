package io.github.keda4j.podidentity.evaluation;

import io.github.keda4j.podidentity.policy.Condition;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The decision about a request: which statement decided it, and what is missing or unknown. Immutable. */
public final class Decision {

    /** The possible outcomes. */
    public enum Outcome {
        /**
         * Every layer that must allow the request does, and none denies it, whatever values the unknown keys have.
         */
        ALLOWED,
        /** A statement with effect Deny applies, whatever values the unknown keys have. */
        EXPLICITLY_DENIED,
        /**
         * No statement certainly denies the request, but a layer that must allow it does not, whatever values the
         * unknown keys have; or the call is one that no policy can allow.
         */
        IMPLICITLY_DENIED,
        /** The decision depends on keys that are known only when the call happens. */
        DEPENDS
    }

    private final AuthorizationRequest request;
    private final Outcome outcome;
    private final @Nullable DecidingStatement decidingStatement;
    private final @Nullable MissingGrant missing;
    private final @Nullable AuthorizationPolicies undecided;
    private final @Nullable String impossible;

    private Decision(
            AuthorizationRequest request,
            Outcome outcome,
            @Nullable DecidingStatement decidingStatement,
            @Nullable MissingGrant missing,
            @Nullable AuthorizationPolicies undecided,
            @Nullable String impossible) {
        this.request = request;
        this.outcome = outcome;
        this.decidingStatement = decidingStatement;
        this.missing = missing;
        this.undecided = undecided;
        this.impossible = impossible;
    }

    static Decision allowed(AuthorizationRequest request, DecidingStatement by) {
        return new Decision(request, Outcome.ALLOWED, by, null, null, null);
    }

    /** The root user may do everything in its account, with or without a statement in the resource's policy. */
    static Decision allowedByRoot(AuthorizationRequest request, @Nullable DecidingStatement by) {
        return new Decision(request, Outcome.ALLOWED, by, null, null, null);
    }

    static Decision denied(AuthorizationRequest request, DecidingStatement by) {
        return new Decision(request, Outcome.EXPLICITLY_DENIED, by, null, null, null);
    }

    static Decision notAllowed(AuthorizationRequest request, MissingGrant missing) {
        return new Decision(request, Outcome.IMPLICITLY_DENIED, null, missing, null, null);
    }

    /** A call that AWS refuses, whatever the policies say. */
    static Decision impossible(AuthorizationRequest request, String why) {
        return new Decision(request, Outcome.IMPLICITLY_DENIED, null, null, null, why);
    }

    static Decision depends(AuthorizationRequest request, AuthorizationPolicies on) {
        return new Decision(request, Outcome.DEPENDS, null, null, on, null);
    }

    /** {@return the request that was decided} */
    public AuthorizationRequest request() {
        return request;
    }

    /** {@return how it was decided} */
    public Outcome outcome() {
        return outcome;
    }

    /** {@return true if AWS allows the request, whatever values the unknown keys have} */
    public boolean isAllowed() {
        return outcome == Outcome.ALLOWED;
    }

    /** {@return true if AWS denies the request, whatever values the unknown keys have} */
    public boolean isDenied() {
        return outcome == Outcome.EXPLICITLY_DENIED || outcome == Outcome.IMPLICITLY_DENIED;
    }

    /**
     * {@return the first decision that denies its request; empty if none does}
     *
     * @param decisions the decisions about one step
     */
    public static Optional<Decision> firstDenial(List<Decision> decisions) {
        for (Decision decision : decisions) {
            if (decision.isDenied()) {
                return Optional.of(decision);
            }
        }
        return Optional.empty();
    }

    /**
     * {@return the statement that allowed or explicitly denied the request} If several did, the first one in the layer
     * that counts: the trust or resource policy if it was enough, else the caller's own policies. Empty if there is
     * none: for an implicit denial, for a decision that depends, and for the root user of an account, which needs none.
     */
    public Optional<DecidingStatement> decidingStatement() {
        return Optional.ofNullable(decidingStatement);
    }

    /**
     * {@return the layer that had to allow the request and did not} Only for {@link Outcome#IMPLICITLY_DENIED}; empty if
     * no policy can allow the call.
     */
    public Optional<PolicyLayer> missingLayer() {
        return missing == null ? Optional.empty() : Optional.of(missing.layer());
    }

    /**
     * {@return the statement that comes nearest to allowing the request, in the layer that does not allow it} Only for
     * {@link Outcome#IMPLICITLY_DENIED}, and only if that layer has a statement that allows anything.
     */
    public Optional<DecidingStatement> nearMiss() {
        return nearest().map(MissingGrant.Nearest::at);
    }

    /**
     * {@return the conditions of {@link #nearMiss()} that do not hold; empty if something else prevents the statement
     * from applying}
     */
    public List<Condition> failedConditions() {
        return nearest().map(nearest -> nearest.failed(request)).orElse(List.of());
    }

    private Optional<MissingGrant.Nearest> nearest() {
        return Optional.ofNullable(missing).map(grant -> grant.nearest(request));
    }

    /** {@return the statements that the decision depends on; only for {@link Outcome#DEPENDS}} */
    public List<Dependency> dependencies() {
        return undecided == null ? List.of() : DependencyFinder.find(request, undecided);
    }

    /** {@return the condition keys that the decision depends on; only for {@link Outcome#DEPENDS}} */
    public List<String> unknownKeys() {
        return dependencies().stream()
                .flatMap(dependency -> dependency.keys().stream())
                .distinct()
                .toList();
    }

    /**
     * {@return why, in one clause: the statement that decided, what is missing, or what it depends on} For example
     * {@code the trust policy does not allow sts:TagSession: statement AllowOperator allows sts:AssumeRole}.
     */
    public String reason() {
        return switch (outcome) {
            case ALLOWED ->
                decidingStatement == null
                        ? "allowed: the root user of an account needs no policy of its own"
                        : "allowed by " + decidingStatement;
            case EXPLICITLY_DENIED -> "explicitly denied by " + decidingStatement;
            case IMPLICITLY_DENIED -> missing == null ? String.valueOf(impossible) : missing.explain(request);
            case DEPENDS -> dependencies().stream().map(Dependency::toString).collect(Collectors.joining("; "));
        };
    }

    /** {@return outcome, caller, action, resource and reason} */
    @Override
    public String toString() {
        return outcome + " " + request.caller().principal() + " " + request.action() + " on " + request.resource()
                + ": " + reason();
    }
}
