package io.github.keda4j.provisioner.internal;

import io.github.keda4j.podidentity.association.AssociationDiff;
import io.github.keda4j.podidentity.association.PodIdentityAssociation;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.eks.model.ResourceInUseException;
import software.amazon.awssdk.services.eks.model.ResourceNotFoundException;

/** Writes to EKS. */
sealed interface AssociationChange extends ExecutableChange {

    /** The association that is written to. */
    PodIdentityAssociation association();

    @Override
    default String target() {
        PodIdentityAssociation one = association();
        return "pod identity association " + one.clusterName() + "/" + one.namespace() + "/" + one.serviceAccount();
    }

    /** Makes an association, or makes it what it should be if somebody was faster. */
    record Create(PodIdentityAssociation association) implements AssociationChange {

        @Override
        public Action action() {
            return Action.CREATE;
        }

        @Override
        public List<String> details() {
            return List.of("roleArn: " + association.role());
        }

        @Override
        public void execute(Clients clients) {
            clients.retry()
                    .call("create " + target(), () -> createOrCompare(clients))
                    .ifPresent(change -> change.execute(clients));
        }

        /** What is left to do. */
        private Optional<ExecutableChange> createOrCompare(Clients clients) {
            try {
                clients.eks().createPodIdentityAssociation(association.createRequest());
                return Optional.empty();
            } catch (ResourceInUseException somebodyWasFaster) {
                Optional<ExecutableChange> left = new AssociationPlanner(clients.eks()).plan(association);
                if (left.filter(Create.class::isInstance).isPresent()) {
                    // Listings do not see it yet.
                    throw somebodyWasFaster;
                }
                return left;
            }
        }
    }

    /** Changes an association in place. */
    record Update(PodIdentityAssociation association, AssociationDiff diff) implements AssociationChange {

        @Override
        public Action action() {
            return Action.UPDATE;
        }

        @Override
        public List<String> details() {
            return diff.changes().stream().map(AssociationDiff.Change::toString).toList();
        }

        @Override
        public void execute(Clients clients) {
            diff.updateRequest()
                    .ifPresent(request -> clients.retry()
                            .call("update " + target(), () -> clients.eks().updatePodIdentityAssociation(request)));
            diff.tagRequest().ifPresent(request -> clients.eks().tagResource(request));
            diff.untagRequest().ifPresent(request -> clients.eks().untagResource(request));
        }
    }

    /** Removes an association. */
    record Delete(PodIdentityAssociation association, String associationId) implements AssociationChange {

        @Override
        public Action action() {
            return Action.DELETE;
        }

        @Override
        public List<String> details() {
            return List.of(associationId);
        }

        @Override
        public void execute(Clients clients) {
            try {
                clients.eks()
                        .deletePodIdentityAssociation(delete ->
                                delete.clusterName(association.clusterName()).associationId(associationId));
            } catch (ResourceNotFoundException goneAlready) {
                // That is what was asked for.
            }
        }
    }
}
