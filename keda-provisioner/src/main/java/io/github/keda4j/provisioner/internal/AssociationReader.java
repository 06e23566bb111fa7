package io.github.keda4j.provisioner.internal;

import io.github.keda4j.podidentity.association.PodIdentityAssociation;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.eks.model.ListPodIdentityAssociationsResponse;
import software.amazon.awssdk.services.eks.model.PodIdentityAssociationSummary;
import software.amazon.awssdk.services.eks.model.ResourceNotFoundException;

/** Reads the associations of a cluster, and retries every call. */
final class AssociationReader {

    private final Clients clients;
    private final String cluster;

    AssociationReader(Clients clients, String cluster) {
        this.clients = clients;
        this.cluster = cluster;
    }

    /** All associations. A listing contains neither roles nor tags. */
    List<PodIdentityAssociationSummary> list() {
        List<PodIdentityAssociationSummary> all = new ArrayList<>();
        String token = null;
        do {
            ListPodIdentityAssociationsResponse page = page(token);
            all.addAll(page.associations());
            token = page.nextToken();
        } while (token != null);
        return all;
    }

    private ListPodIdentityAssociationsResponse page(@Nullable String token) {
        return clients.retry()
                .call(
                        "list the pod identity associations of cluster " + cluster,
                        () -> clients.eks()
                                .listPodIdentityAssociations(
                                        list -> list.clusterName(cluster).nextToken(token)));
    }

    /** Describes some associations, many at a time. Associations that no longer exist are left out. */
    List<software.amazon.awssdk.services.eks.model.PodIdentityAssociation> describe(
            List<PodIdentityAssociationSummary> some) {
        return SideBySide.answers(
                        "describe the pod identity associations of cluster " + cluster,
                        some,
                        one -> describe(one.associationId()))
                .stream()
                .flatMap(Optional::stream)
                .toList();
    }

    /** The association with this id, if it is there. */
    Optional<software.amazon.awssdk.services.eks.model.PodIdentityAssociation> describe(String id) {
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

    /** The association of the same pods, if there is one. */
    Optional<software.amazon.awssdk.services.eks.model.PodIdentityAssociation> find(PodIdentityAssociation same) {
        return clients
                .retry()
                .call(
                        "list pod identity associations",
                        () -> clients
                                .eks()
                                .listPodIdentityAssociationsPaginator(list -> list.clusterName(cluster)
                                        .namespace(same.namespace())
                                        .serviceAccount(same.serviceAccount()))
                                .associations()
                                .stream()
                                .toList())
                .stream()
                .findFirst()
                .flatMap(summary -> describe(summary.associationId()));
    }
}
