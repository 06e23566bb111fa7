package io.github.keda4j.validator;

import io.github.keda4j.yaml.Manifests;
import io.github.keda4j.yaml.tree.Node;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * An example from the catalogue that KEDA 2.21 accepts.
 *
 * @param type the type of its trigger
 * @param name the name of the example
 * @param tree the example as a tree, as in the file
 */
record CatalogueExample(String type, String name, Node.Mapping tree) {

    private static final Path EXAMPLES = Path.of("..", "keda-model", "src", "test", "resources", "triggers");

    private static final Set<String> RESOURCES = Set.of("cpu", "memory");

    /** Read once: whoever runs a single case by its number lists all of them first. */
    private static final List<CatalogueExample> ALL = read();

    static List<CatalogueExample> all() {
        return ALL;
    }

    private static List<CatalogueExample> read() {
        try (Stream<Path> files = Files.list(EXAMPLES)) {
            return files.sorted().flatMap(CatalogueExample::of).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Stream<CatalogueExample> of(Path file) {
        String type = file.getFileName().toString().replace(".yaml", "");
        try {
            Node.Mapping tree = Manifests.parse(file.toString(), Files.readString(file, StandardCharsets.UTF_8))
                    .objects()
                    .get(0)
                    .tree();
            return tree.elements("accepted").stream()
                    .map(Node.Mapping.class::cast)
                    .filter(example -> example.get("release") == null)
                    .map(example -> new CatalogueExample(type, Objects.requireNonNull(example.text("name")), example));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    boolean isOfResource() {
        return RESOURCES.contains(type);
    }

    /** Whether the example requires a formula that reads the trigger. */
    boolean isReadByFormula() {
        return Objects.equals(tree.text("metricSource"), "true") || tree.get("readByFormula") != null;
    }

    /** A ScaledObject with the trigger, and its workload, authentication and Secret. */
    String manifests() {
        Node.Mapping parameters = tree.mapping("auth");
        Node.Mapping metadata = tree.mapping("metadata");
        String container = metadata == null ? null : metadata.text("containerName");
        String identity = tree.text("podIdentity");
        boolean authentication = (parameters != null && parameters.size() > 1) || identity != null;
        StringBuilder text = new StringBuilder("""
                apiVersion: keda.sh/v1alpha1
                kind: ScaledObject
                metadata: {name: orders, namespace: shop}
                spec:
                  scaleTargetRef: {name: orders}
                """);
        if (isOfResource()) {
            text.append("  minReplicaCount: 1\n");
        }
        if (isReadByFormula()) {
            text.append("  advanced: {scalingModifiers: {formula: a, target: \"5\"}}\n");
        }
        text.append("  triggers:\n  - type: ").append(type).append("\n    name: a\n    metadata:");
        appendMap(metadata, "      ", text);
        if (tree.text("metricType") != null) {
            text.append("    metricType: ").append(tree.text("metricType")).append('\n');
        }
        if (authentication) {
            text.append("    authenticationRef: {name: orders}\n");
            appendAuthentication(parameters, identity, text);
        }
        text.append("""
                ---
                apiVersion: apps/v1
                kind: Deployment
                metadata: {name: orders, namespace: shop}
                spec:
                  template:
                    spec:
                      containers:
                      - name: %s
                        resources: {requests: {cpu: 100m, memory: 64Mi}}
                        env:
                """.formatted(container == null ? "app" : container));
        Node.Mapping variables = tree.mapping("env");
        if (variables != null) {
            for (Node.Entry variable : variables.entries()) {
                text.append("        - {name: ")
                        .append(quoted(variable.key()))
                        .append(", value: ")
                        .append(quoted(((Node.Scalar) variable.value()).text()))
                        .append("}\n");
            }
        }
        return text.toString();
    }

    private static void appendAuthentication(
            Node.@Nullable Mapping parameters, @Nullable String identity, StringBuilder text) {
        text.append("---\napiVersion: keda.sh/v1alpha1\nkind: TriggerAuthentication\n")
                .append("metadata: {name: orders, namespace: shop}\nspec:\n");
        if (identity != null) {
            text.append("  podIdentity: {provider: ").append(identity).append("}\n");
        }
        if (parameters != null && parameters.size() > 1) {
            text.append("  secretTargetRef:\n");
            for (Node.Entry parameter : parameters.entries()) {
                text.append("  - {parameter: ")
                        .append(quoted(parameter.key()))
                        .append(", name: orders, key: ")
                        .append(quoted(parameter.key()))
                        .append("}\n");
            }
            text.append("---\napiVersion: v1\nkind: Secret\nmetadata: {name: orders, namespace: shop}\nstringData:");
            appendMap(parameters, "  ", text);
        }
    }

    private static void appendMap(Node.@Nullable Mapping map, String indent, StringBuilder text) {
        if (map == null || map.entries().isEmpty()) {
            text.append(" {}\n");
            return;
        }
        text.append('\n');
        for (Node.Entry entry : map.entries()) {
            text.append(indent)
                    .append(quoted(entry.key()))
                    .append(": ")
                    .append(quoted(((Node.Scalar) entry.value()).text()))
                    .append('\n');
        }
    }

    private static String quoted(String text) {
        StringBuilder quoted = new StringBuilder("\"");
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '\0' -> quoted.append("\\0");
                case '"' -> quoted.append("\\\"");
                case '\\' -> quoted.append("\\\\");
                case '\n' -> quoted.append("\\n");
                case '\r' -> quoted.append("\\r");
                case '\t' -> quoted.append("\\t");
                default -> quoted.append(c);
            }
        }
        return quoted.append('"').toString();
    }

    @Override
    public String toString() {
        return type + ": " + name;
    }
}
