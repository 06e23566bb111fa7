package io.github.keda4j.examples.sqs;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.keda4j.podidentity.association.PodIdentityAssociation;
import io.github.keda4j.podidentity.policy.PolicyDocument;
import io.github.keda4j.wiring.Proof;
import io.github.keda4j.wiring.ScalingStack;
import io.github.keda4j.yaml.Manifests;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** Writes the results of a stack to files for inspection. */
final class Artifacts {

    private static final ObjectMapper JSON = new ObjectMapper();

    private Artifacts() {}

    static void write(Path folder, ScalingStack stack, Proof proof) throws IOException {
        Files.writeString(folder.resolve("manifests.yaml"), Manifests.write(stack.manifests()));
        Files.writeString(folder.resolve("associations.json"), associations(stack));
        Files.writeString(folder.resolve("proof.md"), proof.toMarkdown());
        Path policies = Files.createDirectories(folder.resolve("policies"));
        for (Map.Entry<String, PolicyDocument> policy : stack.policies().entrySet()) {
            Files.writeString(
                    policies.resolve(policy.getKey() + ".json"),
                    policy.getValue().toPrettyJson() + "\n");
        }
    }

    private static String associations(ScalingStack stack) throws IOException {
        ArrayNode all = JSON.createArrayNode();
        for (PodIdentityAssociation association : stack.associations()) {
            ObjectNode one = all.addObject()
                    .put("clusterName", association.clusterName())
                    .put("namespace", association.namespace())
                    .put("serviceAccount", association.serviceAccount())
                    .put("roleArn", association.role().toString());
            association.targetRole().ifPresent(target -> one.put("targetRoleArn", target.toString()));
            one.put("disableSessionTags", association.disableSessionTags());
        }
        return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(all) + "\n";
    }
}
