package io.github.keda4j.provisioner.internal;

import io.github.keda4j.podidentity.association.AssociationDiff;
import io.github.keda4j.podidentity.association.PodIdentityAssociation;
import io.github.keda4j.provisioner.Change.Action;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.eks.model.ListPodIdentityAssociationsResponse;
import software.amazon.awssdk.services.eks.model.PodIdentityAssociationSummary;
import software.amazon.awssdk.services.eks.model.ResourceInUseException;
import software.amazon.awssdk.services.eks.model.ResourceNotFoundException;

/**
 * Compares the associations that stacks describe with what EKS has. An association is identified by cluster,
 * namespace and service account, for which EKS allows only one. A listing contains neither roles nor tags, so the
 * associations of the relevant namespaces are described one by one. The others are described too if they are few: a
 * stack may have had its operator elsewhere, and only the tags of the association that it left there say so.
 */
public final class AssociationPlanner {

    /** The prefix of a tag's field in a difference. */
    private static final String TAGS = "tags/";

    private static final int DEFAULT_QUOTA = 5000;
    private static final int DIGITS = 16;

    /** Up to this number, the associations of other namespaces are described too. */
    private static final int FEW_OTHERS = 100;

    private final Draft draft;
    private final String cluster;
    private final Map<String, software.amazon.awssdk.services.eks.model.PodIdentityAssociation> live = new TreeMap<>();
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
        this.cluster = cluster;
        List<PodIdentityAssociationSummary> all = list(clients, cluster);
        present = all.size();
        List<PodIdentityAssociationSummary> relevant = all.stream()
                .filter(one -> namespaces.contains(one.namespace())
                        || serviceAccounts.contains(one.serviceAccount())
                        || pods.contains(key(one.namespace(), one.serviceAccount())))
                .toList();
        SideBySide.answers(
                        "describe the pod identity associations of cluster " + cluster,
                        all.size() - relevant.size() <= FEW_OTHERS ? all : relevant,
                        one -> describe(clients, cluster, one.associationId()))
                .forEach(found -> found.ifPresent(one -> live.put(key(one.namespace(), one.serviceAccount()), one)));
    }

    private static List<PodIdentityAssociationSummary> list(Clients clients, String cluster) {
        List<PodIdentityAssociationSummary> all = new ArrayList<>();
        String token = null;
        do {
            ListPodIdentityAssociationsResponse page = page(clients, cluster, token);
            all.addAll(page.associations());
            token = page.nextToken();
        } while (token != null);
        return all;
    }

    private static ListPodIdentityAssociationsResponse page(Clients clients, String cluster, @Nullable String token) {
        return clients.retry()
                .call(
                        "list the pod identity associations of cluster " + cluster,
                        () -> clients.eks()
                                .listPodIdentityAssociations(
                                        list -> list.clusterName(cluster).nextToken(token)));
    }

    static Optional<software.amazon.awssdk.services.eks.model.PodIdentityAssociation> describe(
            Clients clients, String cluster, String id) {
        try {
            return Optional.of(clients.retry()
                    .call(
                            "describe pod identity association " + id,
                            () -> clients.eks()
                                    .describePodIdentityAssociation(describe ->
                                            describe.clusterName(cluster).associationId(id))
                                    .association()));
        } catch (ResourceNotFoundException gone) {
            return Optional.empty();
        }
    }

    private static String key(String namespace, String serviceAccount) {
        return namespace + "/" + serviceAccount;
    }

    /**
     * {@return the name of an association in a plan}
     *
     * @param association the association
     */
    public static String target(PodIdentityAssociation association) {
        return target(association.clusterName(), association.namespace(), association.serviceAccount());
    }

    private static String target(String cluster, String namespace, String serviceAccount) {
        return "pod identity association " + cluster + "/" + namespace + "/" + serviceAccount;
    }

    private String target(software.amazon.awssdk.services.eks.model.PodIdentityAssociation one) {
        return target(cluster, one.namespace(), one.serviceAccount());
    }

    /**
     * Plans to make an association as described.
     *
     * @param desired the association
     * @param owners who describes it
     */
    public void plan(PodIdentityAssociation desired, Set<Owner> owners) {
        String target = target(cluster, desired.namespace(), desired.serviceAccount());
        software.amazon.awssdk.services.eks.model.PodIdentityAssociation found =
                live.get(key(desired.namespace(), desired.serviceAccount()));
        draft.describes(target);
        Map<String, String> marks = marks(desired, owners);
        if (found == null) {
            marks.put(Owner.MANAGED_BY, Owner.US);
            create(target, with(desired, OwnerTags.fit(marks)));
            return;
        }
        boolean adopts = draft.mayAdopt(target);
        AssociationDiff bare = with(desired, found.tags()).diff(found);
        if (bare.action() == AssociationDiff.Action.REFUSED) {
            draft.refuseForeign(
                    target,
                    bare.owner().orElse("another AWS feature") + ", and differs from what is described ("
                            + bare.changes().stream()
                                    .map(AssociationPlanner::told)
                                    .collect(Collectors.joining("; "))
                            + ")",
                    "Change it there, or describe what exists.");
            return;
        }
        if (bare.owner().isPresent()) {
            draft.note(
                    target + " is as described and belongs to " + bare.owner().get() + ".");
            return;
        }
        Set<String> others = ownersOf(found);
        boolean ours = isMadeHere(found) || (!others.isEmpty() && !Foreign.hasTaken(found.tags()));
        others.removeAll(Owner.tagKeys(draft.concerned()));
        if (!ours && !adopts) {
            draft.refuseForeign(
                    target,
                    Foreign.of(found.tags()),
                    "Use another service account, or call adopt(\"" + target + "\").");
            return;
        }
        if (!others.isEmpty()
                && !adopts
                && bare.action() != AssociationDiff.Action.NONE
                && !hash(desired).equals(found.tags().get(Owner.DESCRIBED_TAG))) {
            draft.refuseShared(
                    target,
                    others,
                    bare.changes().stream().map(AssociationPlanner::told).toList(),
                    "Describe it in the same way",
                    "");
            return;
        }
        if (!isMadeHere(found)) {
            marks.put(Owner.ADOPTED_TAG, "true");
        }
        Map<String, String> tags = new TreeMap<>(found.tags());
        tags.keySet().removeIf(key -> key.startsWith("aws:"));
        // Owners that the tags already name, packed or not, are not added again.
        marks.keySet().removeAll(ownersOf(found));
        Map<String, String> coming = OwnerTags.joining(found.tags(), marks);
        tags.putAll(coming);
        int least = OwnerTags.fit(tags).size();
        if (least > OwnerTags.MOST_TAGS || !OwnerTags.hasRoom(found.tags(), coming)) {
            draft.refuse(target + " would have " + Math.max(least, tags.size())
                    + " tags, which include the names of the stacks that it belongs to; EKS allows "
                    + OwnerTags.MOST_TAGS + ".");
            return;
        }
        if (tags.size() > OwnerTags.ROOM && tags.size() > found.tags().size()) {
            draft.add(PackedTagsWrite.compact(
                    target,
                    tagsOf(found),
                    found.tags(),
                    tags.size() - found.tags().size(),
                    taggings(found)));
        }
        Set<String> gone = new TreeSet<>(Owner.tagKeys(draft.concerned()));
        gone.removeAll(Owner.tagKeys(owners));
        gone.retainAll(ownersOf(found));
        if (!gone.isEmpty()) {
            draft.add(PackedTagsWrite.leave(Action.RELEASE, target, tagsOf(found), gone, true, leaving(found, gone)));
        }
        // This write leaves out the owners that the tags already name: an earlier write may pack their tags.
        Map<String, String> besides = new TreeMap<>(found.tags());
        besides.keySet().removeIf(key -> Owner.isTagKey(key) || OwnerTags.isPacked(key));
        software.amazon.awssdk.services.eks.model.PodIdentityAssociation bareFound =
                found.toBuilder().tags(besides).build();
        Map<String, String> wantedTags = new TreeMap<>(besides);
        wantedTags.putAll(coming);
        PodIdentityAssociation wanted = with(desired, wantedTags);
        AssociationDiff diff = wanted.diff(bareFound);
        if (diff.action() == AssociationDiff.Action.UPDATE) {
            update(target, wanted, bareFound, found.tags(), diff);
        }
    }

    private Set<String> ownersOf(software.amazon.awssdk.services.eks.model.PodIdentityAssociation found) {
        return new TreeSet<>(
                OwnerTags.read(found.tags(), Owner.tagKeys(draft.concerned())).keySet());
    }

    private Function<Clients, OwnerTags.Store> tagsOf(
            software.amazon.awssdk.services.eks.model.PodIdentityAssociation found) {
        return now ->
                new AssociationRemoval.Tags(now, target(found), cluster, found.associationId(), found.associationArn());
    }

    /** Checks that there would not be more associations than EKS allows. */
    public void checkQuota() {
        if (present > DEFAULT_QUOTA) {
            draft.refuse("Cluster " + cluster + " would have " + present + " pod identity associations; EKS allows "
                    + DEFAULT_QUOTA + ".");
        }
    }

    private static boolean isMadeHere(software.amazon.awssdk.services.eks.model.PodIdentityAssociation found) {
        return Owner.US.equals(found.tags().get(Owner.MANAGED_BY))
                && !found.tags().containsKey(Owner.ADOPTED_TAG);
    }

    private static Map<String, String> marks(PodIdentityAssociation desired, Set<Owner> owners) {
        Map<String, String> marks = new TreeMap<>();
        owners.forEach(owner -> marks.put(owner.tagKey(), "true"));
        marks.put(Owner.DESCRIBED_TAG, hash(desired));
        return marks;
    }

    private static String hash(PodIdentityAssociation desired) {
        return Hashes.of(
                desired.role() + "\n" + desired.targetRole() + "\n" + desired.disableSessionTags() + "\n"
                        + desired.policy().map(Documents::text).orElse(""),
                DIGITS);
    }

    private static PodIdentityAssociation with(PodIdentityAssociation desired, Map<String, String> tags) {
        PodIdentityAssociation.Builder copy = PodIdentityAssociation.builder()
                .cluster(desired.cluster().toString())
                .namespace(desired.namespace())
                .serviceAccount(desired.serviceAccount())
                .roleArn(desired.role().toString())
                .disableSessionTags(desired.disableSessionTags());
        desired.targetRole().ifPresent(role -> copy.targetRoleArn(role.toString()));
        desired.policy().ifPresent(copy::policy);
        desired.tags().forEach(copy::tag);
        tags.forEach((key, value) -> {
            if (!key.startsWith("aws:")) {
                copy.tag(key, value);
            }
        });
        return copy.build();
    }

    /** The state that a write compares: everything that an update can change. */
    private static String text(
            software.amazon.awssdk.services.eks.model.PodIdentityAssociation one, Set<String> tagKeys) {
        return "role " + one.roleArn() + ", target role " + Objects.requireNonNullElse(one.targetRoleArn(), "")
                + ", session tags disabled: " + Boolean.TRUE.equals(one.disableSessionTags()) + ", policy "
                + Documents.read(Objects.requireNonNullElse(one.policy(), ""))
                        .map(Documents::text)
                        .orElse("") + ", tags " + only(one.tags(), tagKeys);
    }

    /** The association as text, without the owners. */
    static String text(software.amazon.awssdk.services.eks.model.PodIdentityAssociation one) {
        return text(one, Set.of());
    }

    private static Map<String, String> only(Map<String, String> tags, Set<String> keys) {
        Map<String, String> some = new TreeMap<>(tags);
        some.keySet().retainAll(keys);
        return some;
    }

    /**
     * The tags that the write changes. Only these are compared, because tags that name other owners may change in the
     * meantime.
     */
    private static Set<String> changedTags(Map<String, String> before, Map<String, String> after) {
        Set<String> keys = new TreeSet<>(before.keySet());
        keys.addAll(after.keySet());
        keys.removeIf(key -> key.startsWith("aws:") || Objects.equals(before.get(key), after.get(key)));
        return keys;
    }

    /**
     * {@return the whole description of an association, as text that is the same for equal associations}
     *
     * @param one the association
     */
    public static String text(PodIdentityAssociation one) {
        return text(one, one.tags().keySet());
    }

    private static String text(PodIdentityAssociation one, Set<String> tagKeys) {
        return "role " + one.role() + ", target role "
                + one.targetRole().map(Object::toString).orElse("")
                + ", session tags disabled: " + one.disableSessionTags() + ", policy "
                + one.policy().map(Documents::text).orElse("") + ", tags " + only(one.tags(), tagKeys);
    }

    private void create(String target, PodIdentityAssociation wanted) {
        present++;
        List<String> details = new ArrayList<>(List.of("roleArn: " + wanted.role()));
        wanted.targetRole().ifPresent(role -> details.add("targetRoleArn: " + role));
        if (wanted.disableSessionTags()) {
            details.add("disableSessionTags: true");
        }
        GuardedWrite.Probe probe = now -> find(now, wanted).orElse(null);
        draft.add(new GuardedWrite(
                Action.CREATE,
                target,
                details,
                probe,
                null,
                text(wanted),
                now -> {
                    try {
                        now.retry()
                                .call(
                                        "create " + target,
                                        () -> now.eks().createPodIdentityAssociation(wanted.createRequest()));
                    } catch (ResourceInUseException somebodyWasFaster) {
                        // Somebody else created it, or an earlier attempt at this call whose answer was lost. Listings
                        // may not include it yet.
                        List<String> found = new ArrayList<>();
                        now.retry().until("see " + target, () -> {
                            find(now, wanted).ifPresent(found::add);
                            return !found.isEmpty();
                        });
                        if (!found.contains(text(wanted))) {
                            throw new StaleException(target + " was created by somebody else since the plan.");
                        }
                    }
                },
                List.of(
                        Permission.of(
                                "eks:CreatePodIdentityAssociation",
                                wanted.cluster().toString()),
                        Permission.of("eks:TagResource", anyArn(wanted)),
                        Permission.passing(wanted.role().toString()))));
    }

    /** EKS chooses the id of an association only when it creates it. */
    private static String anyArn(PodIdentityAssociation association) {
        return association.cluster().toString().replace(":cluster/", ":podidentityassociation/") + "/*";
    }

    private static List<Permission> leaving(
            software.amazon.awssdk.services.eks.model.PodIdentityAssociation found, Set<String> keys) {
        return OwnerTags.packedWith(found.tags(), keys).isEmpty()
                ? List.of(Permission.of("eks:UntagResource", found.associationArn()))
                : taggings(found);
    }

    private static List<Permission> taggings(software.amazon.awssdk.services.eks.model.PodIdentityAssociation found) {
        return Permission.all(found.associationArn(), List.of("eks:TagResource", "eks:UntagResource"));
    }

    private static Optional<String> find(Clients clients, PodIdentityAssociation wanted) {
        return clients
                .retry()
                .call(
                        "list pod identity associations",
                        () -> clients
                                .eks()
                                .listPodIdentityAssociationsPaginator(list -> list.clusterName(wanted.clusterName())
                                        .namespace(wanted.namespace())
                                        .serviceAccount(wanted.serviceAccount()))
                                .associations()
                                .stream()
                                .toList())
                .stream()
                .findFirst()
                .flatMap(summary -> describe(clients, wanted.clusterName(), summary.associationId()))
                .map(found -> text(found, found.tags().keySet()));
    }

    private void update(
            String target,
            PodIdentityAssociation wanted,
            software.amazon.awssdk.services.eks.model.PodIdentityAssociation found,
            Map<String, String> ownersFound,
            AssociationDiff diff) {
        if (diff.updateRequest().isPresent()) {
            draft.note("Pods of " + found.namespace() + "/" + found.serviceAccount()
                    + " keep their credentials until they restart.");
        }
        Set<String> changed = changedTags(found.tags(), wanted.tags());
        // The write depends on who the owners are only if it changes parts that all owners must agree on.
        boolean ofAll = diff.updateRequest().isPresent() || changed.contains(Owner.DESCRIBED_TAG);
        Sharers sharers = new Sharers(Owner.tagKeys(draft.concerned()));
        String others = ofAll ? sharers.in(ownersFound) : "";
        draft.add(new GuardedWrite(
                Action.UPDATE,
                target,
                diff.changes().stream().map(AssociationPlanner::told).toList(),
                now -> describe(now, cluster, found.associationId())
                        .map(one -> text(one, changed) + (ofAll ? sharers.in(one.tags()) : ""))
                        .orElse(null),
                text(found, changed) + others,
                text(wanted, changed) + others,
                now -> {
                    // The owner is recorded first, so that a removal that starts now sees it.
                    diff.tagRequest()
                            .ifPresent(request -> now.retry()
                                    .call("tag " + target, () -> now.eks().tagResource(request)));
                    diff.updateRequest()
                            .ifPresent(request -> now.retry()
                                    .call("update " + target, () -> now.eks().updatePodIdentityAssociation(request)));
                    diff.untagRequest()
                            .ifPresent(request -> now.retry()
                                    .call("untag " + target, () -> now.eks().untagResource(request)));
                },
                sharers::inWords,
                permissions(diff, wanted, found.associationArn())));
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

    private static String told(AssociationDiff.Change change) {
        return change.field().startsWith(TAGS)
                ? Owner.tagInWords(
                        change.field().substring(TAGS.length()),
                        change.reported().isEmpty() ? null : change.reported(),
                        change.desired().isEmpty() ? null : change.desired())
                : change.toString();
    }

    /**
     * Plans that owners leave the associations that they no longer describe.
     *
     * @param described the associations that stay
     * @param known associations that were described before
     */
    public void prune(List<PodIdentityAssociation> described, List<PodIdentityAssociation> known) {
        Set<String> keys = Owner.tagKeys(draft.concerned());
        Set<String> staying = keysOf(described);
        Set<String> before = keysOf(known);
        live.forEach((key, found) -> {
            Set<String> present = ownersOf(found);
            if (staying.contains(key)) {
                return;
            }
            if (present.stream().anyMatch(keys::contains)
                    || (isMadeHere(found) && present.isEmpty() && before.contains(key))) {
                leave(found, keys);
            } else if (before.contains(key)) {
                draft.note(target(found) + " stays: it belongs to "
                        + (present.isEmpty()
                                ? Optional.ofNullable(found.ownerArn())
                                        .filter(arn -> !arn.isEmpty())
                                        .orElseGet(() -> Foreign.of(found.tags()))
                                : Owner.names(present))
                        + ".");
            }
        });
    }

    private static Set<String> keysOf(List<PodIdentityAssociation> associations) {
        Set<String> keys = new TreeSet<>();
        associations.forEach(one -> keys.add(key(one.namespace(), one.serviceAccount())));
        return keys;
    }

    private void leave(software.amazon.awssdk.services.eks.model.PodIdentityAssociation found, Set<String> leaving) {
        Set<String> going = ownersOf(found);
        Set<String> remaining = new TreeSet<>(going);
        going.retainAll(leaving);
        remaining.removeAll(leaving);
        String target = target(found);
        if (!remaining.isEmpty()) {
            untag(target, found, going);
            draft.note(target + " stays: it belongs to " + Owner.names(remaining) + " too.");
        } else if (isMadeHere(found)) {
            draft.add(new AssociationRemoval(
                    target, cluster, found.associationId(), found.associationArn(), text(found), going));
        } else {
            going.add(Owner.ADOPTED_TAG);
            going.add(Owner.DESCRIBED_TAG);
            going.removeIf(
                    key -> !found.tags().containsKey(key) && !ownersOf(found).contains(key));
            untag(target, found, going);
            draft.note(target + " stays: " + Foreign.whyItStays(found.tags()));
        }
    }

    private void untag(
            String target, software.amazon.awssdk.services.eks.model.PodIdentityAssociation found, Set<String> going) {
        if (!OwnerTags.packedWith(found.tags(), going).isEmpty()) {
            draft.add(PackedTagsWrite.leave(Action.RELEASE, target, tagsOf(found), going, true, leaving(found, going)));
            return;
        }
        Map<String, String> kept = new LinkedHashMap<>(found.tags());
        kept.keySet().removeAll(going);
        draft.add(new GuardedWrite(
                Action.RELEASE,
                target,
                List.of("without "
                        + Owner.names(going.stream().filter(Owner::isTagKey).toList())),
                now -> describe(now, cluster, found.associationId())
                        .map(one -> new TreeMap<>(one.tags()).toString())
                        .orElse(null),
                new TreeMap<>(found.tags()).toString(),
                new TreeMap<>(kept).toString(),
                now -> now.retry()
                        .call(
                                "untag " + target,
                                () -> now.eks()
                                        .untagResource(tags -> tags.resourceArn(found.associationArn())
                                                .tagKeys(going))),
                List.of(Permission.of("eks:UntagResource", found.associationArn()))));
    }
}
