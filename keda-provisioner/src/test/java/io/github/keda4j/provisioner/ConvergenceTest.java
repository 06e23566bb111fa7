package io.github.keda4j.provisioner;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.github.keda4j.wiring.IamRole;
import io.github.keda4j.wiring.ScalingStack;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Values that AWS or the API server write in another way than they are described. */
class ConvergenceTest extends ProvisionerBench {

    @Test
    void valuesThatTheApiServerDropsOrRewritesAreNoDifference() {
        Deployment deployment = Stacks.deployment("orders")
                .edit()
                .editSpec()
                .withMinReadySeconds(0)
                .editTemplate()
                .editSpec()
                .withHostNetwork(false)
                .addNewVolume()
                .withName("cache")
                .withNewEmptyDir()
                .withNewSizeLimit("1024Mi")
                .endEmptyDir()
                .endVolume()
                .editFirstContainer()
                .withTty(false)
                .addNewEnv()
                .withName("EMPTY")
                .withValue("")
                .endEnv()
                .addNewVolumeMount()
                .withName("cache")
                .withMountPath("/cache")
                .withReadOnly(false)
                .endVolumeMount()
                .endContainer()
                .endSpec()
                .endTemplate()
                .endSpec()
                .build();
        ScalingStack stack = Stacks.readerOf("orders")
                .workload(
                        deployment,
                        Stacks.serviceAccount("orders"),
                        access -> access.consume("arn:aws:sqs:us-east-1:111122223333:orders"))
                .build();
        provisioner.apply(stack);

        assertThat(provisioner.plan(stack)).hasToString("nothing to do");
    }

    @Test
    void quantitiesInAnotherUnitAreNoDifference() {
        Deployment deployment = Stacks.deployment("orders");
        deployment
                .getSpec()
                .getTemplate()
                .getSpec()
                .getContainers()
                .get(0)
                .setResources(new io.fabric8.kubernetes.api.model.ResourceRequirementsBuilder()
                        .addToRequests(Map.of("cpu", new Quantity("0.5"), "memory", new Quantity("1024Mi")))
                        .addToLimits(Map.of("cpu", new Quantity("1000m"), "memory", new Quantity("2048Mi")))
                        .build());
        provisioner.apply(Stacks.withDeployment(deployment));

        assertThat(provisioner.plan(Stacks.withDeployment(deployment))).hasToString("nothing to do");
    }

    @Test
    void tagsWithOddValuesConverge() {
        ScalingStack stack = Stacks.readerOf("orders")
                .workload(
                        Stacks.deployment("orders"),
                        Stacks.serviceAccount("orders"),
                        access -> access.role(IamRole.named("orders")
                                        .withTag("empty", "")
                                        .withTag("mail", "a+b@example.org")
                                        .withTag("Straße", "ä / ö"))
                                .consume("arn:aws:sqs:us-east-1:111122223333:orders"))
                .build();
        provisioner.apply(stack);

        assertThat(provisioner.plan(stack)).hasToString("nothing to do");
    }
}
