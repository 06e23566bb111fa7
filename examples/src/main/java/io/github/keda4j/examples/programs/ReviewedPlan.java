package io.github.keda4j.examples.programs;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.github.keda4j.provisioner.Plan;
import io.github.keda4j.provisioner.Provisioner;
import io.github.keda4j.wiring.ScalingStack;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.eks.EksClient;
import software.amazon.awssdk.services.iam.IamClient;

/** Shows what would change in AWS and in the cluster, and changes it when you type "yes". */
final class ReviewedPlan {

    private ReviewedPlan() {}

    public static void main(String[] args) throws IOException {
        try (IamClient iam = IamClient.builder().region(Region.AWS_GLOBAL).build();
                EksClient eks = EksClient.create();
                KubernetesClient kubernetes = new KubernetesClientBuilder().build()) {
            Provisioner provisioner = Provisioner.builder()
                    .iam(iam)
                    .eks(eks)
                    .kubernetes(kubernetes)
                    .build();
            BufferedReader answers = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
            review(provisioner, BillingTopic.stack(), answers);
        }
    }

    /** Whether the plan was applied. It is refused if something has changed since it was made. */
    static boolean review(Provisioner provisioner, ScalingStack stack, BufferedReader answers) throws IOException {
        Plan plan = provisioner.plan(stack);
        System.out.println(plan);
        if (plan.isEmpty()) {
            return false;
        }
        System.out.println("Type \"yes\" to apply it.");
        if (!"yes".equals(answers.readLine())) {
            System.out.println("Nothing was changed.");
            return false;
        }
        provisioner.apply(plan);
        System.out.println("Applied.");
        return true;
    }
}
