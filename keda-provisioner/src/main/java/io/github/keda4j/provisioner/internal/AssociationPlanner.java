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
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.eks.model.DeletePodIdentityAssociationResponse;
import software.amazon.awssdk.services.eks.model.ListPodIdentityAssociationsResponse;
import software.amazon.awssdk.services.eks.model.PodIdentityAssociationSummary;
import software.amazon.awssdk.services.eks.model.ResourceInUseException;
import software.amazon.awssdk.services.eks.model.ResourceNotFoundException;

/**
 * Compares the associations that stacks describe with what EKS has. They are found by cluster, namespace and service account, of
 * which EKS allows one each. A listing tells neither role nor tags, so those of the namespaces that matter are described.
 */
public final class AssociationPlanner {

    private static final int MOST_TAGS = 50;
    private static final int DEFAULT_QUOTA = 5000;
    private static final int DIGITS = 16;

    private final Draft draft;
    private final String cluster;
    private final Map<String, software.amazon.awssdk.services.eks.model.PodIdentityAssociation> live = new TreeMap<>();
    private int present;

    /**
     * Reads the associations of some namespaces of a cluster.
     *
     * @param clients only read with
     * @param draft what is planned goes there
     * @param cluster the cluster's name
     * @param namespaces the namespaces that matter
     */
    public AssociationPlanner(Clients clients, Draft draft, String cluster, Set<String> namespaces) {
        this.draft = draft;
        this.cluster = cluster;
        List<PodIdentityAssociationSummary> all = list(clients, cluster);
        present = all.size();
        SideBySide.answers(
                        "describe the pod identity associations of cluster " + cluster,
                        all.stream()
                                .filter(one -> namespaces.contains(one.namespace()))
                                .toList(),
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

    private static Optional<software.amazon.awssdk.services.eks.model.PodIdentityAssociation> describe(
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
     * {@return what a plan calls an association}
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
     * Plans an association to be as described.
     *
     * @param desired the association
     * @param owners who describes it
     */
    public void plan(PodIdentityAssociation desired, Set<Owner> owners) {
        String target = target(cluster, desired.namespace(), desired.serviceAccount());
        software.amazon.awssdk.services.eks.model.PodIdentityAssociation found =
                live.get(key(desired.namespace(), desired.serviceAccount()));
        Map<String, String> marks = marks(desired, owners);
        if (found == null) {
            marks.put(Owner.MANAGED_BY, Owner.US);
            create(target, with(desired, marks));
            return;
        }
        boolean adopts = draft.mayAdopt(target);
        AssociationDiff bare = with(desired, found.tags()).diff(found);
        if (bare.action() == AssociationDiff.Action.REFUSED) {
            draft.refuseForeign(
                    target,
                    bare.owner().orElse("another AWS feature") + ", and differs from what is described ("
                            + bare.changes() + ")",
                    "Change it there, or describe what it has.");
            return;
        }
        if (bare.owner().isPresent()) {
            draft.note(
                    target + " is as described and belongs to " + bare.owner().get() + ".");
            return;
        }
        Set<String> others = new TreeSet<>(Owner.tagKeysIn(found.tags()));
        boolean ours = isMadeHere(found) || !others.isEmpty();
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
            draft.refuseForeign(
                    target,
                    Owner.names(others) + " too, which describes it differently (" + bare.changes() + ")",
                    "Describe it in the same way, or call adopt(\"" + target + "\").");
            return;
        }
        if (!isMadeHere(found)) {
            marks.put(Owner.ADOPTED_TAG, "true");
        }
        Map<String, String> tags = new TreeMap<>(found.tags());
        tags.keySet().removeIf(key -> key.startsWith("aws:"));
        tags.keySet().removeAll(Owner.tagKeys(draft.concerned()));
        tags.putAll(marks);
        if (tags.size() > MOST_TAGS) {
            draft.refuse(target + " would have " + tags.size()
                    + " tags, one for each stack that it belongs to; EKS allows " + MOST_TAGS + ".");
            return;
        }
        PodIdentityAssociation wanted = with(desired, tags);
        AssociationDiff diff = wanted.diff(found);
        if (diff.action() == AssociationDiff.Action.UPDATE) {
            update(target, wanted, found, diff);
        }
    }

    /** Whether there would be more associations than EKS allows. */
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

    /** What a write compares: everything that an update can change. */
    private static String text(software.amazon.awssdk.services.eks.model.PodIdentityAssociation one) {
        return "role " + one.roleArn() + ", target role " + Objects.requireNonNullElse(one.targetRoleArn(), "")
                + ", session tags off " + Boolean.TRUE.equals(one.disableSessionTags()) + ", policy "
                + Documents.read(Objects.requireNonNullElse(one.policy(), ""))
                        .map(Documents::text)
                        .orElse("") + ", tags " + new TreeMap<>(one.tags());
    }

    /**
     * {@return everything that is described of an association, as text that is the same for equal associations}
     *
     * @param one the association
     */
    public static String text(PodIdentityAssociation one) {
        return "role " + one.role() + ", target role "
                + one.targetRole().map(Object::toString).orElse("")
                + ", session tags off " + one.disableSessionTags() + ", policy "
                + one.policy().map(Documents::text).orElse("") + ", tags " + new TreeMap<>(one.tags());
    }

    private void create(String target, PodIdentityAssociation wanted) {
        present++;
        List<String> details = new ArrayList<>(List.of("roleArn: " + wanted.role()));
        wanted.targetRole().ifPresent(role -> details.add("targetRoleArn: " + role));
        if (wanted.disableSessionTags()) {
            details.add("disableSessionTags: true");
        }
        GuardedWrite.Probe probe = now -> find(now, wanted).orElse(null);
        draft.add(new GuardedWrite(Action.CREATE, target, details, probe, null, text(wanted), now -> {
            try {
                now.retry()
                        .call("create " + target, () -> now.eks().createPodIdentityAssociation(wanted.createRequest()));
            } catch (ResourceInUseException somebodyWasFaster) {
                // Or an earlier attempt of this very call, whose answer was lost. Listings may not see it yet.
                List<String> found = new ArrayList<>();
                now.retry().until("see " + target, () -> {
                    find(now, wanted).ifPresent(found::add);
                    return !found.isEmpty();
                });
                if (!found.contains(text(wanted))) {
                    throw new StaleException(target + " was created by somebody else since the plan.");
                }
            }
        }));
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
                .map(AssociationPlanner::text);
    }

    private void update(
            String target,
            PodIdentityAssociation wanted,
            software.amazon.awssdk.services.eks.model.PodIdentityAssociation found,
            AssociationDiff diff) {
        if (diff.updateRequest().isPresent()) {
            draft.note("Pods of " + found.namespace() + "/" + found.serviceAccount()
                    + " keep their credentials until they restart.");
        }
        draft.add(new GuardedWrite(
                Action.UPDATE,
                target,
                diff.changes().stream().map(AssociationDiff.Change::toString).toList(),
                now -> describe(now, cluster, found.associationId())
                        .map(AssociationPlanner::text)
                        .orElse(null),
                text(found),
                text(wanted),
                now -> {
                    // Whose it is comes first: a removal that starts now must see it.
                    diff.tagRequest()
                            .ifPresent(request -> now.retry()
                                    .call("tag " + target, () -> now.eks().tagResource(request)));
                    diff.updateRequest()
                            .ifPresent(request -> now.retry()
                                    .call("update " + target, () -> now.eks().updatePodIdentityAssociation(request)));
                    diff.untagRequest()
                            .ifPresent(request -> now.retry()
                                    .call("untag " + target, () -> now.eks().untagResource(request)));
                }));
    }

    /**
     * Plans that owners leave the associations that they do not describe any more.
     *
     * @param described the associations that stay
     * @param known associations that were described before
     */
    public void prune(List<PodIdentityAssociation> described, List<PodIdentityAssociation> known) {
        Set<String> keys = Owner.tagKeys(draft.concerned());
        Set<String> staying = keysOf(described);
        Set<String> before = keysOf(known);
        live.forEach((key, found) -> {
            Set<String> present = Owner.tagKeysIn(found.tags());
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
        Set<String> going = new TreeSet<>(Owner.tagKeysIn(found.tags()));
        Set<String> remaining = new TreeSet<>(going);
        going.retainAll(leaving);
        remaining.removeAll(leaving);
        String target = target(found);
        if (!remaining.isEmpty()) {
            untag(target, found, going);
            draft.note(target + " stays: it belongs to " + Owner.names(remaining) + " too.");
        } else if (isMadeHere(found)) {
            draft.add(new Removal(target, cluster, found.associationId(), going));
        } else {
            going.add(Owner.ADOPTED_TAG);
            going.add(Owner.DESCRIBED_TAG);
            going.retainAll(found.tags().keySet());
            untag(target, found, going);
            draft.note(target + " stays: it existed before it was adopted.");
        }
    }

    private void untag(
            String target, software.amazon.awssdk.services.eks.model.PodIdentityAssociation found, Set<String> going) {
        Map<String, String> kept = new LinkedHashMap<>(found.tags());
        kept.keySet().removeAll(going);
        draft.add(new GuardedWrite(
                Action.RELEASE,
                target,
                List.of("without " + String.join(", ", going)),
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
                                                .tagKeys(going)))));
    }

    /**
     * Removes an association, unless other stacks need it by now: then only the tags of those who leave go.
     *
     * @param target what it is called
     * @param cluster its cluster
     * @param id which an association that somebody made anew does not have
     * @param leaving the tags of those who leave
     */
    private record Removal(String target, String cluster, String id, Set<String> leaving) implements ExecutableChange {

        @Override
        public Action action() {
            return Action.DELETE;
        }

        @Override
        public List<String> details() {
            return List.of("no stack needs it any more");
        }

        @Override
        public Basis basis() {
            return new Basis(id, "with " + String.join(" ", new TreeSet<>(leaving)), null);
        }

        @Override
        public Optional<String> staleness(Clients clients) {
            return Optional.empty();
        }

        @Override
        public boolean execute(Clients clients) {
            Optional<software.amazon.awssdk.services.eks.model.PodIdentityAssociation> live =
                    describe(clients, cluster, id);
            live.ifPresent(found -> {
                if (others(found).isEmpty()) {
                    delete(clients);
                } else if (!leaving.isEmpty()) {
                    clients.retry()
                            .call(
                                    "untag " + target,
                                    () -> clients.eks()
                                            .untagResource(tags -> tags.resourceArn(found.associationArn())
                                                    .tagKeys(leaving)));
                }
            });
            return live.isPresent();
        }

        private Set<String> others(software.amazon.awssdk.services.eks.model.PodIdentityAssociation found) {
            Set<String> others = new TreeSet<>(Owner.tagKeysIn(found.tags()));
            others.removeAll(leaving);
            return others;
        }

        private void delete(Clients clients) {
            try {
                DeletePodIdentityAssociationResponse gone = clients.retry()
                        .call(
                                "delete " + target,
                                () -> clients.eks()
                                        .deletePodIdentityAssociation(delete ->
                                                delete.clusterName(cluster).associationId(id)));
                if (!others(gone.association()).isEmpty()) {
                    bringBack(clients, gone.association());
                }
            } catch (ResourceNotFoundException goneAlready) {
                // That is what was asked for.
            }
        }

        /** Somebody came to need it between the last look and the deletion. */
        private void bringBack(Clients clients, software.amazon.awssdk.services.eks.model.PodIdentityAssociation gone) {
            Map<String, String> tags = new TreeMap<>(gone.tags());
            tags.keySet().removeAll(leaving);
            PodIdentityAssociation again = PodIdentityAssociation.of(gone);
            clients.retry()
                    .call(
                            "bring back " + target,
                            () -> clients.eks()
                                    .createPodIdentityAssociation(again.createRequest().toBuilder()
                                            .tags(tags)
                                            .build()));
        }
    }
}
