package io.github.keda4j.provisioner.internal;

import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A role as it exists in IAM.
 *
 * @param name its name
 * @param id the id, which distinguishes the role from another role of the same name
 * @param arn its ARN
 * @param path its path
 * @param trust its trust policy, as {@link Documents} writes it
 * @param boundary the ARN of its permissions boundary
 * @param tags its tags
 * @param inline its inline policies by name, as {@link Documents} writes them
 * @param attached the ARNs of its managed policies
 * @param claims the claims of the stacks that it belongs to, by the keys of their tags
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
        Set<String> attached,
        Map<String, Claims> claims) {

    RoleState {
        tags = new TreeMap<>(tags);
        inline = new TreeMap<>(inline);
        attached = new TreeSet<>(attached);
        claims = new TreeMap<>(claims);
    }

    /** Creates a role whose owners have their own tags or are unknown. */
    RoleState(
            String name,
            String id,
            String arn,
            String path,
            String trust,
            @Nullable String boundary,
            Map<String, String> tags,
            Map<String, String> inline,
            Set<String> attached) {
        this(name, id, arn, path, trust, boundary, tags, inline, attached, claimsIn(tags, arn, Set.of()));
    }

    /** The same role with the names of some owners known. */
    RoleState knowing(Set<String> ownerKeys) {
        return with(tags, ownerKeys);
    }

    /** The same role with other tags. */
    RoleState with(Map<String, String> newTags, Set<String> ownerKeys) {
        return new RoleState(
                name, id, arn, path, trust, boundary, newTags, inline, attached, claimsIn(newTags, arn, ownerKeys));
    }

    private static Map<String, Claims> claimsIn(Map<String, String> tags, String arn, Set<String> ownerKeys) {
        return DescribedTag.isCopied(tags, arn) ? Map.of() : OwnerTags.read(tags, ownerKeys);
    }

    /** Whether keda4j made the role. */
    boolean isMadeHere() {
        return Owner.US.equals(tags.get(Owner.MANAGED_BY)) && !isAdopted() && !DescribedTag.isCopied(tags, arn);
    }

    boolean isAdopted() {
        return tags.containsKey(Owner.ADOPTED_TAG);
    }

    /** Whether the role belongs to stacks of keda4j, alone or with others, and nobody else has marked it as theirs. */
    boolean isOurs() {
        return isMadeHere() || (!owners().isEmpty() && !Foreign.hasTaken(tags));
    }

    /** The parts that all owners must agree on, except the tags. */
    String agreed() {
        return agreed(trust, boundary);
    }

    static String agreed(String trust, @Nullable String boundary) {
        return trust + "\n" + Objects.requireNonNullElse(boundary, "");
    }

    /** The tags of the stacks that the role belongs to. */
    Set<String> owners() {
        return new TreeSet<>(claims.keySet());
    }

    /** The owners whose keys are among the given ones. */
    Set<String> ownersAmong(Set<String> keys) {
        Set<String> some = owners();
        some.retainAll(keys);
        return some;
    }

    /** The owners whose keys are not among the given ones. */
    Set<String> ownersBesides(Set<String> keys) {
        Set<String> others = owners();
        others.removeAll(keys);
        return others;
    }

    /** The claims of an owner. */
    Claims claimsOf(String owner) {
        return claims.getOrDefault(owner, Claims.NONE);
    }

    /** The probable owner of a role that is not ours. */
    String foreignOwner() {
        return Foreign.of(tags);
    }

    /** Whether any of these stacks claims an inline policy. */
    boolean isClaimedBy(Set<String> keys, String policy) {
        return keys.stream().anyMatch(owner -> claimsOf(owner).has(policy));
    }

    /** The inline policies that no owner claims. */
    Set<String> unclaimed() {
        return inline.keySet().stream()
                .filter(policy -> !isClaimedBy(owners(), policy))
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
