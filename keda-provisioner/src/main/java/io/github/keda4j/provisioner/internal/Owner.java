package io.github.keda4j.provisioner.internal;

import io.github.keda4j.wiring.EksCluster;
import io.github.keda4j.wiring.ScalingStack;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The stack that something belongs to, known by its cluster and its workload. A role, an association or an object that
 * several stacks need belongs to all of them.
 *
 * @param region the cluster's region; cluster names are unique only within a region, while roles belong to no region
 * @param cluster the cluster's name
 * @param namespace the workload's namespace
 * @param workload the workload's name
 */
public record Owner(String region, String cluster, String namespace, String workload) implements Comparable<Owner> {

    /** The tag that marks a role or an association as made by keda4j. */
    public static final String MANAGED_BY = "managed-by";

    /** The value of {@link #MANAGED_BY}. */
    public static final String US = "keda4j";

    /** The tag and label of things that existed before and were adopted. */
    public static final String ADOPTED_TAG = "keda4j/adopted";

    /** The tag with the hash of the description. */
    public static final String DESCRIBED_TAG = "keda4j/described";

    private static final String TAG_PREFIX = "keda4j/stack/";
    private static final String NAMELESS = "#";
    private static final String DOMAIN = "keda4j.github.io/";
    private static final String LABEL_PREFIX = "stack." + DOMAIN;

    /** The annotation of objects that existed before and were adopted. */
    public static final String ADOPTED_ANNOTATION = DOMAIN + "adopted";

    /** The annotation with the hash of the description. */
    public static final String DESCRIBED_ANNOTATION = DOMAIN + "described";

    private static final int LONGEST_TAG_KEY = 128;
    private static final int LONGEST_LABEL_NAME = 63;
    private static final int DIGITS = 10;

    /**
     * {@return the owner that represents a stack}
     *
     * @param stack the stack
     */
    public static Owner of(ScalingStack stack) {
        EksCluster cluster = stack.cluster();
        return new Owner(
                cluster.region(),
                cluster.name(),
                stack.workload().getMetadata().getNamespace(),
                stack.workload().getMetadata().getName());
    }

    /** {@return the key of the tag that names this owner on roles and associations} */
    String tagKey() {
        return TAG_PREFIX
                + cutOff(
                        region + "/" + cluster + "/" + namespace + "/" + workload,
                        LONGEST_TAG_KEY - TAG_PREFIX.length());
    }

    /** {@return the key of the label that names this owner on objects of its namespace} */
    String labelKey() {
        return LABEL_PREFIX + cutOff(workload, LONGEST_LABEL_NAME);
    }

    /** Whether a tag names a stack of the same cluster. For packed tags, this is unknown. */
    boolean mayShareClusterWith(String tagKey) {
        return isNameless(tagKey) || tagKey.startsWith(TAG_PREFIX + region + "/" + cluster + "/");
    }

    private static String cutOff(String name, int longest) {
        return name.length() <= longest
                ? name
                : name.substring(0, longest - DIGITS - 1) + "." + Hashes.of(name, DIGITS);
    }

    static Set<String> tagKeys(Collection<Owner> owners) {
        return owners.stream().map(Owner::tagKey).collect(Collectors.toCollection(TreeSet::new));
    }

    static Set<String> labelKeys(Collection<Owner> owners) {
        return owners.stream().map(Owner::labelKey).collect(Collectors.toCollection(TreeSet::new));
    }

    /** The keys of a resource's tags that name owners. */
    static Set<String> tagKeysIn(Map<String, String> tags) {
        return tags.keySet().stream().filter(Owner::isTagKey).collect(Collectors.toCollection(TreeSet::new));
    }

    /**
     * Explains the change of a tag that belongs to keda4j; for other tags, returns the change itself.
     *
     * @param before the old value; null if there was none
     * @param after the new value; null if there is none
     */
    static String tagInWords(String key, @Nullable String before, @Nullable String after) {
        if (isTagKey(key)) {
            String owner = names(Set.of(key));
            if (after == null) {
                return owner + " no longer needs it";
            }
            return before == null ? owner + " needs it too" : "updates the record of what " + owner + " has put there";
        }
        if (OwnerTags.isPacked(key) && after != null) {
            int count = OwnerTags.read(Map.of(key, after), Set.of()).size();
            return count == 1 ? "1 stack needs it too" : count + " stacks need it too";
        }
        if (key.equals(DESCRIBED_TAG)) {
            return "updates the record of how it is described";
        }
        if (key.equals(ADOPTED_TAG) && before == null) {
            return "it is adopted: when no stack needs it any longer, it is released, not deleted";
        }
        return "tag " + key + ": " + (before == null ? "(none)" : before) + " -> " + (after == null ? "(none)" : after);
    }

    static boolean isTagKey(String key) {
        return key.startsWith(TAG_PREFIX);
    }

    /** Replaces the key of an owner whose name is unknown because only a packed tag names it. */
    static String nameless(String token) {
        return TAG_PREFIX + NAMELESS + token;
    }

    static boolean isNameless(String key) {
        return key.startsWith(TAG_PREFIX + NAMELESS);
    }

    static String tokenOf(String namelessKey) {
        return namelessKey.substring((TAG_PREFIX + NAMELESS).length());
    }

    static boolean isOwnerLabel(String label) {
        return label.startsWith(LABEL_PREFIX);
    }

    /** Owners in readable form: {@code stack us-east-1/demo/security/orders}. */
    static String names(Collection<String> keys) {
        long nameless = keys.stream().filter(Owner::isNameless).count();
        String named = named(keys);
        if (nameless == 0) {
            return named;
        }
        String others = nameless == 1 ? "1 stack" : nameless + " stacks";
        return named.isEmpty() ? others + " of keda4j" : named + ", and " + others + " more";
    }

    private static String named(Collection<String> keys) {
        return keys.stream()
                .filter(key -> !isNameless(key))
                .map(key -> "stack "
                        + (key.startsWith(TAG_PREFIX)
                                ? key.substring(TAG_PREFIX.length())
                                : key.substring(LABEL_PREFIX.length())))
                .collect(Collectors.joining(", "));
    }

    @Override
    public int compareTo(Owner other) {
        return tagKey().compareTo(other.tagKey());
    }
}
