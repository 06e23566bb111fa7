package io.github.keda4j.examples.sqs;

import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.api.model.ServiceAccountBuilder;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.DeploymentBuilder;
import io.github.keda4j.keda.v1alpha1.ScaledObject;
import io.github.keda4j.keda.v1alpha1.ScaledObjectBuilder;
import io.github.keda4j.trigger.AwsSqsQueueTrigger;
import io.github.keda4j.wiring.KedaOperator;
import io.github.keda4j.wiring.ScalingStack;

/** The workload of the AWS sample "event-driven auto scaling with EKS Pod Identity and KEDA", under the sample's names. */
final class QueueScenario {

    static final String REGION = "us-east-1";
    static final String ACCOUNT = "111122223333";
    static final String CLUSTER = "demo";
    static final String CLUSTER_ARN = "arn:aws:eks:" + REGION + ":" + ACCOUNT + ":cluster/" + CLUSTER;
    static final String QUEUE = "event-messages-queue";
    static final String QUEUE_ARN = "arn:aws:sqs:" + REGION + ":" + ACCOUNT + ":" + QUEUE;
    static final String KEDA_NAMESPACE = "keda";
    static final String KEDA_SERVICE_ACCOUNT = "keda-operator";
    static final String NAMESPACE = "security";
    static final String SERVICE_ACCOUNT = "my-sqs-read-msgs";
    static final String DEPLOYMENT = "q-read";
    static final String SCALED_OBJECT = "k8s-sqs-read-msg-keda";

    private static final String IMAGE =
            "844933341824.dkr.ecr.us-east-1.amazonaws.com/keda-pod-identity-registry:latest";

    private QueueScenario() {}

    static String roleArn(String name) {
        return "arn:aws:iam::" + ACCOUNT + ":role/" + name;
    }

    static ScalingStack stack(Wiring wiring, BrokenLink broken) {
        return stack(wiring, broken, Intervals.DEFAULTS);
    }

    /** Adds the intervals to the ScaledObject, unless they are the defaults. */
    static ScalingStack stack(Wiring wiring, BrokenLink broken, Intervals intervals) {
        ScalingStack.Builder stack = ScalingStack.builder()
                .cluster(CLUSTER_ARN)
                .operator(KedaOperator.inNamespace(KEDA_NAMESPACE))
                .workload(
                        deployment(wiring),
                        serviceAccount(),
                        access -> access.role(wiring.workloadRole()).consume(QUEUE_ARN))
                .scaledObject(with(intervals, scaledObject()))
                .scalerIdentity(wiring.identity());
        broken.breakIn(stack, wiring);
        return stack.build();
    }

    private static ScaledObject with(Intervals intervals, ScaledObject scaledObject) {
        if (intervals == Intervals.DEFAULTS) {
            return scaledObject;
        }
        return scaledObject
                .edit()
                .editSpec()
                .withPollingInterval(intervals.polling())
                .withCooldownPeriod(intervals.cooldown())
                .withNewAdvanced()
                .withNewHorizontalPodAutoscalerConfig()
                .withNewBehavior()
                .withNewScaleDown()
                .withStabilizationWindowSeconds(intervals.scaleDownWindow())
                .endScaleDown()
                .endBehavior()
                .endHorizontalPodAutoscalerConfig()
                .endAdvanced()
                .endSpec()
                .build();
    }

    private static ServiceAccount serviceAccount() {
        return new ServiceAccountBuilder()
                .withNewMetadata()
                .withName(SERVICE_ACCOUNT)
                .withNamespace(NAMESPACE)
                .endMetadata()
                .build();
    }

    private static Deployment deployment(Wiring wiring) {
        return new DeploymentBuilder()
                .withNewMetadata()
                .withName(DEPLOYMENT)
                .withNamespace(NAMESPACE)
                .endMetadata()
                .withNewSpec()
                .withReplicas(wiring.replicas())
                .withNewSelector()
                .addToMatchLabels("app", DEPLOYMENT)
                .endSelector()
                .withNewTemplate()
                .withNewMetadata()
                .addToLabels("app", DEPLOYMENT)
                .endMetadata()
                .withNewSpec()
                .withServiceAccountName(SERVICE_ACCOUNT)
                .withAutomountServiceAccountToken(false)
                .addNewContainer()
                .withName(DEPLOYMENT)
                .withImage(IMAGE)
                .withNewResources()
                .addToLimits("cpu", new Quantity("500m"))
                .addToLimits("memory", new Quantity("128Mi"))
                .addToRequests("cpu", new Quantity("250m"))
                .addToRequests("memory", new Quantity("64Mi"))
                .endResources()
                .endContainer()
                .endSpec()
                .endTemplate()
                .endSpec()
                .build();
    }

    private static ScaledObject scaledObject() {
        return new ScaledObjectBuilder()
                .withNewMetadata()
                .withName(SCALED_OBJECT)
                .withNamespace(NAMESPACE)
                .endMetadata()
                .withNewSpec()
                .withNewScaleTargetRef()
                .withApiVersion("apps/v1")
                .withKind("Deployment")
                .withName(DEPLOYMENT)
                .endScaleTargetRef()
                .withMaxReplicaCount(10)
                .addToTriggers(AwsSqsQueueTrigger.builder()
                        .name("q-read-trigger")
                        .queueUrl("https://sqs." + REGION + ".amazonaws.com/" + ACCOUNT + "/" + QUEUE)
                        .queueLength(5)
                        .awsRegion(REGION)
                        .authenticationRef("q-read-trigger-auth")
                        .build()
                        .toScaleTrigger())
                .endSpec()
                .build();
    }
}
