package io.github.keda4j.provisioner.internal;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A role as IAM has it.
 *
 * @param name its name
 * @param id which another role of the same name does not have
 * @param arn its ARN
 * @param path its path
 * @param trust its trust policy, as {@link Documents} writes it
 * @param boundary the ARN of its permissions boundary
 * @param tags its tags
 * @param inline its inline policies by name, as {@link Documents} writes them
 * @param attached the ARNs of its managed policies
 */
record RoleState(
        String name,
        String id,
        String arn,
        String path,
        String trust,
        @Nullable String boundary,
        Map<String, String> tags,
        Map<String, String> inline,
        Set<String> attached) {

    RoleState {
        tags = new TreeMap<>(tags);
        inline = new TreeMap<>(inline);
        attached = new TreeSet<>(attached);
    }

    /** Whether keda4j made it. */
    boolean isMadeHere() {
        return Owner.US.equals(tags.get(Owner.MANAGED_BY)) && !isAdopted();
    }

    boolean isAdopted() {
        return tags.containsKey(Owner.ADOPTED_TAG);
    }

    /** Whether it belongs to stacks of keda4j, alone or with others. */
    boolean isOurs() {
        return isMadeHere() || !owners().isEmpty();
    }

    /** The tags of the stacks that it belongs to. */
    Set<String> owners() {
        return Owner.tagKeysIn(tags);
    }

    /** What an owner has put into it. */
    Claims claimsOf(String owner) {
        return Claims.parse(tags.getOrDefault(owner, ""));
    }

    /** Who seems to own a role that is not ours. */
    String foreignOwner() {
        return Foreign.of(tags);
    }

    /** The inline policies that no owner claims. */
    Set<String> unclaimed() {
        return inline.keySet().stream()
                .filter(policy ->
                        owners().stream().noneMatch(owner -> claimsOf(owner).has(policy)))
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
