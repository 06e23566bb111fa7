package io.github.keda4j.podidentity.path;

import io.github.keda4j.podidentity.policy.Arn;
import io.github.keda4j.podidentity.policy.PolicyDocument;
import io.github.keda4j.podidentity.policy.Principal;
import io.github.keda4j.podidentity.policy.Statement;

/**
 * Policies of KMS keys. Every key has a policy, and no other policy can allow what the key's policy does not. Source of
 * the rule: AWS KMS Developer Guide, "Default key policy".
 */
public final class KeyPolicies {

    private KeyPolicies() {}

    /**
     * {@return the policy that AWS gives a key by default: it delegates the decision to the identity policies of the
     * key's account}
     *
     * @param keyArn such as {@code arn:aws:kms:us-east-1:111122223333:key/1234abcd}
     * @throws IllegalArgumentException if it is not the ARN of a key
     */
    public static PolicyDocument delegating(String keyArn) {
        Arn key = Arn.parse(keyArn, "kms", "key/");
        return PolicyDocument.of(Statement.allow()
                .sid("EnableIAMUserPermissions")
                .principal(Principal.aws(key.accountRoot().toString()))
                .action("kms:*")
                .resource("*")
                .build());
    }
}
