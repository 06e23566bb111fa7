package io.github.keda4j.examples.programs;

import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.github.keda4j.keda.v1alpha1.ScaledObjectBuilder;
import io.github.keda4j.trigger.ApacheKafkaTrigger;
import io.github.keda4j.trigger.TlsMode;
import io.github.keda4j.wiring.KedaOperator;
import io.github.keda4j.wiring.ScalingStack;
import io.github.keda4j.yaml.Manifests;

/**
 * Consumers of a topic on Amazon MSK, scaled by the lag of their group. They and KEDA authenticate with IAM. Prints
 * the proof.
 */
final class BillingTopic {

    private static final String MSK = "arn:aws:kafka:us-east-1:111122223333:cluster/demo/1a2b3c4d";

    private static final String WORKLOAD = """
            apiVersion: apps/v1
            kind: Deployment
            metadata: {name: billing, namespace: shop}
            spec:
              selector: {matchLabels: {app: billing}}
              template:
                metadata: {labels: {app: billing}}
                spec:
                  serviceAccountName: billing
                  containers: [{name: billing, image: "example/billing:1"}]
            """;

    private static final String SERVICE_ACCOUNT = """
            apiVersion: v1
            kind: ServiceAccount
            metadata: {name: billing, namespace: shop}
            """;

    private BillingTopic() {}

    public static void main(String[] args) {
        System.out.println(stack().prove());
    }

    static ScalingStack stack() {
        ApacheKafkaTrigger lag = ApacheKafkaTrigger.builder()
                .bootstrapServers("b-1.demo.1a2b3c.c2.kafka.us-east-1.amazonaws.com:9098")
                .consumerGroup("billing")
                .topic("orders")
                .lagThreshold(50)
                .sasl(ApacheKafkaTrigger.Sasl.AWS_MSK_IAM)
                .tls(TlsMode.ENABLE)
                .awsRegion("us-east-1")
                .authenticationRef("billing-aws")
                .build();

        return ScalingStack.builder()
                .cluster("arn:aws:eks:us-east-1:111122223333:cluster/demo")
                .operator(KedaOperator.inNamespace("keda"))
                .workload(
                        Manifests.readAs(Deployment.class, WORKLOAD),
                        Manifests.readAs(ServiceAccount.class, SERVICE_ACCOUNT),
                        access -> access.permissions(consumer -> consumer.readKafkaLag(MSK, "orders", "billing")))
                .scaledObject(new ScaledObjectBuilder()
                        .withNewMetadata()
                        .withNamespace("shop")
                        .withName("billing")
                        .endMetadata()
                        .withNewSpec()
                        .withNewScaleTargetRef()
                        .withName("billing")
                        .endScaleTargetRef()
                        .addToTriggers(lag.toScaleTrigger())
                        .endSpec()
                        .build())
                .build();
    }
}
