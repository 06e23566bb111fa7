package io.github.keda4j.validator.internal.schema;

import io.github.keda4j.findings.Pointer;
import io.github.keda4j.validator.internal.core.Base64Text;
import io.github.keda4j.validator.internal.core.Check;
import io.github.keda4j.validator.internal.core.KedaKind;
import io.github.keda4j.validator.internal.core.PodTemplates;
import io.github.keda4j.validator.internal.core.Reporter;
import io.github.keda4j.validator.internal.core.Setting;
import io.github.keda4j.validator.internal.core.Subject;
import io.github.keda4j.validator.internal.core.Trees;
import io.github.keda4j.validator.internal.core.Words;
import io.github.keda4j.yaml.tree.Node;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Checks what triggers and authentications read from other objects: the values in ConfigMaps, in Secrets, and in the
 * environment of a workload's containers. The API server refuses numbers and booleans there.
 */
public final class DataCheck implements Check {

    private static final String ENCODED = "Put the plain value under stringData, or encode it with base64.";

    @Override
    public boolean concerns(@Nullable KedaKind kind) {
        return kind == null;
    }

    @Override
    public void check(Subject subject, Setting setting, Reporter reporter) {
        if (!subject.group().isEmpty()) {
            checkPods(subject.spec(), reporter);
            return;
        }
        switch (subject.kind()) {
            case "ConfigMap" -> {
                checkStrings(subject.tree().mapping("data"), Pointer.to("data"), false, reporter);
                checkEncoded(subject.tree().mapping("binaryData"), Pointer.to("binaryData"), null, reporter);
            }
            case "Secret" -> {
                checkStrings(subject.tree().mapping("stringData"), Pointer.to("stringData"), true, reporter);
                checkEncoded(subject.tree().mapping("data"), Pointer.to("data"), ENCODED, reporter);
            }
            default -> {}
        }
    }

    private static void checkPods(Node.Mapping workload, Reporter reporter) {
        Node.Mapping pods = PodTemplates.in(workload);
        if (pods != null) {
            checkContainers(pods, "containers", reporter);
            checkContainers(pods, "initContainers", reporter);
        }
    }

    private static void checkContainers(Node.Mapping pods, String field, Reporter reporter) {
        List<Node> containers = pods.elements(field);
        for (int i = 0; i < containers.size(); i++) {
            if (containers.get(i) instanceof Node.Mapping container) {
                List<Node> variables = container.elements("env");
                for (int j = 0; j < variables.size(); j++) {
                    checkVariable(variables.get(j), field, i, j, reporter);
                }
            }
        }
    }

    private static void checkVariable(Node variable, String field, int container, int index, Reporter reporter) {
        if (!(variable instanceof Node.Mapping mapping)) {
            return;
        }
        Node value = mapping.get("value");
        if (value != null && !isStringOrNull(value)) {
            Pointer at = Pointer.to("spec", "template", "spec", field)
                    .element(container)
                    .field("env")
                    .element(index)
                    .field("value");
            String label = "The value of the environment variable " + Words.name(Trees.text(mapping, "name"));
            report(label, value, at, true, reporter);
        }
    }

    private static void checkStrings(Node.@Nullable Mapping data, Pointer at, boolean secret, Reporter reporter) {
        if (data == null) {
            return;
        }
        for (Node.Entry entry : data.entries()) {
            if (!isStringOrNull(entry.value())) {
                report(Words.name(entry.key()), entry.value(), at.field(entry.key()), secret, reporter);
            }
        }
    }

    private static void checkEncoded(
            Node.@Nullable Mapping data, Pointer at, @Nullable String hint, Reporter reporter) {
        if (data == null) {
            return;
        }
        checkStrings(data, at, true, reporter);
        for (Node.Entry entry : data.entries()) {
            if (entry.value() instanceof Node.Scalar scalar
                    && scalar.isString()
                    && Base64Text.decode(scalar.text()) == null) {
                reporter.report(
                        SchemaRules.FORMAT,
                        at.field(entry.key()).toString(),
                        Words.name(entry.key()) + " must be encoded with base64 but is not.",
                        hint);
            }
        }
    }

    private static boolean isStringOrNull(Node node) {
        return node instanceof Node.Scalar scalar && (scalar.isString() || scalar.isNull());
    }

    private static void report(String label, Node value, Pointer at, boolean mayBeSecret, Reporter reporter) {
        reporter.report(
                SchemaRules.TYPE,
                at.toString(),
                label + " must be a string but is " + (mayBeSecret ? Words.kindOf(value) : Words.describe(value)) + ".",
                value instanceof Node.Scalar ? "Put the value in quotes." : null);
    }
}
