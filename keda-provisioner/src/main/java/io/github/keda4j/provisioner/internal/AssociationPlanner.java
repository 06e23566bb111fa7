package io.github.keda4j.provisioner.internal;

import io.github.keda4j.podidentity.association.AssociationDiff;
import io.github.keda4j.podidentity.association.PodIdentityAssociation;
import io.github.keda4j.provisioner.ProvisioningException;
import java.util.Optional;
import software.amazon.awssdk.services.eks.EksClient;
import software.amazon.awssdk.services.eks.model.PodIdentityAssociationSummary;

/**
 * Compares the associations that a stack describes with what EKS has. They are found by cluster, namespace and service
 * account, of which EKS allows one each; a listing does not tell the role, so each is described.
 */
public final class AssociationPlanner {

    private final EksClient eks;

    /**
     * A planner that reads through the given client.
     *
     * @param eks only read from
     */
    public AssociationPlanner(EksClient eks) {
        this.eks = eks;
    }

    /**
     * What needs to be written for the association to be as described.
     *
     * @param desired the association
     * @return empty where EKS has it so already
     * @throws ProvisioningException if another AWS feature owns the association
     */
    public Optional<ExecutableChange> plan(PodIdentityAssociation desired) {
        Optional<software.amazon.awssdk.services.eks.model.PodIdentityAssociation> reported =
                find(desired).map(summary -> describe(desired, summary));
        if (reported.isEmpty()) {
            return Optional.of(new AssociationChange.Create(desired));
        }
        AssociationDiff diff = desired.diff(reported.get());
        return switch (diff.action()) {
            case NONE -> Optional.empty();
            case UPDATE -> Optional.of(new AssociationChange.Update(desired, diff));
            case REFUSED ->
                throw new ProvisioningException("pod identity association of " + desired.namespace() + "/"
                        + desired.serviceAccount() + " in cluster " + desired.clusterName() + " belongs to "
                        + diff.owner().orElse("somebody else") + " and differs from what is described: "
                        + diff.changes() + "; change it there, or describe what it has");
            case REPLACE ->
                throw new IllegalStateException(
                        "EKS listed an association of another service account than it was asked for: " + diff);
        };
    }

    /**
     * What needs to be written for the association to be gone.
     *
     * @param desired the association as it was described
     * @return empty where it is not there, has another role by now, or belongs to another AWS feature
     */
    public Optional<ExecutableChange> planRemoval(PodIdentityAssociation desired) {
        return find(desired)
                .map(summary -> describe(desired, summary))
                .filter(reported -> desired.role().toString().equals(reported.roleArn()))
                .filter(reported ->
                        reported.ownerArn() == null || reported.ownerArn().isEmpty())
                .map(reported -> new AssociationChange.Delete(desired, reported.associationId()));
    }

    private Optional<PodIdentityAssociationSummary> find(PodIdentityAssociation desired) {
        return eks
                .listPodIdentityAssociationsPaginator(list -> list.clusterName(desired.clusterName())
                        .namespace(desired.namespace())
                        .serviceAccount(desired.serviceAccount()))
                .associations()
                .stream()
                .findFirst();
    }

    private software.amazon.awssdk.services.eks.model.PodIdentityAssociation describe(
            PodIdentityAssociation desired, PodIdentityAssociationSummary summary) {
        return eks.describePodIdentityAssociation(
                        describe -> describe.clusterName(desired.clusterName()).associationId(summary.associationId()))
                .association();
    }
}
