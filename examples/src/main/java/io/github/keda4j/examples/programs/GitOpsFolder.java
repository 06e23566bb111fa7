package io.github.keda4j.examples.programs;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.github.keda4j.wiring.RoleDefinition;
import io.github.keda4j.wiring.ScalingStack;
import io.github.keda4j.yaml.Manifests;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * Writes a folder to commit: manifests for Argo CD or Flux, and the policies of each role. With "--check" it writes
 * nothing, and fails if the folder does not match the description. {@code GitOpsFolder FOLDER [--check]}
 */
final class GitOpsFolder {

    private GitOpsFolder() {}

    public static void main(String[] args) throws IOException {
        Path folder = Path.of(args[0]);
        Map<String, String> files = files(BillingTopic.stack());
        if (List.of(args).contains("--check")) {
            List<String> stale = stale(folder, files);
            stale.forEach(file -> System.out.println(file + " is out of date."));
            System.exit(stale.isEmpty() ? 0 : 1);
        }
        write(folder, files);
    }

    /**
     * The text of each file. The same description always gives the same text, so a difference means that the
     * description has changed.
     */
    static Map<String, String> files(ScalingStack stack) {
        Map<String, String> files = new TreeMap<>();
        for (HasMetadata object : stack.manifests()) {
            String name = object.getKind().toLowerCase(Locale.ROOT) + "-"
                    + object.getMetadata().getName();
            files.put("kubernetes/" + name + ".yaml", Manifests.write(object));
        }
        for (RoleDefinition role : stack.roles()) {
            String prefix = "iam/" + role.role().name() + "/";
            files.put(prefix + "trust-policy.json", role.trustPolicy().toPrettyJson() + "\n");
            role.inlinePolicies()
                    .forEach((name, policy) -> files.put(prefix + name + ".json", policy.toPrettyJson() + "\n"));
        }
        return files;
    }

    static void write(Path folder, Map<String, String> files) throws IOException {
        for (Map.Entry<String, String> file : files.entrySet()) {
            Path path = folder.resolve(file.getKey());
            Files.createDirectories(path.getParent());
            Files.writeString(path, file.getValue());
        }
    }

    static List<String> stale(Path folder, Map<String, String> files) throws IOException {
        Map<String, String> stale = new TreeMap<>(files);
        for (Map.Entry<String, String> file : files.entrySet()) {
            Path path = folder.resolve(file.getKey());
            if (Files.exists(path) && Files.readString(path).equals(file.getValue())) {
                stale.remove(file.getKey());
            }
        }
        return List.copyOf(stale.keySet());
    }
}
