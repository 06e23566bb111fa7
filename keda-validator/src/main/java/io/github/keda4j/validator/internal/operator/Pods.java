package io.github.keda4j.validator.internal.operator;

import io.github.keda4j.validator.internal.core.Bundle;
import io.github.keda4j.validator.internal.core.KedaKind;
import io.github.keda4j.validator.internal.core.ScaleTarget;
import io.github.keda4j.validator.internal.core.Subject;
import io.github.keda4j.validator.internal.core.Trees;
import io.github.keda4j.validator.internal.core.Words;
import io.github.keda4j.yaml.tree.Node;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The pods of the workload that an object scales, from which KEDA reads the environment and the service account for
 * triggers.
 */
final class Pods {

    /** What is known about the pods. */
    enum State {
        KNOWN,
        /**
         * The workload is known and has no containers: it is of a kind without a pod template and creates its pods
         * itself.
         */
        NONE,
        /**
         * The workload has no containers, and the API server would refuse it; something else, such as a patch, must
         * complete it.
         */
        PARTIAL,
        /** The workload is unknown. */
        UNKNOWN,
        /** The workload does not exist. */
        MISSING
    }

    private final Bundle bundle;
    private final State state;
    private final Object owner;
    private final String namespace;
    private final Node.Mapping spec;
    private final String source;
    private final String sourcePointer;
    private final String reference;
    private final Map<String, Environment> environments = new HashMap<>(2);

    private Pods(
            Bundle bundle,
            State state,
            Object owner,
            String namespace,
            Node.Mapping spec,
            String source,
            String sourcePointer,
            String reference) {
        this.bundle = bundle;
        this.state = state;
        this.owner = owner;
        this.namespace = namespace;
        this.spec = spec;
        this.source = source;
        this.sourcePointer = sourcePointer;
        this.reference = reference;
    }

    /** Pods about which nothing is known. */
    static Pods unknown(Bundle bundle) {
        return new Pods(bundle, State.UNKNOWN, "", "", Trees.NOTHING, "", "", "");
    }

    /** The pods of a ScaledObject or a ScaledJob. */
    static Pods of(Subject subject, Bundle bundle) {
        Node.Mapping spec = subject.spec();
        if (subject.is(KedaKind.SCALED_JOB)) {
            Node.Mapping pod = podOf(spec.mapping("jobTargetRef"));
            return new Pods(
                    bundle,
                    State.KNOWN,
                    subject,
                    subject.namespace(),
                    pod == null ? Trees.NOTHING : pod,
                    Trees.text(spec, "envSourceContainerName"),
                    "/spec/envSourceContainerName",
                    "/spec/jobTargetRef/template/spec");
        }
        Node.Mapping reference = spec.mapping("scaleTargetRef");
        ScaleTarget target = ScaleTarget.of(reference);
        Subject workload = find(target, subject.namespace(), bundle);
        Node.Mapping pod = workload == null ? null : podOf(workload.spec());
        State state = State.KNOWN;
        if (workload == null) {
            boolean missing = target.readable()
                    && bundle.lacks(target.group(), kindOf(target, bundle), subject.namespace(), target.name());
            state = missing ? State.MISSING : State.UNKNOWN;
        } else if (pod == null || pod.elements("containers").isEmpty()) {
            state = target.isDeploymentOrStatefulSet() ? State.PARTIAL : State.NONE;
        }
        return new Pods(
                bundle,
                state,
                target,
                subject.namespace(),
                pod == null ? Trees.NOTHING : pod,
                reference == null ? "" : Trees.text(reference, "envSourceContainerName"),
                "/spec/scaleTargetRef/envSourceContainerName",
                "/spec/scaleTargetRef");
    }

    /** Deployments and StatefulSets of apps are found regardless of the version. */
    private static @Nullable Subject find(ScaleTarget target, String namespace, Bundle bundle) {
        return target.name().isEmpty()
                ? null
                : bundle.find(target.group(), kindOf(target, bundle), namespace, target.name());
    }

    private static String kindOf(ScaleTarget target, Bundle bundle) {
        if (target.hasKindWithoutLookUp()) {
            return target.kind();
        }
        String exact = bundle.kinds().exact(target.apiVersion(), target.kind());
        return exact == null ? target.kind() : exact;
    }

    private static Node.@Nullable Mapping podOf(Node.@Nullable Mapping workload) {
        return Trees.map(Trees.map(workload, "template"), "spec");
    }

    State state() {
        return state;
    }

    /** The owner of the pods, such as {@code Deployment orders}. */
    String owner() {
        return owner.toString();
    }

    String namespace() {
        return namespace;
    }

    /** The name of the container whose environment triggers read; empty for the first one. */
    String sourceContainer() {
        return source;
    }

    /** The pointer to the field that names the container. */
    String sourcePointer() {
        return sourcePointer;
    }

    /** The pointer to the field that names the pods' workload. */
    String pointer() {
        return reference;
    }

    String serviceAccount() {
        String name = Trees.text(spec, "serviceAccountName");
        return name.isEmpty() ? "default" : name;
    }

    boolean hasContainer(String name) {
        return container(name) != null;
    }

    /** The names of the containers, for a message. */
    String containers() {
        return Words.either(spec.elements("containers").stream()
                .filter(Node.Mapping.class::isInstance)
                .map(container -> Trees.text((Node.Mapping) container, "name"))
                .filter(name -> !name.isEmpty())
                .toList());
    }

    /**
     * The environment of a container; that of the first one if the name is empty, and an empty one if there is none.
     */
    Environment environment(String container) {
        return switch (state) {
            case UNKNOWN, PARTIAL, MISSING -> Environment.UNKNOWN;
            case NONE -> Environment.NONE;
            case KNOWN -> knownEnvironment(container);
        };
    }

    private Environment knownEnvironment(String container) {
        Environment known = environments.get(container);
        if (known == null) {
            known = read(container);
            environments.put(container, known);
        }
        return known;
    }

    private Environment read(String name) {
        Node.Mapping container = container(name);
        return container == null ? Environment.NONE : EnvironmentReader.read(container, namespace, bundle);
    }

    private Node.@Nullable Mapping container(String name) {
        for (Node element : spec.elements("containers")) {
            if (element instanceof Node.Mapping container
                    && (name.isEmpty() || name.equals(Trees.text(container, "name")))) {
                return container;
            }
        }
        return null;
    }
}
