package io.github.keda4j.examples.programs;

import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.github.keda4j.keda.v1alpha1.ScaledObject;
import io.github.keda4j.wiring.HandOver;
import io.github.keda4j.wiring.IamRole;
import io.github.keda4j.wiring.KedaOperator;
import io.github.keda4j.wiring.ScalerIdentity;
import io.github.keda4j.wiring.ScalingStack;
import io.github.keda4j.yaml.Manifests;

/**
 * A partner's queue in another account, behind a role that requires an external id. Prints the policies that the
 * partner must put in place, by account and file name.
 */
final class PartnerQueue {

    private static final IamRole READER = IamRole.existing("arn:aws:iam::444455556666:role/queue-reader");

    private static final String WORKLOAD = """
            apiVersion: apps/v1
            kind: Deployment
            metadata: {name: orders, namespace: shop}
            spec:
              selector: {matchLabels: {app: orders}}
              template:
                metadata: {labels: {app: orders}}
                spec:
                  serviceAccountName: orders
                  containers: [{name: orders, image: "example/orders:1"}]
            """;

    private static final String SERVICE_ACCOUNT = """
            apiVersion: v1
            kind: ServiceAccount
            metadata: {name: orders, namespace: shop}
            """;

    private static final String SCALED_OBJECT = """
            apiVersion: keda.sh/v1alpha1
            kind: ScaledObject
            metadata: {name: orders, namespace: shop}
            spec:
              scaleTargetRef: {name: orders}
              triggers:
              - type: aws-sqs-queue
                metadata:
                  queueURL: https://sqs.us-east-1.amazonaws.com/444455556666/partner-orders
                  awsRegion: us-east-1
                authenticationRef: {name: partner}
            """;

    private PartnerQueue() {}

    public static void main(String[] args) {
        for (HandOver policy : stack().handOvers()) {
            System.out.println(policy.fileName());
            System.out.println(policy.document().toPrettyJson());
        }
    }

    static ScalingStack stack() {
        return ScalingStack.builder()
                .cluster("arn:aws:eks:us-east-1:111122223333:cluster/demo")
                .operator(KedaOperator.inNamespace("keda"))
                .scalerIdentity(ScalerIdentity.role(READER).withExternalId("shop-7f3a"))
                .workload(
                        Manifests.readAs(Deployment.class, WORKLOAD),
                        Manifests.readAs(ServiceAccount.class, SERVICE_ACCOUNT),
                        access -> {})
                .scaledObject(Manifests.readAs(ScaledObject.class, SCALED_OBJECT))
                .build();
    }
}
