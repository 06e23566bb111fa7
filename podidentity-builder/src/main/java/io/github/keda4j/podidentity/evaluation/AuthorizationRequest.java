package io.github.keda4j.podidentity.evaluation;

/**
 * One request to decide: who wants to do what to which resource.
 *
 * @param caller who
 * @param action such as {@code sqs:GetQueueAttributes}
 * @param resource ARN of what it is done to, or {@code *} for actions without a resource
 * @param resourceAccount the account that owns the resource; it decides whether the call crosses accounts
 * @param context the condition keys of the request, complete: nothing is added
 */
public record AuthorizationRequest(
        Caller caller, String action, String resource, String resourceAccount, RequestContext context) {

    /**
     * A request whose resource names its account, or belongs to the caller's.
     *
     * @param caller who
     * @param action such as {@code sqs:GetQueueAttributes}
     * @param resource ARN of what it is done to
     * @param context the condition keys of the request
     * @return the request
     */
    public static AuthorizationRequest of(Caller caller, String action, String resource, RequestContext context) {
        String[] parts = resource.split(":", 6);
        String account = parts.length == 6 && !parts[4].isEmpty() ? parts[4] : caller.accountId();
        return new AuthorizationRequest(caller, action, resource, account, context);
    }

    /** Whether a role is to be assumed: then the resource policy is that role's trust policy, which always must allow. */
    boolean assumesRole() {
        return action.regionMatches(true, 0, "sts:", 0, 4) && resource.contains(":role/");
    }

    /** Whether a KMS key is to be used: its policy, like a trust policy, always must allow. */
    boolean usesKey() {
        return action.regionMatches(true, 0, "kms:", 0, 4) && resource.contains(":key/");
    }
}
