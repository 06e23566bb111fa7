package io.github.keda4j.wiring;

import io.github.keda4j.podidentity.policy.PolicyDocument;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A complete role that a stack makes: who may assume it and what it may do.
 *
 * @param role its name, path, boundary and tags
 * @param arn its ARN
 * @param trustPolicy who may assume it
 * @param inlinePolicies what it may do, by the name of the inline policy, in a stable order
 */
public record RoleDefinition(
        ManagedRole role, String arn, PolicyDocument trustPolicy, Map<String, PolicyDocument> inlinePolicies) {

    /**
     * Copies the policies, in their order.
     *
     * @param role its name, path, boundary and tags
     * @param arn its ARN
     * @param trustPolicy who may assume it
     * @param inlinePolicies what it may do
     */
    public RoleDefinition {
        inlinePolicies = Collections.unmodifiableMap(new LinkedHashMap<>(inlinePolicies));
    }

    /** {@return one line: the ARN, and the names under which {@link ScalingStack#policies()} has the role's documents} */
    @Override
    public String toString() {
        StringBuilder line =
                new StringBuilder(arn).append(": ").append(role.name()).append(".trust");
        inlinePolicies
                .keySet()
                .forEach(policy ->
                        line.append(", ").append(role.name()).append('.').append(policy));
        return line.toString();
    }
}
