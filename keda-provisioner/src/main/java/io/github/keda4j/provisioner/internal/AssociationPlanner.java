package io.github.keda4j.provisioner.internal;

import io.github.keda4j.podidentity.association.AssociationDiff;
import io.github.keda4j.podidentity.association.PodIdentityAssociation;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import software.amazon.awssdk.services.eks.model.PodIdentityAssociationSummary;

/**
 * Compares the associations that stacks describe with what EKS has. An association is identified by cluster, namespace
 * and service account; EKS allows only one association for these. A listing contains neither roles nor tags, so the
 * associations of the relevant namespaces are described one by one. The others are described too if they are few: a
 * stack may have had its operator in another namespace, and only the tags of the association that it left there show
 * this.
 */
public final class AssociationPlanner {

    private static final int DEFAULT_QUOTA = 5000;

    /** Up to this number, the associations of other namespaces are described too. */
    private static final int FEW_OTHERS = 100;

    private final Draft draft;
    private final AssociationWrites writes;
    private final String cluster;
    private final Map<String, LiveAssociation> live = new TreeMap<>();
    /** The associations whose namespace and service account do not occur in the stacks. */
    private final Set<String> hidden = new TreeSet<>();

    private int present;

    /**
     * Reads the associations of some namespaces of a cluster.
     *
     * @param clients the clients to read with
     * @param draft receives the planned changes
     * @param cluster the cluster's name
     * @param namespaces the relevant namespaces
     * @param serviceAccounts the service accounts whose associations are relevant in any namespace: an operator may have
     *     moved
     * @param pods further ones, as namespace and service account: those that may assume the stacks' roles
     */
    public AssociationPlanner(
            Clients clients,
            Draft draft,
            String cluster,
            Set<String> namespaces,
            Set<String> serviceAccounts,
            Set<String> pods) {
        this.draft = draft;
        this.writes = new AssociationWrites(draft, cluster);
        this.cluster = cluster;
        AssociationReader reader = new AssociationReader(clients, cluster);
        List<PodIdentityAssociationSummary> all = reader.list();
        present = all.size();
        all.stream()
                .filter(one -> !namespaces.contains(one.namespace()) && !serviceAccounts.contains(one.serviceAccount()))
                .forEach(one -> hidden.add(AssociationForm.key(one.namespace(), one.serviceAccount())));
        Set<String> others = new TreeSet<>(hidden);
        others.removeAll(pods);
        List<PodIdentityAssociationSummary> relevant = all.stream()
                .filter(one -> others.size() <= FEW_OTHERS
                        || !others.contains(AssociationForm.key(one.namespace(), one.serviceAccount())))
                .toList();
        Set<String> known = Owner.tagKeys(draft.concerned());
        reader.describe(relevant).stream()
                .map(one -> LiveAssociation.of(one, cluster, known))
                .forEach(one -> live.put(one.key(), one));
    }

    /**
     * Plans to make an association as described.
     *
     * @param desired the association
     * @param owners who describes it
     */
    public void plan(PodIdentityAssociation desired, Set<Owner> owners) {
        String target = AssociationForm.target(desired);
        draft.describes(target);
        LiveAssociation found = live.get(AssociationForm.key(desired));
        Map<String, String> marks = AssociationForm.marks(desired, owners);
        if (found == null) {
            present++;
            marks.put(Owner.MANAGED_BY, Owner.US);
            writes.create(AssociationForm.with(desired, OwnerTags.fit(marks)));
            return;
        }
        AssociationDiff bare = AssociationForm.with(desired, found.tags()).diff(found.found());
        if (mayWrite(desired, owners, found, bare)) {
            markDescription(desired, found, bare, marks);
            update(desired, owners, found, marks);
        }
    }

    private boolean mayWrite(
            PodIdentityAssociation desired, Set<Owner> owners, LiveAssociation found, AssociationDiff bare) {
        String target = found.target();
        boolean adopts = draft.mayAdopt(target);
        if (bare.action() == AssociationDiff.Action.REFUSED) {
            draft.refuseForeign(
                    target,
                    bare.owner().orElse("another AWS feature") + ", and differs from what is described ("
                            + String.join("; ", AssociationForm.inWords(bare)) + ")",
                    "Change it there, or describe what exists.");
            return false;
        }
        if (bare.owner().isPresent()) {
            draft.note(
                    target + " is as described and belongs to " + bare.owner().get() + ".");
            return false;
        }
        if (!found.isOurs() && !adopts) {
            draft.refuseForeign(
                    target,
                    Foreign.of(found.tags()),
                    "Use another service account, or call adopt(\"" + target + "\").");
            return false;
        }
        Set<String> others = found.ownersBesides(Owner.tagKeys(draft.concerned()));
        if (!others.isEmpty() && !adopts && !agrees(desired, found, owners, bare)) {
            List<String> differences = AssociationForm.inWords(bare);
            draft.refuseShared(
                    target,
                    others,
                    differences.isEmpty()
                            ? List.of("an earlier change of the association is not finished")
                            : differences,
                    "Describe it in the same way",
                    "");
            return false;
        }
        return true;
    }

    /** Whether the owners agree on the association; if none of them is changing it, it is enough that it is as described. */
    private static boolean agrees(
            PodIdentityAssociation desired, LiveAssociation found, Set<Owner> owners, AssociationDiff bare) {
        boolean isAsDescribed = bare.action() == AssociationDiff.Action.NONE;
        boolean isOwner = found.owners().containsAll(Owner.tagKeys(owners));
        return DescribedTag.agrees(found.tags(), AssociationForm.hash(desired), found.agreed(), isAsDescribed, isOwner)
                || (isAsDescribed && !DescribedTag.isUnfinished(found.tags(), found.agreed()));
    }

    private void update(
            PodIdentityAssociation desired, Set<Owner> owners, LiveAssociation found, Map<String, String> marks) {
        if (!found.isMadeHere()) {
            marks.put(Owner.ADOPTED_TAG, "true");
        }
        // Owners that the tags already name, packed or not, are not added again.
        marks.keySet().removeAll(found.owners());
        Map<String, String> coming = OwnerTags.joining(found.tags(), marks);
        Map<String, String> all = AssociationForm.writable(found.tags());
        all.putAll(coming);
        int least = OwnerTags.fit(all).size();
        if (least > OwnerTags.MOST_TAGS || !OwnerTags.hasRoom(found.tags(), coming)) {
            draft.refuse(found.target() + " would have " + Math.max(least, all.size())
                    + " tags, which include the names of the stacks that it belongs to; EKS allows "
                    + OwnerTags.MOST_TAGS + ".");
            return;
        }
        if (all.size() > OwnerTags.ROOM && all.size() > found.tags().size()) {
            writes.compact(found, all.size() - found.tags().size());
        }
        Set<String> gone = found.ownersAmong(Owner.tagKeys(draft.concerned()));
        gone.removeAll(Owner.tagKeys(owners));
        if (!gone.isEmpty()) {
            writes.leave(found, gone);
        }
        writes.update(found, desired, coming);
    }

    /** If the association is already as the planned stacks describe it, another stack's description stays recorded. */
    private void markDescription(
            PodIdentityAssociation desired, LiveAssociation found, AssociationDiff bare, Map<String, String> marks) {
        String described = AssociationForm.hash(desired);
        boolean isMarked = DescribedTag.isFor(found.tags(), described);
        boolean others = !found.ownersBesides(Owner.tagKeys(draft.concerned())).isEmpty();
        boolean isUnfinished = DescribedTag.isUnfinished(found.tags(), found.agreed());
        boolean isAsDescribed = bare.action() == AssociationDiff.Action.NONE;
        if (isMarked || (others && isUnfinished && isAsDescribed)) {
            marks.remove(Owner.DESCRIBED_TAG);
        } else {
            marks.put(Owner.DESCRIBED_TAG, DescribedTag.instead(described, found.agreed()));
        }
    }

    /** Checks that there would not be more associations than EKS allows. */
    public void checkQuota() {
        if (present > DEFAULT_QUOTA) {
            draft.refuse("Cluster " + cluster + " would have " + present + " pod identity associations; EKS allows "
                    + DEFAULT_QUOTA + ".");
        }
    }

    /**
     * {@return the plan for associations that the stacks no longer describe}
     *
     * @param described the associations that stay
     * @param known associations that were described before
     */
    public AssociationPruning pruning(List<PodIdentityAssociation> described, List<PodIdentityAssociation> known) {
        Set<String> staying = AssociationForm.keys(described);
        return new AssociationPruning(
                draft,
                writes,
                live.values().stream()
                        .filter(found -> !staying.contains(found.key()))
                        .toList(),
                hidden,
                AssociationForm.keys(known));
    }
}
