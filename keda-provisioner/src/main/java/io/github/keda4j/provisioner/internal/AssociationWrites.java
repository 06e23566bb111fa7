package io.github.keda4j.provisioner.internal;

import io.github.keda4j.podidentity.association.AssociationDiff;
import io.github.keda4j.podidentity.association.PodIdentityAssociation;
import io.github.keda4j.provisioner.Change.Action;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import software.amazon.awssdk.services.eks.model.ResourceInUseException;

/** Adds writes to associations to a draft. */
final class AssociationWrites {

    private final Draft draft;
    private final String cluster;

    AssociationWrites(Draft draft, String cluster) {
        this.draft = draft;
        this.cluster = cluster;
    }

    void create(PodIdentityAssociation wanted) {
        String target = AssociationForm.target(wanted);
        List<String> details = new ArrayList<>(List.of("roleArn: " + wanted.role()));
        wanted.targetRole().ifPresent(role -> details.add("targetRoleArn: " + role));
        if (wanted.disableSessionTags()) {
            details.add("disableSessionTags: true");
        }
        draft.add(new GuardedWrite(
                Action.CREATE,
                target,
                details,
                now -> find(now, wanted).orElse(null),
                null,
                AssociationForm.text(wanted),
                now -> create(now, target, wanted),
                List.of(
                        Permission.of(
                                "eks:CreatePodIdentityAssociation",
                                wanted.cluster().toString()),
                        Permission.of("eks:TagResource", anyArn(wanted)),
                        Permission.passing(wanted.role().toString()))));
    }

    private void create(Clients now, String target, PodIdentityAssociation wanted) {
        try {
            now.retry().call("create " + target, () -> now.eks().createPodIdentityAssociation(wanted.createRequest()));
        } catch (ResourceInUseException somebodyWasFaster) {
            // Somebody else created it, or an earlier attempt at this call whose answer was lost. Listings may not
            // include it yet.
            List<String> found = new ArrayList<>();
            now.retry().until("see " + target, () -> {
                find(now, wanted).ifPresent(found::add);
                return !found.isEmpty();
            });
            if (!found.contains(AssociationForm.text(wanted))) {
                throw new StaleException(target + " was created by somebody else since the plan.");
            }
        }
    }

    private Optional<String> find(Clients now, PodIdentityAssociation wanted) {
        return new AssociationReader(now, cluster)
                .find(wanted)
                .map(found -> LiveAssociation.text(found, found.tags().keySet()));
    }

    /** EKS chooses the id of an association only when it creates it. */
    private static String anyArn(PodIdentityAssociation association) {
        return association.cluster().toString().replace(":cluster/", ":podidentityassociation/") + "/*";
    }

    /**
     * Changes an association, except for existing tags that name owners, because another write may pack these.
     *
     * @param coming the tags to add
     */
    void update(LiveAssociation live, PodIdentityAssociation desired, Map<String, String> coming) {
        software.amazon.awssdk.services.eks.model.PodIdentityAssociation bare = live.withoutOwners();
        Map<String, String> tags = new TreeMap<>(bare.tags());
        tags.putAll(coming);
        PodIdentityAssociation wanted = AssociationForm.with(desired, tags);
        AssociationDiff diff = wanted.diff(bare);
        if (diff.action() != AssociationDiff.Action.UPDATE) {
            return;
        }
        if (diff.updateRequest().isPresent()) {
            draft.note("Pods of " + live.key() + " keep their credentials until they restart.");
        }
        Set<String> changed = changedTags(bare.tags(), wanted.tags());
        // The write depends on who the owners are only if it changes parts that all owners must agree on.
        boolean ofAll = diff.updateRequest().isPresent() || changed.contains(Owner.DESCRIBED_TAG);
        Sharers sharers = new Sharers(Owner.tagKeys(draft.concerned()));
        String others = ofAll ? sharers.in(live.tags()) : "";
        draft.add(new GuardedWrite(
                Action.UPDATE,
                live.target(),
                AssociationForm.inWords(diff),
                now -> new AssociationReader(now, cluster)
                        .describe(live.id())
                        .map(one -> LiveAssociation.text(one, changed) + (ofAll ? sharers.in(one.tags()) : ""))
                        .orElse(null),
                LiveAssociation.text(bare, changed) + others,
                AssociationForm.text(wanted, changed) + others,
                now -> make(now, live.target(), diff, () -> requireSharers(now, live, sharers, others)),
                sharers::inWords,
                permissions(diff, wanted, live.arn())));
    }

    /**
     * The tags that the write changes. Only these are compared, because tags that name other owners may change in the
     * meantime.
     */
    private static Set<String> changedTags(Map<String, String> before, Map<String, String> after) {
        Map<String, String> all = AssociationForm.writable(before);
        all.putAll(AssociationForm.writable(after));
        Set<String> keys = new TreeSet<>(all.keySet());
        keys.removeIf(key -> Objects.equals(before.get(key), after.get(key)));
        return keys;
    }

    /** A stack that joined before the association was marked has agreed to what is there now. */
    private void requireSharers(Clients now, LiveAssociation live, Sharers sharers, String expected) {
        String found = new AssociationReader(now, cluster)
                .describe(live.id())
                .map(one -> sharers.in(one.tags()))
                .orElse("");
        if (!found.equals(expected)) {
            throw new StaleException(live.target() + " has changed since the plan: it has other owners now.");
        }
    }

    private static void make(Clients now, String target, AssociationDiff diff, Runnable check) {
        // The owner is recorded first, so that a removal that starts now sees it.
        diff.tagRequest()
                .ifPresent(request ->
                        now.retry().call("tag " + target, () -> now.eks().tagResource(request)));
        diff.updateRequest().ifPresent(request -> {
            check.run();
            now.retry().call("update " + target, () -> now.eks().updatePodIdentityAssociation(request));
        });
        diff.untagRequest()
                .ifPresent(request ->
                        now.retry().call("untag " + target, () -> now.eks().untagResource(request)));
    }

    private static List<Permission> permissions(AssociationDiff diff, PodIdentityAssociation wanted, String arn) {
        List<Permission> needed = new ArrayList<>();
        diff.tagRequest().ifPresent(request -> needed.add(Permission.of("eks:TagResource", arn)));
        diff.untagRequest().ifPresent(request -> needed.add(Permission.of("eks:UntagResource", arn)));
        diff.updateRequest().ifPresent(request -> {
            needed.add(Permission.of("eks:UpdatePodIdentityAssociation", arn));
            if (request.roleArn() != null) {
                needed.add(Permission.passing(wanted.role().toString()));
            }
        });
        return needed;
    }

    /** Makes room for the tags of more stacks. */
    void compact(LiveAssociation live, int coming) {
        draft.add(PackedTagsWrite.compact(live.target(), live.store(), live.tags(), coming, live.taggings()));
    }

    /** Removes owners that have their own tags. Other runs may pack these tags at any time. */
    void leave(LiveAssociation live, Set<String> going) {
        draft.add(
                PackedTagsWrite.leave(Action.RELEASE, live.target(), live.store(), going, true, live.leavings(going)));
    }

    /** Removes tags, of owners and others. */
    void untag(LiveAssociation live, Set<String> going) {
        if (!OwnerTags.packedWith(live.tags(), going).isEmpty()) {
            leave(live, going);
            return;
        }
        Map<String, String> kept = new TreeMap<>(live.tags());
        kept.keySet().removeAll(going);
        draft.add(new GuardedWrite(
                Action.RELEASE,
                live.target(),
                List.of("without "
                        + Owner.names(going.stream().filter(Owner::isTagKey).toList())),
                now -> new AssociationReader(now, cluster)
                        .describe(live.id())
                        .map(one -> new TreeMap<>(one.tags()).toString())
                        .orElse(null),
                new TreeMap<>(live.tags()).toString(),
                kept.toString(),
                now -> now.retry()
                        .call(
                                "untag " + live.target(),
                                () -> now.eks()
                                        .untagResource(tags ->
                                                tags.resourceArn(live.arn()).tagKeys(going))),
                List.of(Permission.of("eks:UntagResource", live.arn()))));
    }

    /** Removes the association, unless another stack has joined since the plan. */
    void delete(LiveAssociation live, Set<String> leaving) {
        draft.add(new AssociationRemoval(
                live.target(), cluster, live.id(), live.arn(), LiveAssociation.text(live.found()), leaving));
    }
}
