package io.github.keda4j.podidentity.policy;

import static java.util.Objects.requireNonNull;

/**
 * One entry of a {@code Principal} element: its type and its value.
 *
 * <p>AWS knows four types (AWS, Service, Federated, CanonicalUser). Another one read from a document is kept, for
 * validation to report.
 *
 * @param type as the document writes it, such as {@code AWS}; {@code *} where the element is the string {@code "*"}
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
     * Takes the parts as they are.
     *
     * @param type the type
     * @param value the value
     */
    public Principal {
        requireNonNull(type, "type");
        requireNonNull(value, "value");
    }

    /**
     * Everyone, anonymous callers included: {@code "Principal": "*"}. AWS reads {@code {"AWS": "*"}} the same way.
     *
     * @return the wildcard
     */
    public static Principal everyone() {
        return EVERYONE;
    }

    /**
     * An account, role, user or session.
     *
     * @param arnOrAccount an ARN or a 12-digit account id
     * @return a principal of type {@code AWS}
     */
    public static Principal aws(String arnOrAccount) {
        return new Principal(AWS, arnOrAccount);
    }

    /**
     * An AWS service.
     *
     * @param name such as {@code pods.eks.amazonaws.com}
     * @return a principal of type {@code Service}
     */
    public static Principal service(String name) {
        return new Principal(SERVICE, name);
    }

    /**
     * An identity provider.
     *
     * @param provider the ARN of an OIDC or SAML provider, or the domain of a provider that AWS knows
     * @return a principal of type {@code Federated}
     */
    public static Principal federated(String provider) {
        return new Principal(FEDERATED, provider);
    }

    /**
     * Whether this stands for everyone, in either way of writing it.
     *
     * @return true for {@code "*"} and for {@code {"AWS": "*"}}
     */
    public boolean isEveryone() {
        return value.equals("*") && (type.equals("*") || type.equals(AWS));
    }
}
