package io.github.keda4j.validator.internal.bundle;

import io.github.keda4j.validator.internal.core.Check;
import io.github.keda4j.validator.internal.core.KedaKind;
import io.github.keda4j.validator.internal.core.PodTemplates;
import io.github.keda4j.validator.internal.core.Reporter;
import io.github.keda4j.validator.internal.core.ScaledObjectView;
import io.github.keda4j.validator.internal.core.Setting;
import io.github.keda4j.validator.internal.core.Subject;
import io.github.keda4j.validator.internal.core.Trees;
import io.github.keda4j.validator.internal.core.Words;
import io.github.keda4j.yaml.tree.Node;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Checks whether the workload has the container that a cpu or memory trigger names; KEDA's webhook does not check this.
 */
public final class ContainerCheck implements Check {

    @Override
    public boolean concerns(@Nullable KedaKind kind) {
        return kind == KedaKind.SCALED_OBJECT;
    }

    @Override
    public void check(Subject subject, Setting setting, Reporter reporter) {
        ScaledObjectView object = subject.view();
        List<String> containers = null;
        for (ScaledObjectView.Trigger trigger : object.triggers()) {
            String name = trigger.isOfResource() ? trigger.metadata("containerName") : "";
            if (!name.isEmpty()) {
                containers = containers == null ? containers(object, setting) : containers;
                if (!containers.isEmpty() && !containers.contains(name)) {
                    reporter.report(
                            BundleRules.CONTAINER_NAME,
                            trigger.pointer() + "/metadata/containerName",
                            "containerName is " + Words.quoted(name) + ", but the pods of " + object.target()
                                    + " have no such container. The autoscaler never gets its metric.",
                            "Write " + Words.either(containers) + ".");
                }
            }
        }
    }

    /** The containers; empty if they are unknown. */
    private static List<String> containers(ScaledObjectView object, Setting setting) {
        List<String> names = new ArrayList<>();
        Node.Mapping pod = PodTemplates.of(object.subject(), setting.bundle());
        if (pod != null) {
            for (Node element : pod.elements("containers")) {
                if (element instanceof Node.Mapping container) {
                    names.add(Trees.text(container, "name"));
                }
            }
        }
        return names;
    }
}
