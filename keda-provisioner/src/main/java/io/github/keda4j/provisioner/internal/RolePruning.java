package io.github.keda4j.provisioner.internal;

import io.github.keda4j.podidentity.policy.PolicyDocument;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Plans the removal of owners from the roles that they no longer describe. A role that keda4j made is removed with its
 * last owner.
 */
final class RolePruning {

    private final Draft draft;
    private final RoleWrites writes;
    private final RolePolicyWrites policies;
    private final Set<String> leaving;

    RolePruning(Draft draft) {
        this.draft = draft;
        this.writes = new RoleWrites(draft);
        this.policies = new RolePolicyWrites(draft);
        this.leaving = Owner.tagKeys(draft.concerned());
    }

    /**
     * Plans to remove the planned stacks from the owners of a role, and the role itself if no owner is left.
     *
     * @param role the role
     * @param trust the trust policies that the owners described before, by role, if known
     * @param referenced the ARNs of roles that the stacks use and somebody else maintains
     */
    void prune(RoleState role, Map<String, PolicyDocument> trust, Set<String> referenced) {
        boolean wasDescribed = trust.containsKey(role.name());
        boolean nobodys = role.isMadeHere() && role.owners().isEmpty();
        if (!role.ownersAmong(leaving).isEmpty() || (nobodys && wasDescribed)) {
            if (referenced.contains(role.arn())) {
                handOver(role);
            } else {
                leave(role, Optional.ofNullable(trust.get(role.name())));
            }
        } else if (wasDescribed) {
            draft.note(RolePlanner.target(role.name()) + " stays: it belongs to "
                    + (role.owners().isEmpty() ? role.foreignOwner() : Owner.names(role.owners())) + ".");
        }
    }

    /** Gives up the role, because the stacks now refer to it as an existing role that somebody else maintains. */
    private void handOver(RoleState live) {
        Set<String> going = live.ownersAmong(leaving);
        Set<String> remaining = live.ownersBesides(leaving);
        if (remaining.isEmpty()) {
            addPresent(List.of(Owner.MANAGED_BY, Owner.DESCRIBED_TAG, Owner.ADOPTED_TAG), live, going);
        }
        writes.leave(live, going);
        draft.note(RolePlanner.target(live.name()) + " stays: "
                + (remaining.isEmpty()
                        ? "its stack refers to it as an existing role."
                        : "it belongs to " + Owner.names(remaining) + " too."));
    }

    /** Adds each given key that is the key of a tag of the role. */
    private static void addPresent(List<String> keys, RoleState live, Set<String> going) {
        keys.stream().filter(live.tags()::containsKey).forEach(going::add);
    }

    private void leave(RoleState live, Optional<PolicyDocument> described) {
        String name = live.name();
        Set<String> remaining = live.ownersBesides(leaving);
        live.inline().forEach((policy, text) -> {
            boolean theirs = live.isClaimedBy(leaving, policy);
            boolean others = live.isClaimedBy(remaining, policy);
            boolean nobodys = remaining.isEmpty() && live.isMadeHere();
            if ((theirs || nobodys) && !others) {
                policies.deletePolicy(
                        RolePlace.of(live),
                        policy,
                        text,
                        theirs ? "no stack needs it any longer" : "no stack described it");
            }
        });
        Set<String> going = live.ownersAmong(leaving);
        if (!remaining.isEmpty()) {
            writes.leave(live, going);
            draft.note(RolePlanner.target(name) + " stays: it belongs to " + Owner.names(remaining) + " too.");
        } else if (live.isMadeHere()) {
            live.attached().forEach(policy -> policies.detach(RolePlace.of(live), policy, "its role is deleted"));
            writes.delete(live, going);
        } else {
            described
                    .flatMap(trust -> AdoptedTrust.left(live.trust(), trust))
                    .ifPresent(kept -> writes.trust(live, kept));
            addPresent(List.of(Owner.DESCRIBED_TAG, Owner.ADOPTED_TAG), live, going);
            writes.leave(live, going);
            draft.note(RolePlanner.target(name) + " stays: " + Foreign.whyItStays(live.tags()));
        }
    }
}
