package io.github.keda4j.provisioner.internal;

import io.github.keda4j.podidentity.policy.PolicyDocument;
import io.github.keda4j.podidentity.policy.PolicyType;
import java.util.Map;
import java.util.TreeMap;

/** Refuses what would exceed IAM's quotas for a role. */
final class RoleQuotas {

    private final Draft draft;

    RoleQuotas(Draft draft) {
        this.draft = draft;
    }

    /**
     * Checks the inline policies and the tags.
     *
     * @param tags all tags that the role would have
     * @param present the inline policies that it has now, by name
     */
    void check(RoleShare desired, Map<String, String> tags, Map<String, String> present) {
        Map<String, Integer> sizes = new TreeMap<>();
        present.forEach((name, text) ->
                sizes.put(name, Documents.read(text).map(PolicyDocument::size).orElse(text.length())));
        desired.definition().inlinePolicies().forEach((name, document) -> sizes.put(name, document.size()));
        int total = sizes.values().stream().mapToInt(Integer::intValue).sum();
        if (total > PolicyType.ROLE_INLINE.maxCharacters()) {
            draft.refuse(
                    desired.target() + " would have " + sizes.size() + " inline policies of " + total
                            + " characters; IAM allows " + PolicyType.ROLE_INLINE.maxCharacters()
                            + ". Let some stacks read their events with a separate role, or with the role of another operator.");
        }
        int least = OwnerTags.fit(tags).size();
        if (least > OwnerTags.MOST_TAGS) {
            draft.refuse(desired.target() + " would have " + least
                    + " tags, which name the stacks that it belongs to; IAM allows " + OwnerTags.MOST_TAGS
                    + ". Give some stacks another role.");
        }
    }

    /** Checks that the role has room for the new tags in addition to the existing ones. */
    void checkRoom(RoleShare desired, RoleState live, Map<String, String> coming) {
        if (OwnerTags.hasRoom(live.tags(), coming)) {
            return;
        }
        long theirs = live.tags().keySet().stream()
                .filter(key -> !Owner.isTagKey(key) && !OwnerTags.isPacked(key))
                .count();
        draft.refuse(desired.target() + " would have " + (live.tags().size() + coming.size()) + " tags, of which "
                + theirs + " name no stack; IAM allows " + OwnerTags.MOST_TAGS
                + ". Remove tags that nobody needs, or apply fewer stacks at once.");
    }

    void checkTrust(RoleState live, PolicyDocument wanted) {
        int present = Documents.read(live.trust()).map(PolicyDocument::size).orElse(0);
        // An account with a longer trust policy evidently has a higher quota.
        if (wanted.size() > Math.max(present, PolicyType.TRUST.maxCharacters())) {
            draft.refuse("The trust policy of " + RolePlanner.target(live.name()) + " would have " + wanted.size()
                    + " characters; IAM allows " + PolicyType.TRUST.maxCharacters()
                    + ". Remove statements that nobody needs, or give the stack's role another name.");
        }
    }
}
