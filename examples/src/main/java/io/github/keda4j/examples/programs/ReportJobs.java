package io.github.keda4j.examples.programs;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.github.keda4j.keda.v1alpha1.ScaledJobBuilder;
import io.github.keda4j.keda.v1alpha1.ScalingStrategyType;
import io.github.keda4j.trigger.KedaVersion;
import io.github.keda4j.trigger.RabbitmqTrigger;
import io.github.keda4j.validator.KedaValidator;
import io.github.keda4j.yaml.Manifests;
import java.util.List;

/** A Job for each message in a RabbitMQ queue, whose address KEDA reads from a Secret. Prints the manifests. */
final class ReportJobs {

    private ReportJobs() {}

    public static void main(String[] args) {
        List<HasMetadata> manifests = manifests();
        KedaValidator.forVersion(KedaVersion.V2_21).validate(manifests).throwIfErrors();
        System.out.println(Manifests.write(manifests));
    }

    static List<HasMetadata> manifests() {
        HasMetadata secret = new SecretBuilder()
                .withNewMetadata()
                .withNamespace("shop")
                .withName("rabbitmq")
                .endMetadata()
                .addToStringData("host", "amqp://reports:change-me@rabbitmq.shop.svc:5672/")
                .build();

        HasMetadata authentication = RabbitmqTrigger.authentication()
                .name("rabbitmq")
                .namespace("shop")
                .fromSecret(RabbitmqTrigger.AuthParameter.HOST, "rabbitmq", "host")
                .build();

        RabbitmqTrigger queue = RabbitmqTrigger.builder()
                .queueName("reports")
                .mode(RabbitmqTrigger.Mode.QUEUE_LENGTH)
                .value(1)
                .authenticationRef("rabbitmq")
                .build();

        HasMetadata jobs = new ScaledJobBuilder()
                .withNewMetadata()
                .withNamespace("shop")
                .withName("reports")
                .endMetadata()
                .withNewSpec()
                .withMaxReplicaCount(20)
                .withNewScalingStrategy()
                .withStrategy(ScalingStrategyType.EAGER)
                .endScalingStrategy()
                .withNewJobTargetRef()
                .withBackoffLimit(2)
                .withNewTemplate()
                .withNewSpec()
                .withRestartPolicy("Never")
                .addNewContainer()
                .withName("report")
                .withImage("example/report:1")
                .endContainer()
                .endSpec()
                .endTemplate()
                .endJobTargetRef()
                .addToTriggers(queue.toScaleTrigger())
                .endSpec()
                .build();

        return List.of(secret, authentication, jobs);
    }
}
