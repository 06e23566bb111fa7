package io.github.keda4j.provisioner.internal;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a caller must be allowed to do in AWS.
 *
 * @param action such as {@code iam:CreateRole}
 * @param resource the ARN on which the action is performed
 * @param keys the condition keys that the call will carry, as far as they are known
 */
public record Permission(String action, String resource, Map<String, String> keys) {

    private static final String PASSED_TO = "iam:PassedToService";
    private static final String PODS = "pods.eks.amazonaws.com";
    private static final String BOUNDARY = "iam:PermissionsBoundary";

    /**
     * Copies the keys.
     *
     * @param action such as {@code iam:CreateRole}
     * @param resource the ARN on which the action is performed
     * @param keys the condition keys that the call will carry, as far as they are known
     */
    public Permission {
        keys = Map.copyOf(keys);
    }

    static Permission of(String action, String resource) {
        return new Permission(action, resource, Map.of());
    }

    /**
     * An action on a role with this permissions boundary, which the requests of some IAM actions carry as a condition
     * key.
     */
    static Permission bounded(String action, String role, @Nullable String boundary) {
        return boundary == null ? of(action, role) : new Permission(action, role, Map.of(BOUNDARY, boundary));
    }

    /** Naming a role in an association passes it to EKS. */
    static Permission passing(String role) {
        return new Permission("iam:PassRole", role, Map.of(PASSED_TO, PODS));
    }

    static List<Permission> all(String resource, Collection<String> actions) {
        return actions.stream().map(action -> of(action, resource)).toList();
    }

    /** The service whose action it is. */
    String service() {
        return action.substring(0, action.indexOf(':'));
    }
}
