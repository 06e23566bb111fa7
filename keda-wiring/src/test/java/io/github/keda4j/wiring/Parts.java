package io.github.keda4j.wiring;

import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.PodTemplateSpecBuilder;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.api.model.ServiceAccountBuilder;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.DeploymentBuilder;
import io.github.keda4j.findings.Finding;
import io.github.keda4j.findings.FindingsException;
import io.github.keda4j.keda.v1alpha1.ScaledObject;
import io.github.keda4j.keda.v1alpha1.ScaledObjectBuilder;
import java.util.List;
import java.util.Map;

/** The parts of a stack that fit together. */
final class Parts {

    static final String CLUSTER = "arn:aws:eks:us-east-1:111122223333:cluster/demo";
    static final String QUEUE = "arn:aws:sqs:us-east-1:111122223333:event-messages-queue";
    static final String QUEUE_URL = "https://sqs.us-east-1.amazonaws.com/111122223333/event-messages-queue";

    private Parts() {}

    static ScalingStack.Builder stack() {
        return stack("q-read");
    }

    static ScalingStack.Builder stack(String workload) {
        return ScalingStack.builder()
                .cluster(CLUSTER)
                .operator(KedaOperator.inNamespace("keda"))
                .workload(deployment(workload), serviceAccount(), access -> access.consume(QUEUE))
                .scaledObject(scaledObject(workload));
    }

    static Deployment deployment(String name) {
        return new DeploymentBuilder()
                .withNewMetadata()
                .withName(name)
                .withNamespace("security")
                .endMetadata()
                .withNewSpec()
                .withTemplate(template())
                .endSpec()
                .build();
    }

    static PodTemplateSpec template() {
        return new PodTemplateSpecBuilder()
                .withNewSpec()
                .withServiceAccountName("my-sqs-read-msgs")
                .addNewContainer()
                .withName("reader")
                .withImage("reader")
                .endContainer()
                .endSpec()
                .build();
    }

    static ServiceAccount serviceAccount() {
        return new ServiceAccountBuilder()
                .withNewMetadata()
                .withName("my-sqs-read-msgs")
                .withNamespace("security")
                .endMetadata()
                .build();
    }

    static ScaledObject scaledObject(String target) {
        return new ScaledObjectBuilder()
                .withNewMetadata()
                .withName("q-read")
                .withNamespace("security")
                .endMetadata()
                .withNewSpec()
                .withNewScaleTargetRef()
                .withName(target)
                .endScaleTargetRef()
                .addNewTrigger()
                .withType("aws-sqs-queue")
                .withMetadata(Map.of("queueURL", QUEUE_URL, "queueLength", "5", "awsRegion", "us-east-1"))
                .withNewAuthenticationRef()
                .withName("q-read-trigger-auth")
                .endAuthenticationRef()
                .endTrigger()
                .endSpec()
                .build();
    }

    /** All findings of a stack that does not build. */
    static List<Finding> refusalOf(ScalingStack.Builder stack) {
        try {
            stack.build();
        } catch (FindingsException refused) {
            return refused.findings().asList();
        }
        throw new AssertionError("the stack was not refused");
    }
}
