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
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.scheduling.annotation.EnableScheduling;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;

/** Consumes a queue of orders; KEDA scales it by the queue's length. This class also defines the stack for it. */
@SpringBootApplication
@EnableScheduling
public class OrdersApplication {

    static final String QUEUE = "https://sqs.us-east-1.amazonaws.com/111122223333/orders";

    private static final Logger LOG = LoggerFactory.getLogger(OrdersApplication.class);

    public static void main(String[] arguments) {
        SpringApplication.run(OrdersApplication.class, arguments);
    }

    /**
     * Receives orders, and deletes each one that was handled. A failed order is delivered again once it becomes
     * visible again.
     */
    @Component
    static class Orders {

        private final SqsClient sqs;
        private final Consumer<String> handler;

        Orders(SqsClient sqs, Consumer<String> handler) {
            this.sqs = sqs;
            this.handler = handler;
        }

        @Scheduled(fixedDelay = 100)
        void consume() {
            for (Message order : sqs.receiveMessage(call -> call.queueUrl(QUEUE).waitTimeSeconds(5)).messages()) {
                handler.accept(order.body());
                sqs.deleteMessage(call -> call.queueUrl(QUEUE).receiptHandle(order.receiptHandle()));
            }
        }
    }

    @Bean
    Consumer<String> handler() {
        return order -> LOG.info("handled {}", order);
    }

    /** Region and credentials are those of the pod: EKS Pod Identity sets them in its environment. */
    @Bean
    SqsClient sqs() {
        return SqsClient.create();
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
                        .queueUrl(QUEUE)
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
