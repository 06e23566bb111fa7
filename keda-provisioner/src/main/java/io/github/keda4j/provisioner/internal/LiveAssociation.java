package io.github.keda4j.provisioner.internal;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import software.amazon.awssdk.services.eks.model.PodIdentityAssociation;

/**
 * An association as it exists in EKS.
 *
 * @param found what EKS reports
 * @param cluster the name of its cluster
 * @param owners the tags of the stacks that it belongs to, packed or not
 */
record LiveAssociation(PodIdentityAssociation found, String cluster, Set<String> owners) {

    LiveAssociation {
        owners = Set.copyOf(owners);
    }

    /**
     * Reads who the owners are.
     *
     * @param known the tags of stacks that packed tags may name
     */
    static LiveAssociation of(PodIdentityAssociation found, String cluster, Set<String> known) {
        String target = AssociationForm.target(cluster, found.namespace(), found.serviceAccount());
        Set<String> owners = DescribedTag.isCopied(found.tags(), target)
                ? Set.of()
                : OwnerTags.read(found.tags(), known).keySet();
        return new LiveAssociation(found, cluster, owners);
    }

    String id() {
        return found.associationId();
    }

    String arn() {
        return found.associationArn();
    }

    Map<String, String> tags() {
        return found.tags();
    }

    /** What identifies it within its cluster: EKS allows one association for a namespace and a service account. */
    String key() {
        return AssociationForm.key(found.namespace(), found.serviceAccount());
    }

    /** Its name in a plan. */
    String target() {
        return AssociationForm.target(cluster, found.namespace(), found.serviceAccount());
    }

    /** Whether keda4j made it. */
    boolean isMadeHere() {
        return Owner.US.equals(tags().get(Owner.MANAGED_BY))
                && !tags().containsKey(Owner.ADOPTED_TAG)
                && !DescribedTag.isCopied(tags(), target());
    }

    /** Whether it belongs to stacks of keda4j, alone or with others, and nobody else has marked it as theirs. */
    boolean isOurs() {
        return isMadeHere() || (!owners.isEmpty() && !Foreign.hasTaken(tags()));
    }

    /** The parts that all owners must agree on, as text. */
    String agreed() {
        return text(found);
    }

    /** The owners whose keys are among the given ones. */
    Set<String> ownersAmong(Set<String> keys) {
        Set<String> some = new TreeSet<>(owners);
        some.retainAll(keys);
        return some;
    }

    /** The owners whose keys are not among the given ones. */
    Set<String> ownersBesides(Set<String> keys) {
        Set<String> others = new TreeSet<>(owners);
        others.removeAll(keys);
        return others;
    }

    /** Who it belongs to if it is not removed, in words. */
    String foreignOwner() {
        if (!owners.isEmpty()) {
            return Owner.names(owners);
        }
        return Optional.ofNullable(found.ownerArn())
                .filter(arn -> !arn.isEmpty())
                .orElseGet(() -> Foreign.of(tags()));
    }

    /** The same association without the tags that name owners: those are changed by separate writes. */
    PodIdentityAssociation withoutOwners() {
        Map<String, String> besides = new TreeMap<>(tags());
        besides.keySet().removeIf(key -> Owner.isTagKey(key) || OwnerTags.isPacked(key));
        return found.toBuilder().tags(besides).build();
    }

    /** Its tags, to be read and written when a change is made. */
    Function<Clients, OwnerTags.Store> store() {
        return clients -> new AssociationRemoval.Tags(clients, target(), cluster, id(), arn());
    }

    /** The permissions for replacing packed tags: new tags are added before old ones are removed. */
    List<Permission> taggings() {
        return Permission.all(arn(), List.of("eks:TagResource", "eks:UntagResource"));
    }

    /** The permissions for removing the given owners. */
    List<Permission> leavings(Set<String> keys) {
        return OwnerTags.packedWith(tags(), keys).isEmpty()
                ? List.of(Permission.of("eks:UntagResource", arn()))
                : taggings();
    }

    /**
     * Everything that an update can change, as text that writes compare.
     *
     * @param tagKeys the tags that matter
     */
    static String text(PodIdentityAssociation one, Set<String> tagKeys) {
        return "role " + one.roleArn() + ", target role " + Objects.requireNonNullElse(one.targetRoleArn(), "")
                + ", session tags disabled: " + Boolean.TRUE.equals(one.disableSessionTags()) + ", policy "
                + Documents.read(Objects.requireNonNullElse(one.policy(), ""))
                        .map(Documents::text)
                        .orElse("") + ", tags " + AssociationForm.only(one.tags(), tagKeys);
    }

    /** The association as text, without its tags. */
    static String text(PodIdentityAssociation one) {
        return text(one, Set.of());
    }
}
