package io.github.keda4j.validator.internal.envelope;

import io.github.keda4j.findings.Pointer;
import io.github.keda4j.validator.internal.core.Check;
import io.github.keda4j.validator.internal.core.KedaKind;
import io.github.keda4j.validator.internal.core.Names;
import io.github.keda4j.validator.internal.core.Reporter;
import io.github.keda4j.validator.internal.core.Setting;
import io.github.keda4j.validator.internal.core.Subject;
import io.github.keda4j.validator.internal.core.Trees;
import io.github.keda4j.validator.internal.core.Words;
import io.github.keda4j.yaml.tree.Node;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Checks name, namespace, labels and the like of objects of KEDA's kinds as the API server does; the schema checks
 * their types.
 */
public final class MetadataCheck implements Check {

    private static final String NAME = "/metadata/name";
    private static final String NAMESPACE = "/metadata/namespace";
    private static final int MOST_ANNOTATION_BYTES = 256 * 1024;

    private static final String SUBDOMAIN =
            "must contain only lower-case letters, digits, dashes and dots, and begin and end with a letter or a digit";
    private static final String QUALIFIED =
            "must have at most 63 letters, digits, dashes, dots and underscores, after a DNS name and a slash if needed";

    @Override
    public boolean concerns(@Nullable KedaKind kind) {
        return kind != null;
    }

    @Override
    public void check(Subject subject, Setting setting, Reporter reporter) {
        KedaKind kind = Objects.requireNonNull(subject.keda());
        Node.Mapping tree = subject.tree();
        Node.Mapping metadata = subject.metadata();
        if (Trees.has(tree, "metadata") && tree.mapping("metadata") == null) {
            return; // the schema says that they must be a map
        }
        checkName(metadata, reporter);
        checkNamespace(metadata, kind, reporter);
        checkLabels(Trees.map(metadata, "labels"), reporter);
        checkAnnotations(Trees.map(metadata, "annotations"), reporter);
        checkFinalizers(metadata.elements("finalizers"), reporter);
        checkOwners(metadata.elements("ownerReferences"), reporter);
    }

    private static void checkName(Node.Mapping metadata, Reporter reporter) {
        String name = Trees.string(metadata, "name");
        if (name == null && Trees.has(metadata, "name")) {
            return;
        }
        if (name == null || name.isEmpty()) {
            checkGeneratedName(metadata, reporter);
        } else if (!Names.isSubdomain(name)) {
            reporter.report(
                    EnvelopeRules.NAME,
                    NAME,
                    name.length() > 253
                            ? "name has " + name.length() + " characters but must have at most 253."
                            : "name is " + Words.quoted(name) + " but " + SUBDOMAIN + ".",
                    suggestion(name));
        }
    }

    /** The API server appends five characters to such a name, so it may end with a dash. */
    private static void checkGeneratedName(Node.Mapping metadata, Reporter reporter) {
        String prefix = Trees.text(metadata, "generateName");
        if (prefix.isEmpty()) {
            if (!Trees.has(metadata, "generateName") || Trees.string(metadata, "generateName") != null) {
                reporter.report(EnvelopeRules.NAME, NAME, "name is missing.", null);
            }
        } else if (!Names.isSubdomain(prefix + "x")) {
            reporter.report(
                    EnvelopeRules.NAME,
                    "/metadata/generateName",
                    "generateName is " + Words.quoted(prefix) + " but " + SUBDOMAIN + ".",
                    null);
        }
    }

    private static @Nullable String suggestion(String name) {
        String other = name.toLowerCase(Locale.ROOT).replace('_', '-').replace(' ', '-');
        return name.length() <= 60 && Names.isSubdomain(other) ? "Write " + other + "." : null;
    }

    private static void checkNamespace(Node.Mapping metadata, KedaKind kind, Reporter reporter) {
        String namespace = Trees.text(metadata, "namespace");
        if (namespace.isEmpty()) {
            return;
        }
        if (!kind.isNamespaced()) {
            reporter.report(
                    EnvelopeRules.NAMESPACE_IGNORED,
                    NAMESPACE,
                    "namespace has no effect because a " + kind.kind() + " is cluster-scoped.",
                    "Remove it.");
        } else if (!Names.isLabel(namespace)) {
            reporter.report(
                    EnvelopeRules.NAMESPACE,
                    NAMESPACE,
                    "namespace is " + Words.quoted(namespace)
                            + " but must have at most 63 lower-case letters, digits and dashes, and begin and end with a"
                            + " letter or a digit.",
                    null);
        }
    }

    private static void checkLabels(Node.@Nullable Mapping labels, Reporter reporter) {
        if (labels == null) {
            return;
        }
        for (Node.Entry label : labels.entries()) {
            String pointer = pointer("labels", label.key());
            if (!Names.isQualified(label.key())) {
                reporter.report(
                        EnvelopeRules.METADATA,
                        pointer,
                        "The label " + Words.quoted(label.key()) + " " + QUALIFIED + ".",
                        null);
            }
            if (label.value() instanceof Node.Scalar value && value.isString() && !Names.isLabelValue(value.text())) {
                reporter.report(
                        EnvelopeRules.METADATA,
                        pointer,
                        "The value of the label " + Words.name(label.key()) + " is " + Words.quoted(value.text())
                                + " but must have at most 63 letters, digits, dashes, dots and underscores.",
                        null);
            }
        }
    }

    private static void checkAnnotations(Node.@Nullable Mapping annotations, Reporter reporter) {
        if (annotations == null) {
            return;
        }
        long bytes = 0;
        for (Node.Entry annotation : annotations.entries()) {
            bytes += bytes(annotation.key());
            if (annotation.value() instanceof Node.Scalar value) {
                bytes += bytes(value.text());
            }
            if (!Names.isQualified(annotation.key().toLowerCase(Locale.ROOT))) {
                reporter.report(
                        EnvelopeRules.METADATA,
                        pointer("annotations", annotation.key()),
                        "The annotation " + Words.quoted(annotation.key()) + " " + QUALIFIED + ".",
                        null);
            }
        }
        if (bytes > MOST_ANNOTATION_BYTES) {
            reporter.report(
                    EnvelopeRules.METADATA,
                    "/metadata/annotations",
                    "The annotations have " + bytes + " bytes but must have at most " + MOST_ANNOTATION_BYTES + ".",
                    null);
        }
    }

    /** The API server counts as Go does: in UTF-8. */
    private static int bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }

    private static void checkFinalizers(List<Node> finalizers, Reporter reporter) {
        for (int i = 0; i < finalizers.size(); i++) {
            if (finalizers.get(i) instanceof Node.Scalar finalizer
                    && finalizer.isString()
                    && !Names.isQualified(finalizer.text())) {
                reporter.report(
                        EnvelopeRules.METADATA,
                        "/metadata/finalizers/" + i,
                        "The finalizer " + Words.quoted(finalizer.text()) + " " + QUALIFIED + ".",
                        null);
            }
        }
    }

    private static void checkOwners(List<Node> owners, Reporter reporter) {
        for (int i = 0; i < owners.size(); i++) {
            if (owners.get(i) instanceof Node.Mapping owner) {
                for (String field : List.of("apiVersion", "kind", "name", "uid")) {
                    boolean wrongType = Trees.has(owner, field) && Trees.string(owner, field) == null;
                    if (!wrongType && Trees.text(owner, field).isEmpty()) {
                        reporter.report(
                                EnvelopeRules.METADATA,
                                "/metadata/ownerReferences/" + i + "/" + field,
                                field + " of an owner is missing.",
                                null);
                    }
                }
            }
        }
    }

    private static String pointer(String map, String key) {
        return Pointer.to("metadata", map, key).toString();
    }
}
