package io.github.keda4j.provisioner.internal;

import io.github.keda4j.podidentity.policy.PolicyDocument;
import io.github.keda4j.wiring.RoleDefinition;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * A role as several stacks describe it together.
 *
 * @param definition the role with the inline policies of all of them
 * @param policies the names of the inline policies of each of them
 */
public record RoleShare(RoleDefinition definition, Map<Owner, Set<String>> policies) {

    private static final int DIGITS = 16;

    String name() {
        return definition.role().name();
    }

    /** {@return the name of the role in a plan} */
    public String target() {
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

    /** {@return the whole description of the role, as text that is the same for equal roles} */
    public String text() {
        StringBuilder text = new StringBuilder(definition.arn()).append(' ').append(hash());
        new TreeMap<>(definition.inlinePolicies())
                .forEach((name, document) ->
                        text.append('\n').append(name).append(' ').append(Documents.text(document)));
        policies.forEach((owner, names) ->
                text.append('\n').append(owner.tagKey()).append(' ').append(new TreeSet<>(names)));
        return text.toString();
    }

    /** The trust policy and the boundary, which all owners must agree on. */
    private String agreed() {
        return RoleState.agreed(
                Documents.text(definition.trustPolicy()),
                definition.role().permissionsBoundary().orElse(null));
    }

    /** Whether the role has everything that all owners must agree on. */
    boolean isAsDescribed(RoleState live) {
        return agreed().equals(live.agreed())
                && live.tags().entrySet().containsAll(definition.role().tags().entrySet());
    }

    /** Whether the owners agree on the role. */
    boolean agreesWith(RoleState live) {
        return DescribedTag.agrees(
                live.tags(),
                hash(),
                live.agreed(),
                isAsDescribed(live),
                live.owners().containsAll(ownerKeys()));
    }

    /** A hash of the parts that all owners must agree on. */
    String hash() {
        String text = agreed() + "\n" + new TreeMap<>(definition.role().tags());
        return DescribedTag.of(Hashes.of(text, DIGITS), definition.arn());
    }
}
