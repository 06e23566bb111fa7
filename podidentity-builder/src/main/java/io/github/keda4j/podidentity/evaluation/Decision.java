package io.github.keda4j.podidentity.evaluation;

import io.github.keda4j.podidentity.policy.Condition;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What was decided about a request, by which statement, and what is missing where it was denied. Immutable. */
public final class Decision {

    /** The three ways in which IAM decides. */
    public enum Outcome {
        /** Every layer that has to allow the request does, and none denies it. */
        ALLOWED,
        /** A statement with effect Deny applies. */
        EXPLICITLY_DENIED,
        /** No statement denies the request, and a layer that has to allow it does not. */
        IMPLICITLY_DENIED
    }

    private final AuthorizationRequest request;
    private final Outcome outcome;
    private final @Nullable DecidingStatement decidingStatement;
    private final @Nullable MissingGrant missing;

    private Decision(
            AuthorizationRequest request,
            Outcome outcome,
            @Nullable DecidingStatement decidingStatement,
            @Nullable MissingGrant missing) {
        this.request = request;
        this.outcome = outcome;
        this.decidingStatement = decidingStatement;
        this.missing = missing;
    }

    static Decision allowed(AuthorizationRequest request, DecidingStatement by) {
        return new Decision(request, Outcome.ALLOWED, by, null);
    }

    /** The root user may do everything in its account, with or without a statement of the resource's policy. */
    static Decision allowedByRoot(AuthorizationRequest request, @Nullable DecidingStatement by) {
        return new Decision(request, Outcome.ALLOWED, by, null);
    }

    static Decision denied(AuthorizationRequest request, DecidingStatement by) {
        return new Decision(request, Outcome.EXPLICITLY_DENIED, by, null);
    }

    static Decision notAllowed(AuthorizationRequest request, MissingGrant missing) {
        return new Decision(request, Outcome.IMPLICITLY_DENIED, null, missing);
    }

    /**
     * The request that was decided.
     *
     * @return as it was given
     */
    public AuthorizationRequest request() {
        return request;
    }

    /**
     * How it was decided.
     *
     * @return one of three
     */
    public Outcome outcome() {
        return outcome;
    }

    /**
     * Whether the request may go ahead.
     *
     * @return true for {@link Outcome#ALLOWED}
     */
    public boolean isAllowed() {
        return outcome == Outcome.ALLOWED;
    }

    /**
     * The statement that allowed or explicitly denied the request. Where several did, the first one in the layer that counts:
     * the trust or resource policy if it was enough, else the caller's own policies.
     *
     * @return empty for {@link Outcome#IMPLICITLY_DENIED}, where there is none, and where the root user of an account needs
     *     none
     */
    public Optional<DecidingStatement> decidingStatement() {
        return Optional.ofNullable(decidingStatement);
    }

    /**
     * The layer that had to allow the request and did not.
     *
     * @return present for {@link Outcome#IMPLICITLY_DENIED} only
     */
    public Optional<PolicyLayer> missingLayer() {
        return missing == null ? Optional.empty() : Optional.of(missing.layer());
    }

    /**
     * The statement that comes nearest to allowing the request, in the layer that does not.
     *
     * @return present for {@link Outcome#IMPLICITLY_DENIED} only, and only where that layer has a statement that allows
     *     anything
     */
    public Optional<DecidingStatement> nearMiss() {
        return nearest().map(MissingGrant.Nearest::at);
    }

    /**
     * The conditions of {@link #nearMiss()} that do not hold.
     *
     * @return empty where something else keeps it from applying
     */
    public List<Condition> failedConditions() {
        return nearest().map(nearest -> nearest.failed(request)).orElse(List.of());
    }

    private Optional<MissingGrant.Nearest> nearest() {
        return Optional.ofNullable(missing).map(grant -> grant.nearest(request));
    }

    /**
     * Why, in one sentence: the statement that decided, or what is missing.
     *
     * @return such as {@code the trust policy does not allow sts:TagSession: statement AllowOperator allows sts:AssumeRole}
     */
    public String reason() {
        if (missing != null) {
            return missing.explain(request);
        }
        if (decidingStatement == null) {
            return "allowed: the root user of an account needs no policy of its own";
        }
        return outcome == Outcome.ALLOWED
                ? "allowed by " + decidingStatement
                : "explicitly denied by " + decidingStatement;
    }

    /** Returns outcome, action, resource and reason. */
    @Override
    public String toString() {
        return outcome + " " + request.caller().principal() + " " + request.action() + " on " + request.resource()
                + ": " + reason();
    }
}
