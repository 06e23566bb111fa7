package io.github.keda4j.validator.internal.envelope;

import io.github.keda4j.findings.Location;
import io.github.keda4j.findings.NearestWord;
import io.github.keda4j.findings.Pointer;
import io.github.keda4j.validator.internal.core.Check;
import io.github.keda4j.validator.internal.core.Identity;
import io.github.keda4j.validator.internal.core.KedaKind;
import io.github.keda4j.validator.internal.core.Reporter;
import io.github.keda4j.validator.internal.core.Setting;
import io.github.keda4j.validator.internal.core.Subject;
import io.github.keda4j.validator.internal.core.Words;
import io.github.keda4j.yaml.tree.Node;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Checks apiVersion and kind of every object, and whether an object is defined twice. */
public final class KindCheck implements Check {

    private static final String API_VERSION = "/apiVersion";
    private static final String KIND = "/kind";
    private static final List<String> KIND_ALONE = List.of("kind");

    @Override
    public boolean concerns(@Nullable KedaKind kind) {
        return true;
    }

    @Override
    public void check(Subject subject, Setting setting, Reporter reporter) {
        checkDuplicate(subject, setting, reporter);
        switch (subject.identity().trouble()) {
            case NONE -> {}
            case NO_API_VERSION -> reportMissingApiVersion(subject, reporter);
            case NO_KIND -> reportMissingKind(subject, reporter);
            case UNKNOWN_KIND -> reportUnknownKind(subject, reporter);
            case WRONG_API_VERSION -> reportWrongApiVersion(subject, reporter);
            case KEDA_1 -> reportKeda1(subject, reporter);
        }
    }

    private static void checkDuplicate(Subject subject, Setting setting, Reporter reporter) {
        Subject earlier = setting.bundle().earlier(subject);
        if (earlier != null) {
            Location place = earlier.locate("");
            reporter.report(
                    EnvelopeRules.DUPLICATE,
                    "",
                    subject + " is defined twice. The later definition replaces the earlier one"
                            + (place == null ? "." : " at " + place + "."),
                    "Remove one of them.");
        }
    }

    private static @Nullable Node given(Subject subject, String key) {
        Node node = subject.tree().get(key);
        return node instanceof Node.Scalar scalar && scalar.isNull() ? null : node;
    }

    private static void reportMissingApiVersion(Subject subject, Reporter reporter) {
        KedaKind meant = subject.identity().kind();
        reporter.report(
                EnvelopeRules.API_VERSION,
                API_VERSION,
                given(subject, "apiVersion") == null
                        ? "apiVersion is missing."
                        : "apiVersion must be a string that is not empty.",
                meant == null ? null : "Write apiVersion: " + meant.apiVersion() + ".");
    }

    private static void reportMissingKind(Subject subject, Reporter reporter) {
        if (given(subject, "kind") != null) {
            reporter.report(EnvelopeRules.KIND, KIND, "kind must be a non-empty string.", null);
            return;
        }
        for (Node.Entry entry : subject.tree().entries()) {
            // "kind: null" is the field itself.
            if (!entry.key().equals("kind") && NearestWord.of(entry.key(), KIND_ALONE) != null) {
                reporter.reportInstead(
                        EnvelopeRules.KIND,
                        Pointer.to(entry.key()).toString(),
                        KIND,
                        "kind is missing. " + Words.name(entry.key()) + " is not a field of a Kubernetes object.",
                        "Did you mean kind?");
                return;
            }
        }
        reporter.report(EnvelopeRules.KIND, KIND, "kind is missing.", null);
    }

    private static void reportUnknownKind(Subject subject, Reporter reporter) {
        KedaKind meant = subject.identity().kind();
        String message = "KEDA has no kind " + Words.name(subject.kind()) + ".";
        if (meant == null) {
            reporter.report(
                    EnvelopeRules.KIND,
                    KIND,
                    message,
                    "Write one of KEDA's kinds: " + Words.either(KedaKind.KINDS) + ".");
        } else {
            reporter.report(EnvelopeRules.KIND, KIND, message, "Did you mean " + meant.kind() + "?");
        }
    }

    private static void reportWrongApiVersion(Subject subject, Reporter reporter) {
        KedaKind kind = Objects.requireNonNull(subject.identity().kind());
        reporter.report(
                EnvelopeRules.API_VERSION,
                API_VERSION,
                "apiVersion is " + Words.quoted(subject.apiVersion()) + ", but KEDA serves " + kind.kind() + " as "
                        + kind.apiVersion() + " only.",
                "Write apiVersion: " + kind.apiVersion() + ".");
    }

    private static void reportKeda1(Subject subject, Reporter reporter) {
        KedaKind kind = subject.identity().kind();
        List<String> changes = new ArrayList<>();
        Node.Mapping spec = subject.spec();
        boolean job = "job".equals(spec.text("scaleType")) || spec.get("jobTargetRef") != null;
        if (kind == KedaKind.SCALED_OBJECT && job) {
            kind = KedaKind.SCALED_JOB;
            changes.add("make it a ScaledJob and leave out scaleType");
        }
        Node.Mapping target = spec.mapping("scaleTargetRef");
        if (target != null && target.get("deploymentName") != null) {
            changes.add("rename scaleTargetRef.deploymentName to name");
        }
        if (target != null && target.get("containerName") != null) {
            changes.add("rename scaleTargetRef.containerName to envSourceContainerName");
        }
        String apiVersion = (kind == null ? KedaKind.SCALED_OBJECT : kind).apiVersion();
        StringBuilder hint = new StringBuilder("Write apiVersion: ").append(apiVersion);
        for (int i = 0; i < changes.size(); i++) {
            hint.append(i == changes.size() - 1 ? ", and " : ", ").append(changes.get(i));
        }
        reporter.report(
                EnvelopeRules.KEDA_1,
                API_VERSION,
                Identity.groupOf(subject.apiVersion()) + " is the group of KEDA 1. KEDA 2 serves "
                        + (kind == null ? "its kinds" : kind.kind()) + " as " + apiVersion
                        + " and ignores this object.",
                hint.append('.').toString());
    }
}
