package io.github.keda4j.podidentity.policy;

import static java.util.Objects.requireNonNull;

/**
 * One entry of a {@code Principal} element: its type and its value.
 *
 * <p>AWS knows four types (AWS, Service, Federated, CanonicalUser). Any other type that is read from a document is
 * kept, so that validation can report it.
 *
 * @param type as the document writes it, such as {@code AWS}; {@code *} if the element is the string {@code "*"}
 * @param value an ARN, an account, a service name, {@code *} or whatever else the document says
 */
public record Principal(String type, String value) {

    /** The type of accounts, roles, users and sessions. */
    public static final String AWS = "AWS";
    /** The type of AWS services. */
    public static final String SERVICE = "Service";
    /** The type of OIDC and SAML identity providers. */
    public static final String FEDERATED = "Federated";
    /** The type of S3's canonical user ids. */
    public static final String CANONICAL_USER = "CanonicalUser";

    private static final Principal EVERYONE = new Principal("*", "*");

    /**
     * Creates a principal from its parts.
     *
     * @param type the type
     * @param value the value
     */
    public Principal {
        requireNonNull(type, "type");
        requireNonNull(value, "value");
    }

    /**
     * {@return everyone, anonymous callers included: {@code "Principal": "*"}} AWS reads {@code {"AWS": "*"}} the same way.
     */
    public static Principal everyone() {
        return EVERYONE;
    }

    /**
     * {@return an account, role, user or session: a principal of type {@code AWS}}
     *
     * @param arnOrAccount an ARN or a 12-digit account id
     */
    public static Principal aws(String arnOrAccount) {
        return new Principal(AWS, arnOrAccount);
    }

    /**
     * {@return an AWS service: a principal of type {@code Service}}
     *
     * @param name such as {@code pods.eks.amazonaws.com}
     */
    public static Principal service(String name) {
        return new Principal(SERVICE, name);
    }

    /**
     * {@return an identity provider: a principal of type {@code Federated}}
     *
     * @param provider the ARN of an OIDC or SAML provider, or the domain of a provider that AWS knows
     */
    public static Principal federated(String provider) {
        return new Principal(FEDERATED, provider);
    }

    /** {@return true if this means everyone, written as {@code "*"} or as {@code {"AWS": "*"}}} */
    public boolean isEveryone() {
        return value.equals("*") && (type.equals("*") || type.equals(AWS));
    }
}
