package io.github.keda4j.podidentity.policy;

/**
 * What a policy document is attached to. All types share one grammar but have different rules: which elements must or
 * must not be present, and how long the document may be.
 *
 * <p>Source of the numbers: IAM User Guide, "IAM and AWS STS quotas"; Amazon SQS Developer Guide, "Amazon SQS policy
 * quotas"; AWS Organizations User Guide, "Quotas".
 */
public enum PolicyType {
    /** A customer managed identity policy. */
    MANAGED(6144, "Cannot exceed quota for PolicySize: 6144"),
    /** The inline policies of a role; the quota is for all of them together. */
    ROLE_INLINE(10240, "Maximum policy size of 10240 bytes exceeded for the role"),
    /** The inline policies of a user; the quota is for all of them together. */
    USER_INLINE(2048, "Maximum policy size of 2048 bytes exceeded for the user"),
    /** The inline policies of a group; the quota is for all of them together. */
    GROUP_INLINE(5120, "Maximum policy size of 5120 bytes exceeded for the group"),
    /** A managed policy used as a permissions boundary. */
    PERMISSIONS_BOUNDARY(6144, "Cannot exceed quota for PolicySize: 6144"),
    /** A policy that is passed with a session, including that of a pod identity association. */
    SESSION(2048, "Member must have length less than or equal to 2048"),
    /** The trust policy of a role. This is the default quota; an account can have it raised to 8,192. */
    TRUST(2048, "Cannot exceed quota for ACLSizePerRole: 2048"),
    /** The policy of an SQS queue. */
    QUEUE(8192, "Invalid value for the parameter Policy."),
    /** The policy of another resource, checked by the rules that all resource policies share. */
    RESOURCE(20480, "The policy is too large."),
    /** An organization's service control policy. */
    SERVICE_CONTROL(5120, "The policy document exceeds the maximum size."),
    /** An organization's resource control policy. */
    RESOURCE_CONTROL(5120, "The policy document exceeds the maximum size.");

    private final int maxCharacters;
    private final String sizeMessage;

    PolicyType(int maxCharacters, String sizeMessage) {
        this.maxCharacters = maxCharacters;
        this.sizeMessage = sizeMessage;
    }

    /** {@return AWS's default quota in characters, white space between elements not counted} */
    public int maxCharacters() {
        return maxCharacters;
    }

    String sizeMessage() {
        return sizeMessage;
    }

    /**
     * Whether the policy defines what the identity that it is attached to may do, so that it must not have a principal.
     */
    boolean isIdentity() {
        return switch (this) {
            case MANAGED, ROLE_INLINE, USER_INLINE, GROUP_INLINE, PERMISSIONS_BOUNDARY, SESSION, SERVICE_CONTROL ->
                true;
            case TRUST, QUEUE, RESOURCE, RESOURCE_CONTROL -> false;
        };
    }

    /**
     * Whether IAM or Organizations stores the policy: both are stricter about Sids than services with resource
     * policies.
     */
    boolean hasStrictSids() {
        return this != QUEUE && this != RESOURCE;
    }

    boolean needsCurrentVersion() {
        return this == MANAGED || this == PERMISSIONS_BOUNDARY || this == SERVICE_CONTROL || this == RESOURCE_CONTROL;
    }
}
