package com.example;

import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.api.model.ServiceAccountBuilder;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.DeploymentBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.github.keda4j.client.KedaClient;
import io.github.keda4j.keda.v1alpha1.ScaledObject;
import io.github.keda4j.keda.v1alpha1.ScaledObjectBuilder;
import io.github.keda4j.trigger.AwsSqsQueueTrigger;
import io.github.keda4j.wiring.KedaOperator;
import io.github.keda4j.wiring.ScalingStack;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Bean;

/** Provides the stack and KEDA's client as beans. */
@SpringBootApplication
public class OrdersApplication {

    public static void main(String[] arguments) {
        SpringApplication.run(OrdersApplication.class, arguments);
    }

    @Bean
    KubernetesClient kubernetes() {
        return new KubernetesClientBuilder().build();
    }

    @Bean
    KedaClient keda(KubernetesClient kubernetes) {
        return kubernetes.adapt(KedaClient.class);
    }

    @Bean
    ScalingStack orders() {
        return stack();
    }

    static ScalingStack stack() {
        Deployment deployment = new DeploymentBuilder()
                .withNewMetadata().withNamespace("shop").withName("orders").endMetadata()
                .withNewSpec()
                    .withNewSelector().addToMatchLabels("app", "orders").endSelector()
                    .withNewTemplate()
                        .withNewMetadata().addToLabels("app", "orders").endMetadata()
                        .withNewSpec()
                            .withServiceAccountName("orders")
                            .addNewContainer().withName("orders").withImage("example/orders:1").endContainer()
                        .endSpec()
                    .endTemplate()
                .endSpec()
                .build();
        ServiceAccount serviceAccount = new ServiceAccountBuilder()
                .withNewMetadata().withNamespace("shop").withName("orders").endMetadata()
                .build();
        ScaledObject scaledObject = new ScaledObjectBuilder()
                .withNewMetadata().withNamespace("shop").withName("orders").endMetadata()
                .withNewSpec()
                    .withNewScaleTargetRef().withName("orders").endScaleTargetRef()
                    .addToTriggers(AwsSqsQueueTrigger.builder()
                        .queueUrl("https://sqs.us-east-1.amazonaws.com/111122223333/orders")
                        .queueLength(5)
                        .awsRegion("us-east-1")
                        .authenticationRef("orders-aws")
                        .build().toScaleTrigger())
                .endSpec()
                .build();
        return ScalingStack.builder()
                .cluster("arn:aws:eks:us-east-1:111122223333:cluster/demo")
                .operator(KedaOperator.inNamespace("keda"))
                .workload(deployment, serviceAccount,
                        access -> access.consume("arn:aws:sqs:us-east-1:111122223333:orders"))
                .scaledObject(scaledObject)
                .build();
    }
}
