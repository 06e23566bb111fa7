package io.github.keda4j.provisioner.internal;

import io.github.keda4j.podidentity.policy.PolicyDocument;
import io.github.keda4j.wiring.ManagedRole;
import io.github.keda4j.wiring.RoleDefinition;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * A role as several stacks describe it.
 *
 * @param definition the role with the inline policies of all of them
 * @param policies the names of the inline policies of each of them
 */
public record RoleShare(RoleDefinition definition, Map<Owner, Set<String>> policies) {

    private static final int DIGITS = 16;

    String name() {
        return definition.role().name();
    }

    String target() {
        return RolePlanner.target(name());
    }

    Set<String> ownerKeys() {
        return Owner.tagKeys(policies.keySet());
    }

    /** The claims of each owner, by tag. */
    Map<String, Claims> claims() {
        Map<String, Claims> claims = new TreeMap<>();
        policies.forEach((owner, names) -> {
            Map<String, String> documents = new TreeMap<>();
            names.forEach(name -> documents.put(name, Documents.text(policy(name))));
            claims.put(owner.tagKey(), Claims.of(documents));
        });
        return claims;
    }

    PolicyDocument policy(String name) {
        PolicyDocument document = definition.inlinePolicies().get(name);
        if (document == null) {
            throw new IllegalStateException("the role does not describe policy " + name);
        }
        return document;
    }

    /** Of what all owners have to agree about. */
    String hash() {
        ManagedRole role = definition.role();
        return Hashes.of(
                Documents.text(definition.trustPolicy()) + "\n"
                        + role.permissionsBoundary().orElse("") + "\n" + new TreeMap<>(role.tags()),
                DIGITS);
    }
}
