package io.github.keda4j.podidentity.evaluation;

import io.github.keda4j.podidentity.policy.Arn;
import io.github.keda4j.podidentity.policy.PolicyDocument;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A role with everything that decides who may assume it and what it may do.
 *
 * @param arn the role's ARN, with its path
 * @param trustPolicy who may assume it
 * @param permissions its inline and attached policies
 * @param permissionsBoundary the policy that bounds it, or null for none
 * @param tags its own tags, which a session tag of the same key overrides
 */
public record RolePolicies(
        Arn arn,
        PolicyDocument trustPolicy,
        List<PolicyDocument> permissions,
        @Nullable PolicyDocument permissionsBoundary,
        Map<String, String> tags) {

    /**
     * Takes a copy of the lists.
     *
     * @param arn the role's ARN
     * @param trustPolicy who may assume it
     * @param permissions its policies
     * @param permissionsBoundary the policy that bounds it, or null
     * @param tags its own tags
     */
    public RolePolicies {
        permissions = List.copyOf(permissions);
        tags = Map.copyOf(tags);
    }

    /**
     * A role without boundary and tags.
     *
     * @param arn the role's ARN, with its path
     * @param trustPolicy who may assume it
     * @param permissions its inline and attached policies
     * @return the role
     */
    public static RolePolicies of(String arn, PolicyDocument trustPolicy, PolicyDocument... permissions) {
        return new RolePolicies(Arn.parse(arn, "iam", "role/"), trustPolicy, List.of(permissions), null, Map.of());
    }

    /**
     * The role's name.
     *
     * @return without its path
     */
    public String name() {
        return arn.name();
    }
}
