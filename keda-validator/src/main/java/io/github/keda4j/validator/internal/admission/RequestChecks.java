package io.github.keda4j.validator.internal.admission;

import io.github.keda4j.findings.Severity;
import io.github.keda4j.internal.go.GoQuantity;
import io.github.keda4j.trigger.KedaVersion;
import io.github.keda4j.validator.internal.core.Reporter;
import io.github.keda4j.validator.internal.core.ScaleTarget;
import io.github.keda4j.validator.internal.core.ScaledObjectView;
import io.github.keda4j.validator.internal.core.Setting;
import io.github.keda4j.validator.internal.core.Subject;
import io.github.keda4j.validator.internal.core.Trees;
import io.github.keda4j.yaml.tree.Node;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Checks what cpu and memory triggers need: requests of the containers, and another trigger to scale to zero. */
final class RequestChecks {

    private static final List<String> RESOURCES = List.of("cpu", "memory");

    private final ScaledObjectView object;
    private final Setting setting;
    private final Reporter reporter;

    RequestChecks(ScaledObjectView object, Setting setting, Reporter reporter) {
        this.object = object;
        this.setting = setting;
        this.reporter = reporter;
    }

    void check() {
        ScaleTarget target = object.target();
        if (firstOfResource() == null
                || !target.isDeploymentOrStatefulSet()
                || reporter.isBroken(ScaledObjectView.TARGET)) {
            return; // KEDA checks the containers of these two kinds only
        }
        checkScaleToZero();
        Subject workload = setting.bundle()
                .find(target.group(), target.kind(), object.subject().namespace(), target.name());
        if (workload != null) {
            checkContainers(workload);
        } else if (!reporter.isBroken(Subject.NAMESPACE)
                && setting.bundle()
                        .lacks(target.group(), target.kind(), object.subject().namespace(), target.name())) {
            reporter.report(
                    AdmissionRules.CPU_TARGET_MISSING,
                    reporter.isMisspelt(Subject.NAMESPACE) ? Subject.NAMESPACE : ScaledObjectView.TARGET + "/name",
                    (target.name().isEmpty() ? "A target without a name" : target.toString())
                            + " does not exist. For a cpu or memory trigger, KEDA checks the target's containers.",
                    null);
        } else if (!target.name().isEmpty()) {
            reporter.unchecked(
                    ScaledObjectView.TARGET,
                    "Whether the containers of " + target + " have requests is not known, because " + target
                            + " is not among the objects.");
        }
    }

    private ScaledObjectView.@Nullable Trigger firstOfResource() {
        for (ScaledObjectView.Trigger trigger : object.triggers()) {
            if (trigger.isOfResource()) {
                return trigger;
            }
        }
        return null;
    }

    private void checkScaleToZero() {
        String min = "/spec/minReplicaCount";
        if (object.hasOnlyResourceTriggers()
                && object.minReplicas() == 0
                && !reporter.isBroken(min)
                && !reporter.isBroken(ScaledObjectView.TRIGGERS)) {
            reporter.report(
                    AdmissionRules.CPU_SCALE_TO_ZERO,
                    min,
                    "minReplicaCount must be at least 1 because all triggers are of type cpu or memory: without a pod there is"
                            + " nothing to measure.",
                    "Set minReplicaCount to 1, or add another trigger.");
        }
    }

    private void checkContainers(Subject workload) {
        Node.Mapping template = Trees.map(workload.spec(), "template");
        Node.Mapping pod = Trees.map(template, "spec");
        if (pod == null) {
            return;
        }
        for (String resource : RESOURCES) {
            List<Node.Mapping> without = containersWithout(resource, pod);
            if (!without.isEmpty() && !hasDefaultInNamespace(resource)) {
                checkTriggers(resource, without, isSet(pod.mapping("resources"), resource));
            }
        }
    }

    private static List<Node.Mapping> containersWithout(String resource, Node.Mapping pod) {
        List<Node.Mapping> without = new ArrayList<>();
        for (Node element : pod.elements("containers")) {
            if (element instanceof Node.Mapping container && !isSet(container.mapping("resources"), resource)) {
                without.add(container);
            }
        }
        return without;
    }

    /** Reports each container only once, regardless of how many triggers need the request. */
    private void checkTriggers(String resource, List<Node.Mapping> without, boolean isSetForPod) {
        boolean all = false;
        Map<String, ScaledObjectView.Trigger> byContainer = new HashMap<>();
        ScaledObjectView.Trigger forAll = null;
        for (ScaledObjectView.Trigger trigger : object.triggers()) {
            if (trigger.type().equals(resource)) {
                String container = trigger.metadata("containerName");
                if (container.isEmpty()) {
                    // Since KEDA 2.21, a request of the whole pod is enough for a trigger on the pod, but not for a
                    // trigger on one container.
                    all |= !(isSetForPod && setting.isSince(KedaVersion.V2_21));
                    forAll = forAll == null ? trigger : forAll;
                } else {
                    byContainer.putIfAbsent(container, trigger);
                }
            }
        }
        for (Node.Mapping container : without) {
            String name = Trees.text(container, "name");
            ScaledObjectView.Trigger trigger = all ? forAll : byContainer.get(name);
            if (trigger != null) {
                report(resource, name, trigger);
            }
        }
    }

    private void report(String resource, String container, ScaledObjectView.Trigger trigger) {
        boolean sure = setting.bundle().isComplete();
        reporter.report(
                AdmissionRules.REQUEST_MISSING,
                sure ? Severity.ERROR : Severity.WARNING,
                trigger.pointer(),
                "Container " + container + " of " + object.target() + " must request " + resource
                        + ", because this trigger compares the usage with the request"
                        + (sure ? "." : "; unless a LimitRange sets a default request, KEDA refuses the object."),
                "Set resources.requests." + resource + " of the container.");
    }

    private static boolean isSet(Node.@Nullable Mapping resources, String resource) {
        return isPositive(Trees.map(resources, "requests"), resource)
                || isPositive(Trees.map(resources, "limits"), resource);
    }

    private static boolean isPositive(Node.@Nullable Mapping quantities, String resource) {
        String text = quantities == null ? null : quantities.text(resource);
        BigDecimal quantity = text == null ? null : GoQuantity.parse(text);
        return quantity != null && quantity.signum() > 0;
    }

    private boolean hasDefaultInNamespace(String resource) {
        for (Subject range :
                setting.bundle().all("", "LimitRange", object.subject().namespace())) {
            for (Node element : range.spec().elements("limits")) {
                if (element instanceof Node.Mapping limit
                        && "Container".equals(limit.text("type"))
                        && hasDefault(limit, resource)) {
                    return true;
                }
            }
        }
        return false;
    }

    /** The API server uses the bounds as defaults if a LimitRange does not set defaults. */
    private static boolean hasDefault(Node.Mapping limit, String resource) {
        for (String field : List.of("default", "defaultRequest", "max", "min")) {
            if (isPositive(limit.mapping(field), resource)) {
                return true;
            }
        }
        return false;
    }
}
