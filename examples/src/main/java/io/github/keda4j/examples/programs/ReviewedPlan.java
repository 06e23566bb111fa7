package io.github.keda4j.examples.programs;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.github.keda4j.provisioner.Plan;
import io.github.keda4j.provisioner.Provisioner;
import io.github.keda4j.provisioner.SavedPlan;
import io.github.keda4j.wiring.ScalingStack;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.eks.EksClient;
import software.amazon.awssdk.services.iam.IamClient;

/**
 * Shows what would change in AWS and in the cluster, and makes the changes if you type "yes". In a pipeline,
 * {@code plan FILE} is one job and {@code apply FILE} another, with a review of the file in between.
 */
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
                    .listener(System.out::println)
                    .build();
            if (args.length == 2 && args[0].equals("plan")) {
                save(provisioner, BillingTopic.stack(), Path.of(args[1]));
            } else if (args.length == 2 && args[0].equals("apply")) {
                applySaved(provisioner, BillingTopic.stack(), Path.of(args[1]));
            } else {
                BufferedReader answers = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
                review(provisioner, BillingTopic.stack(), answers);
            }
        }
    }

    /** The first job. The file contains no values of environment variables or secrets. */
    static void save(Provisioner provisioner, ScalingStack stack, Path file) throws IOException {
        Plan plan = provisioner.plan(stack);
        System.out.println(plan);
        Files.writeString(file, plan.toJson());
    }

    /** The second job. The plan is refused if it would write anything that the reviewed plan does not contain. */
    static void applySaved(Provisioner provisioner, ScalingStack stack, Path file) throws IOException {
        SavedPlan reviewed = SavedPlan.read(Files.readString(file));
        System.out.println(reviewed);
        provisioner.apply(reviewed, stack);
        System.out.println("Applied.");
    }

    /** Whether the plan was applied. The plan is refused if something has changed since it was made. */
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
