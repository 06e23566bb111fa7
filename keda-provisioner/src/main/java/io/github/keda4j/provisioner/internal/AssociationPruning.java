package io.github.keda4j.provisioner.internal;

import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Plans the removal of owners from the associations that they no longer describe, and of associations without owners,
 * each at the right time. Usually, that is after everything else. An association must be removed earlier if the
 * operator gets a new namespace and a new service account at once: then only the old trust policy of the operator's
 * role shows where the old association is. If a run stopped after it had changed that policy, no later run would find
 * the association. Even without the removal, the pods of the old association would lose the role when that policy
 * changes.
 */
public final class AssociationPruning {

    private final Draft draft;
    private final AssociationWrites writes;
    private final TreeMap<String, LiveAssociation> left = new TreeMap<>();
    private final Set<String> hidden;
    private final Set<String> known;
    private final Set<String> leaving;

    AssociationPruning(
            Draft draft, AssociationWrites writes, List<LiveAssociation> found, Set<String> hidden, Set<String> known) {
        this.draft = draft;
        this.writes = writes;
        this.hidden = Set.copyOf(hidden);
        this.known = Set.copyOf(known);
        this.leaving = Owner.tagKeys(draft.concerned());
        found.forEach(one -> left.put(one.key(), one));
    }

    /**
     * Plans the removal of owners from associations that will be hard to find once some roles have other trust
     * policies.
     *
     * @param pods the pods that may assume these roles now, as namespace and service account
     */
    public void beforeTrustChanges(Set<String> pods) {
        prune(found -> hidden.contains(found.key()) && pods.contains(found.key()));
    }

    /** Plans the removal of owners from associations that will be hard to find once some roles are gone. */
    public void beforeRolesGo() {
        prune(found -> hidden.contains(found.key()));
    }

    /** Plans the removal of owners from all other associations. */
    public void finish() {
        prune(found -> true);
    }

    private void prune(Predicate<LiveAssociation> now) {
        List<LiveAssociation> due = left.values().stream().filter(now).toList();
        due.forEach(found -> {
            left.remove(found.key());
            boolean nobodys = found.isMadeHere() && found.owners().isEmpty();
            if (!found.ownersAmong(leaving).isEmpty() || (nobodys && known.contains(found.key()))) {
                leave(found);
            } else if (known.contains(found.key())) {
                draft.note(found.target() + " stays: it belongs to " + found.foreignOwner() + ".");
            }
        });
    }

    private void leave(LiveAssociation found) {
        Set<String> going = found.ownersAmong(leaving);
        Set<String> remaining = found.ownersBesides(leaving);
        if (!remaining.isEmpty()) {
            writes.untag(found, going);
            draft.note(found.target() + " stays: it belongs to " + Owner.names(remaining) + " too.");
        } else if (found.isMadeHere()) {
            writes.delete(found, going);
        } else {
            Stream.of(Owner.ADOPTED_TAG, Owner.DESCRIBED_TAG)
                    .filter(found.tags()::containsKey)
                    .forEach(going::add);
            writes.untag(found, going);
            draft.note(found.target() + " stays: " + Foreign.whyItStays(found.tags()));
        }
    }
}
