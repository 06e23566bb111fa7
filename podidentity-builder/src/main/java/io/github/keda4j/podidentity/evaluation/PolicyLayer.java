package io.github.keda4j.podidentity.evaluation;

/** The function of a policy when a request is decided. */
public enum PolicyLayer {
    /** A policy of the caller. */
    IDENTITY("the caller's identity policies"),
    /** The policy of the resource. */
    RESOURCE("the resource policy"),
    /** The trust policy of the role that is assumed. */
    TRUST("the trust policy"),
    /** The caller's permissions boundary. */
    PERMISSIONS_BOUNDARY("the permissions boundary"),
    /** The policy that the caller's session was created with. */
    SESSION("the session policy"),
    /** A service control policy over the caller's account. */
    SERVICE_CONTROL("the service control policies"),
    /** A resource control policy over the resource's account. */
    RESOURCE_CONTROL("the resource control policies");

    private final String label;

    PolicyLayer(String label) {
        this.label = label;
    }

    /** The layer of the resource's policy; for a role, that is its trust policy. */
    static PolicyLayer ofResource(AuthorizationRequest request) {
        return request.assumesRole() ? TRUST : RESOURCE;
    }

    /** {@return the layer in a sentence, such as {@code the trust policy}} */
    public String label() {
        return label;
    }
}
