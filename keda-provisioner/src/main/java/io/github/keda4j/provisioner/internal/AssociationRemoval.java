package io.github.keda4j.provisioner.internal;

import io.github.keda4j.podidentity.association.PodIdentityAssociation;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import software.amazon.awssdk.services.eks.model.DeletePodIdentityAssociationResponse;
import software.amazon.awssdk.services.eks.model.ResourceNotFoundException;

/**
 * Removes an association, unless other stacks need it by now: then it only removes the tags of the leaving owners.
 *
 * @param target its name in the plan
 * @param cluster its cluster
 * @param id the id; a recreated association has another one
 * @param arn its ARN
 * @param seen what the plan found, as {@link LiveAssociation} describes it
 * @param leaving the tags of the leaving owners
 */
record AssociationRemoval(String target, String cluster, String id, String arn, String seen, Set<String> leaving)
        implements SharedRemoval {

    @Override
    public String toString() {
        return ExecutableChange.inWords(this);
    }

    @Override
    public List<Permission> permissions() {
        return List.of(Permission.of("eks:DeletePodIdentityAssociation", arn));
    }

    @Override
    public Basis basis() {
        return basis(id, seen);
    }

    @Override
    public Optional<String> staleness(Clients clients) {
        return new AssociationReader(clients, cluster).describe(id).flatMap(this::staleness);
    }

    private Optional<String> staleness(software.amazon.awssdk.services.eks.model.PodIdentityAssociation found) {
        String now = LiveAssociation.text(found);
        return now.equals(seen) || !others(found.tags()).isEmpty()
                ? Optional.empty()
                : Optional.of(target + " has changed since the plan: " + seen + " -> " + now);
    }

    @Override
    public boolean execute(Clients clients) {
        Optional<software.amazon.awssdk.services.eks.model.PodIdentityAssociation> live =
                new AssociationReader(clients, cluster).describe(id);
        live.ifPresent(found -> {
            staleness(found).ifPresent(change -> {
                throw new StaleException(change);
            });
            if (others(found.tags()).isEmpty()) {
                delete(clients);
            } else if (!leaving.isEmpty()) {
                OwnerTags.leave(new Tags(clients, target, cluster, id, found.associationArn()), leaving, true);
            }
        });
        return live.isPresent();
    }

    private void delete(Clients clients) {
        try {
            DeletePodIdentityAssociationResponse gone = clients.retry()
                    .call(
                            "delete " + target,
                            () -> clients.eks()
                                    .deletePodIdentityAssociation(delete ->
                                            delete.clusterName(cluster).associationId(id)));
            if (!others(gone.association().tags()).isEmpty()) {
                bringBack(clients, gone.association());
            }
        } catch (ResourceNotFoundException goneAlready) {
            // It is already gone, which is the goal.
        }
    }

    /** Creates the association again, because another stack joined between the last read and the deletion. */
    private void bringBack(Clients clients, software.amazon.awssdk.services.eks.model.PodIdentityAssociation gone) {
        Map<String, String> tags = OwnerTags.without(gone.tags(), leaving);
        PodIdentityAssociation again = PodIdentityAssociation.of(gone);
        clients.retry()
                .call(
                        "restore " + target,
                        () -> clients.eks()
                                .createPodIdentityAssociation(again.createRequest().toBuilder()
                                        .tags(tags)
                                        .build()));
    }

    /**
     * The tags of an association.
     *
     * @param clients the caller's clients
     * @param target its name in the plan
     * @param cluster its cluster
     * @param id its id
     * @param arn its ARN
     */
    record Tags(Clients clients, String target, String cluster, String id, String arn) implements OwnerTags.Store {

        @Override
        public Map<String, String> read() {
            return new AssociationReader(clients, cluster)
                    .describe(id)
                    .map(found -> new TreeMap<>(found.tags()))
                    .orElseGet(TreeMap::new);
        }

        @Override
        public void tag(Map<String, String> tags) {
            clients.retry()
                    .call(
                            "tag " + target,
                            () -> clients.eks()
                                    .tagResource(
                                            request -> request.resourceArn(arn).tags(tags)));
        }

        @Override
        public void untag(Collection<String> keys) {
            clients.retry()
                    .call(
                            "untag " + target,
                            () -> clients.eks()
                                    .untagResource(
                                            request -> request.resourceArn(arn).tagKeys(keys)));
        }
    }
}
