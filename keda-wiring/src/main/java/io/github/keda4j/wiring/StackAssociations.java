package io.github.keda4j.wiring;

import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.github.keda4j.podidentity.association.PodIdentityAssociation;
import java.util.ArrayList;
import java.util.List;

/** The pod identity associations of a stack. */
final class StackAssociations {

    private StackAssociations() {}

    static List<PodIdentityAssociation> of(StackPlan plan) {
        StackDescription stack = plan.stack();
        List<PodIdentityAssociation> associations = new ArrayList<>();
        if (plan.needsOperator() && stack.operator().oidcProviderArn().isEmpty()) {
            KedaOperator operator = stack.operator();
            associations.add(PodIdentityAssociation.builder()
                    .cluster(stack.cluster().arn())
                    .namespace(operator.namespace())
                    .serviceAccount(operator.serviceAccount())
                    .roleArn(operator.role().arn(stack.cluster()))
                    .disableSessionTags(!operator.sessionTags())
                    .build());
        }
        if (plan.hasWorkloadRole()) {
            ObjectMeta serviceAccount = stack.serviceAccount().getMetadata();
            associations.add(PodIdentityAssociation.builder()
                    .cluster(stack.cluster().arn())
                    .namespace(serviceAccount.getNamespace())
                    .serviceAccount(serviceAccount.getName())
                    .roleArn(stack.workloadRole().arn(stack.cluster()))
                    .build());
        }
        return List.copyOf(associations);
    }
}
