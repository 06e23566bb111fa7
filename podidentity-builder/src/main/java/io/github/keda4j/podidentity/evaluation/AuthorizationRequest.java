package io.github.keda4j.podidentity.evaluation;

import io.github.keda4j.podidentity.internal.pattern.ArnParts;
import io.github.keda4j.podidentity.internal.pattern.Ascii;
import io.github.keda4j.podidentity.internal.pattern.Globs;
import io.github.keda4j.podidentity.internal.pattern.Truth;
import io.github.keda4j.podidentity.policy.Partition;

/**
 * One request to decide: who wants to do what to which resource.
 *
 * @param caller who makes the request
 * @param action such as {@code sqs:GetQueueAttributes}
 * @param resource the ARN that the action is performed on, or {@code *} for actions without a resource
 * @param resourceAccount the account that owns the resource; it decides whether the call crosses accounts. Empty if it
 *     is not known
 * @param context what is known about the condition keys of the request; no further keys are added
 * @param extent whether action and resource are exact, or patterns that represent many calls
 */
public record AuthorizationRequest(
        Caller caller, String action, String resource, String resourceAccount, RequestContext context, Extent extent) {

    private static final String REGION = "aws:RequestedRegion";

    /** Whether a request represents one call or many. */
    public enum Extent {
        /** One call: action and resource are exact. */
        ONE,
        /**
         * Every call whose action and resource match the patterns of the request. The request is allowed if all these
         * calls are, denied if none of them is, and otherwise the decision depends on the call.
         */
        EVERY
    }

    /**
     * Creates a request for one call.
     *
     * @param caller who makes the request
     * @param action such as {@code sqs:GetQueueAttributes}
     * @param resource the ARN that the action is performed on, or {@code *} for actions without a resource
     * @param resourceAccount the account that owns the resource
     * @param context what is known about the condition keys of the request
     */
    public AuthorizationRequest(
            Caller caller, String action, String resource, String resourceAccount, RequestContext context) {
        this(caller, action, resource, resourceAccount, context, Extent.ONE);
    }

    /**
     * {@return a request for one call, on a resource whose ARN names its account or that belongs to the caller's
     * account}
     *
     * @param caller who makes the request
     * @param action such as {@code sqs:GetQueueAttributes}
     * @param resource the ARN that the action is performed on
     * @param context what is known about the condition keys of the request
     */
    public static AuthorizationRequest of(Caller caller, String action, String resource, RequestContext context) {
        String account = accountOf(resource);
        return new AuthorizationRequest(
                caller, action, resource, account.isEmpty() ? caller.accountId() : account, context, Extent.ONE);
    }

    /** The account in an ARN, or in the pattern of one; empty if there is none. */
    static String accountOf(String resource) {
        return ArnParts.part(resource, ArnParts.ACCOUNT);
    }

    AuthorizationRequest in(RequestContext newContext) {
        return new AuthorizationRequest(caller, action, resource, resourceAccount, newContext, extent);
    }

    boolean isEvery() {
        return extent == Extent.EVERY;
    }

    /** Whether the answer may depend on something unknown about the request. */
    boolean isOpen() {
        return isEvery()
                || !context.isComplete()
                || hasUnknownAccount()
                || (caller instanceof Caller.RoleSession session && Globs.isPattern(session.sessionName()));
    }

    /** Whether the owner of the resource is unknown, and therefore also whether the call crosses accounts. */
    boolean hasUnknownAccount() {
        return resourceAccount.isEmpty() && !caller.accountId().isEmpty();
    }

    /**
     * Whether the caller, the resource and the region of the call are known not to be of the same partition: credentials
     * have no effect in another one (AWS Fault Isolation Boundaries, "Partitions").
     */
    boolean crossesPartitions() {
        String region = context.values(REGION).map(values -> values.get(0)).orElse("");
        String caller = caller().partition();
        String there = ArnParts.part(resource, ArnParts.PARTITION);
        String regional = region.isEmpty() ? "" : Partition.ofRegion(region).id();
        return differ(there, caller) || differ(there, regional) || differ(caller, regional);
    }

    /** Whether two partitions, or a pattern and a partition, are known to differ; empty ones are not known. */
    private static boolean differ(String pattern, String partition) {
        return !pattern.isEmpty() && !partition.isEmpty() && Globs.matches(pattern, null, partition, false) == Truth.NO;
    }

    /**
     * Whether a role is to be assumed: then the resource policy is that role's trust policy, which must always allow
     * the call.
     */
    boolean assumesRole() {
        return Ascii.startsWithIgnoreCase(action, "sts:") && resource.contains(":role/");
    }

    /** Whether one of the calls that the request represents assumes a role. */
    boolean mayAssumeRole() {
        return assumesRole() || (isEvery() && mayBe("sts:*", "arn:*:iam::*:role/*"));
    }

    /** Whether one of the calls that the request represents uses a KMS key. */
    boolean mayUseKey() {
        return usesKey() || (isEvery() && mayBe("kms:*", "arn:*:kms:*:*:key/*"));
    }

    private boolean mayBe(String actions, String resources) {
        return Globs.matches(actions, null, action, true) != Truth.NO
                && Globs.resourceMatches(resources, null, resource) != Truth.NO;
    }

    /** Whether a KMS key is to be used: its policy, like a trust policy, must always allow the call. */
    boolean usesKey() {
        return Ascii.startsWithIgnoreCase(action, "kms:") && resource.contains(":key/");
    }
}
