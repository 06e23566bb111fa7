package io.github.keda4j.cli.rules;

import io.github.keda4j.yaml.Manifests;
import io.github.keda4j.yaml.tree.Node;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The catalogue's examples of a trigger type, as manifests: those that KEDA refuses, by the rule that they violate, and
 * those that it accepts.
 */
final class TriggerExamples {

    private static final String PREFIX = "trigger-";

    /** Texts that YAML reads unchanged without quotes. */
    private static final Pattern PLAIN =
            Pattern.compile("(?!(?i:true|false|yes|no|on|off|null|y|n)$)[A-Za-z][\\w./-]*");

    private final String type;
    private final Node.Mapping examples;

    private TriggerExamples(String type, Node.Mapping examples) {
        this.type = type;
        this.examples = examples;
    }

    static TriggerExamples of(String type) {
        String file = "triggers/" + type + ".yaml";
        return new TriggerExamples(
                type,
                Manifests.parse(file, RuleText.resource(file)).objects().get(0).tree());
    }

    /** The simplest manifests that violate a rule, for the newest release that has the rule. */
    Optional<String> refused(String rule) {
        return plainest("rejected", example -> (PREFIX + text(example, "rule")).equals(rule));
    }

    /** Manifests that KEDA accepts but a rule warns about. */
    Optional<String> warned(String rule) {
        return plainest("accepted", example -> (PREFIX + text(example, "warns")).equals(rule));
    }

    /** The simplest correct manifests for the type. */
    String passing() {
        return plainest("accepted", example -> example.get("warns") == null && example.get("release") == null)
                .orElseThrow();
    }

    private Optional<String> plainest(String list, Predicate<Node.Mapping> wanted) {
        List<Node.Mapping> found = new ArrayList<>();
        for (Node element : examples.elements(list)) {
            if (element instanceof Node.Mapping example && wanted.test(example)) {
                found.add(example);
            }
        }
        return found.stream()
                .min(Comparator.comparingInt(TriggerExamples::parts))
                .map(this::manifests);
    }

    /**
     * Measures how much the example needs in addition to a ScaledObject for the latest release; the simplest example is
     * shown.
     */
    private static int parts(Node.Mapping example) {
        int secret = isEmpty(example.mapping("auth")) ? 0 : 2;
        int identity = example.get("podIdentity") == null ? 0 : 1;
        int older = example.get("release") == null ? 0 : 10;
        return secret + identity + older + (isEmpty(example.mapping("env")) ? 0 : 2);
    }

    private String manifests(Node.Mapping example) {
        Node.Mapping auth = example.mapping("auth");
        String identity = example.text("podIdentity");
        StringBuilder text = new StringBuilder(head("keda.sh/v1alpha1", "ScaledObject"))
                .append("spec:\n  scaleTargetRef: {name: orders}\n");
        if (type.equals("cpu") || type.equals("memory")) {
            text.append("  minReplicaCount: 1\n");
        }
        text.append("  triggers:\n  - type: ").append(type).append("\n    metadata:");
        append(example.mapping("metadata"), "      ", text);
        if (example.text("metricType") != null) {
            text.append("    metricType: ").append(example.text("metricType")).append('\n');
        }
        if (identity != null || !isEmpty(auth)) {
            text.append("    authenticationRef: {name: orders}\n---\n");
            authentication(auth, identity, text);
        }
        Node.Mapping env = example.mapping("env");
        if (env != null && !isEmpty(env)) {
            text.append("---\n").append(head("apps/v1", "Deployment")).append("""
                    spec:
                      selector: {matchLabels: {app: orders}}
                      template:
                        metadata: {labels: {app: orders}}
                        spec:
                          containers:
                          - name: app
                            image: orders
                            env:
                    """);
            for (Node.Entry variable : env.entries()) {
                text.append("        - {name: ")
                        .append(quoted(variable.key()))
                        .append(", value: ")
                        .append(quoted(scalar(variable)))
                        .append("}\n");
            }
        }
        return text.toString();
    }

    private static void authentication(Node.@Nullable Mapping auth, @Nullable String identity, StringBuilder text) {
        text.append(head("keda.sh/v1alpha1", "TriggerAuthentication")).append("spec:\n");
        if (identity != null) {
            text.append("  podIdentity: {provider: ").append(identity).append("}\n");
        }
        if (auth != null && !isEmpty(auth)) {
            text.append("  secretTargetRef:\n");
            for (Node.Entry parameter : auth.entries()) {
                String key = quoted(parameter.key());
                text.append("  - {parameter: ")
                        .append(key)
                        .append(", name: orders, key: ")
                        .append(key)
                        .append("}\n");
            }
            text.append("---\n").append(head("v1", "Secret")).append("stringData:");
            append(auth, "  ", text);
        }
    }

    private static String head(String apiVersion, String kind) {
        return "apiVersion: " + apiVersion + "\nkind: " + kind + "\nmetadata: {name: orders, namespace: shop}\n";
    }

    private static void append(Node.@Nullable Mapping map, String indent, StringBuilder text) {
        if (map == null || isEmpty(map)) {
            text.append(" {}\n");
            return;
        }
        text.append('\n');
        for (Node.Entry entry : map.entries()) {
            text.append(indent)
                    .append(quoted(entry.key()))
                    .append(": ")
                    .append(quoted(scalar(entry)))
                    .append('\n');
        }
    }

    private static boolean isEmpty(Node.@Nullable Mapping map) {
        return map == null || map.entries().isEmpty();
    }

    private static String text(Node.Mapping example, String key) {
        String text = example.text(key);
        return text == null ? "" : text;
    }

    private static String scalar(Node.Entry entry) {
        return entry.value() instanceof Node.Scalar scalar ? scalar.text() : "";
    }

    private static String quoted(String text) {
        if (PLAIN.matcher(text).matches()) {
            return text;
        }
        StringBuilder quoted = new StringBuilder("\"");
        for (int i = 0; i < text.length(); i++) {
            char character = text.charAt(i);
            switch (character) {
                case '"', '\\' -> quoted.append('\\').append(character);
                case '\n' -> quoted.append("\\n");
                case '\r' -> quoted.append("\\r");
                case '\t' -> quoted.append("\\t");
                default -> {
                    if (character < ' ' || character == '\u007f' || character == '\u00a0' || character == '\ufffd') {
                        quoted.append(String.format("\\u%04x", (int) character));
                    } else {
                        quoted.append(character);
                    }
                }
            }
        }
        return quoted.append('"').toString();
    }
}
