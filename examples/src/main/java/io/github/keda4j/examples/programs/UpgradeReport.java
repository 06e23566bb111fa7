package io.github.keda4j.examples.programs;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.github.keda4j.trigger.KedaVersion;
import io.github.keda4j.validator.KedaUpgrade;
import io.github.keda4j.yaml.Manifests;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Reports what changes for the manifests of a folder if KEDA is upgraded from 2.18 to 2.21. The folder is its
 * argument.
 */
final class UpgradeReport {

    private UpgradeReport() {}

    public static void main(String[] args) throws IOException {
        List<HasMetadata> manifests = new ArrayList<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(Path.of(args[0]), "*.yaml")) {
            for (Path file : files) {
                manifests.addAll(Manifests.read(file));
            }
        }
        System.out.println(
                KedaUpgrade.from(KedaVersion.V2_18).to(KedaVersion.V2_21).check(manifests));
    }
}
