package io.github.keda4j.validator.internal.operator;

import io.github.keda4j.findings.Severity;
import io.github.keda4j.formula.internal.GoNumbers;
import io.github.keda4j.validator.internal.core.Bundle;
import io.github.keda4j.validator.internal.core.Check;
import io.github.keda4j.validator.internal.core.KedaKind;
import io.github.keda4j.validator.internal.core.Reporter;
import io.github.keda4j.validator.internal.core.ScaleTarget;
import io.github.keda4j.validator.internal.core.ScaledObjectView;
import io.github.keda4j.validator.internal.core.Setting;
import io.github.keda4j.validator.internal.core.Subject;
import io.github.keda4j.validator.internal.core.Words;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Checks what the operator would report about a ScaledObject, apart from its triggers. */
public final class ScaledObjectCheck implements Check {

    private static final String PAUSED_REPLICAS = "autoscaling.keda.sh/paused-replicas";
    private static final String APPS = "apps";
    private static final List<String> WORKLOADS = List.of("Deployment", "StatefulSet");

    @Override
    public boolean concerns(@Nullable KedaKind kind) {
        return kind == KedaKind.SCALED_OBJECT;
    }

    @Override
    public void check(Subject subject, Setting setting, Reporter reporter) {
        ScaledObjectView object = subject.view();
        checkTarget(object, setting, reporter);
        checkPause(subject, reporter);
        checkModifiers(object, reporter);
    }

    private static void checkTarget(ScaledObjectView object, Setting setting, Reporter reporter) {
        String pointer = ScaledObjectView.TARGET + "/name";
        ScaleTarget target = object.target();
        boolean told = reporter.isBroken(ScaledObjectView.TARGET)
                || reporter.hasReported(pointer)
                || reporter.hasReported(ScaledObjectView.TARGET + "/kind")
                || reporter.hasReported(ScaledObjectView.TARGET + "/apiVersion")
                || reporter.isBroken(Subject.NAMESPACE);
        if (told || target.name().isEmpty()) {
            return;
        }
        Bundle bundle = setting.bundle();
        String namespace = object.subject().namespace();
        if (bundle.find(target.group(), target.kind(), namespace, target.name()) != null) {
            return;
        }
        Pods.State state = Pods.of(object.subject(), bundle).state();
        if (state != Pods.State.MISSING && state != Pods.State.UNKNOWN) {
            return;
        }
        boolean misspelt = reporter.isMisspelt(Subject.NAMESPACE);
        if (misspelt && state == Pods.State.UNKNOWN) {
            return;
        }
        String kindOfNamesake = kindOfNamesake(target, namespace, bundle);
        String hint = hint(target, kindOfNamesake, bundle);
        if (state == Pods.State.MISSING) {
            reporter.report(
                    OperatorRules.TARGET_NOT_FOUND,
                    misspelt ? Subject.NAMESPACE : pointer,
                    target + " does not exist in namespace " + namespace + ". KEDA has nothing to scale.",
                    hint);
        } else {
            reporter.report(
                    OperatorRules.TARGET_NOT_FOUND,
                    kindOfNamesake == null ? Severity.INFO : Severity.WARNING,
                    pointer,
                    target + " is not among the objects. It must be in the cluster in namespace " + namespace + ".",
                    hint);
        }
    }

    /**
     * The kind of another workload of Kubernetes that has the name of the target; null if there is none. A target of
     * another group, such as a Rollout, may well have the name of a Deployment.
     */
    private static @Nullable String kindOfNamesake(ScaleTarget target, String namespace, Bundle bundle) {
        for (String kind : WORKLOADS) {
            if (target.group().equals(APPS) && bundle.find(APPS, kind, namespace, target.name()) != null) {
                return kind;
            }
        }
        return null;
    }

    private static @Nullable String hint(ScaleTarget target, @Nullable String kindOfNamesake, Bundle bundle) {
        if (kindOfNamesake != null) {
            return "Write kind: " + kindOfNamesake + ", because an object of that kind has this name.";
        }
        return bundle.isAnywhere(target.group(), target.kind(), target.name())
                ? "Move one of them, because a ScaledObject scales only workloads in its own namespace."
                : null;
    }

    private static void checkPause(Subject subject, Reporter reporter) {
        String replicas = subject.annotation(PAUSED_REPLICAS);
        Long number = replicas == null ? null : GoNumbers.parseInt(replicas);
        if (replicas != null && (number == null || number.intValue() != number)) {
            reporter.report(
                    OperatorRules.PAUSED_REPLICAS,
                    "/metadata/annotations/" + PAUSED_REPLICAS.replace("/", "~1"),
                    PAUSED_REPLICAS + " is " + Words.quoted(replicas) + " but must be a whole number.",
                    "Write a number of replicas, or use autoscaling.keda.sh/paused to pause without changing them.");
        }
    }

    private static void checkModifiers(ScaledObjectView object, Reporter reporter) {
        if (!object.usesModifiers()) {
            return;
        }
        String activation = object.modifier("activationTarget");
        if (!activation.isEmpty() && GoNumbers.parseFloat(activation) == null) {
            reporter.report(
                    OperatorRules.ACTIVATION_TARGET,
                    ScaledObjectView.MODIFIERS + "/activationTarget",
                    "activationTarget is " + Words.quoted(activation)
                            + " but must be a number. Otherwise, KEDA never considers the object active.",
                    null);
        }
        String target = object.modifier("target");
        Double number = GoNumbers.parseFloat(target);
        boolean positive = number != null && number > 0;
        if (object.fallback() != null && positive && GoNumbers.parseInt(target) == null) {
            reporter.report(
                    OperatorRules.FALLBACK_TARGET,
                    "/spec/fallback",
                    "fallback has no effect because scalingModifiers.target is " + Words.quoted(target)
                            + ". KEDA falls back only if that is a whole number.",
                    "Write a whole number as the target, and multiply the formula to match.");
        }
    }
}
