package io.github.keda4j.validator.internal.core;

import io.github.keda4j.yaml.tree.Node;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A ScaledObject as KEDA's programs have it in memory, or a ScaledJob as far as it has the same fields. A value that is
 * missing, null or of another type is null or empty here; {@link Reporter#isBroken} says whether the API server refuses
 * it.
 */
public final class ScaledObjectView {

    /**
     * An entry of {@code triggers}.
     *
     * @param index the index in the list
     * @param pointer the pointer to the entry
     * @param type the type; empty if it is missing
     * @param name the name; empty if it has none
     * @param useCachedMetrics whether KEDA keeps its metrics for a polling interval
     * @param settings the metadata; empty if it is missing or not a map
     * @param authenticationRef the reference; null if it is missing or not a map
     * @param tree the entry as a tree
     */
    public record Trigger(
            int index,
            String pointer,
            String type,
            String name,
            boolean useCachedMetrics,
            Node.Mapping settings,
            Node.@Nullable Mapping authenticationRef,
            Node.Mapping tree) {

        static Trigger of(int index, Node.Mapping tree) {
            Node.Mapping settings = tree.mapping("metadata");
            return new Trigger(
                    index,
                    TRIGGERS + "/" + index,
                    Trees.text(tree, "type"),
                    Trees.text(tree, "name"),
                    Trees.isTrue(tree, "useCachedMetrics"),
                    settings == null ? Trees.NOTHING : settings,
                    tree.mapping("authenticationRef"),
                    tree);
        }

        /** Whether the autoscaler reads the metric from the metrics server instead of KEDA. */
        public boolean isOfResource() {
            return type.equals("cpu") || type.equals("memory");
        }

        /** The value of a metadata key; empty if it is missing. */
        public String metadata(String key) {
            return Trees.text(settings, key);
        }
    }

    /** The pointers to fields. */
    public static final String TRIGGERS = "/spec/triggers";

    public static final String TARGET = "/spec/scaleTargetRef";
    public static final String MODIFIERS = "/spec/advanced/scalingModifiers";
    public static final String AUTOSCALER_NAME = "/spec/advanced/horizontalPodAutoscalerConfig/name";

    private final Subject subject;
    private final Node.Mapping spec;
    private final List<Trigger> triggers;
    private final ScaleTarget target;
    private final Node.@Nullable Mapping autoscalerConfig;
    private final Node.@Nullable Mapping modifiers;
    private final boolean usesModifiers;
    private @Nullable String autoscaler;

    public ScaledObjectView(Subject subject) {
        this.subject = subject;
        this.spec = subject.spec();
        this.triggers = triggers(spec);
        this.target = ScaleTarget.of(spec.mapping("scaleTargetRef"));
        Node.Mapping advanced = spec.mapping("advanced");
        this.autoscalerConfig = Trees.map(advanced, "horizontalPodAutoscalerConfig");
        this.modifiers = Trees.map(advanced, "scalingModifiers");
        this.usesModifiers = modifiers != null && isUsed(modifiers);
    }

    /** The triggers of a ScaledObject or a ScaledJob, without entries that are not maps. */
    private static List<Trigger> triggers(Node.Mapping spec) {
        List<Node> elements = spec.elements("triggers");
        List<Trigger> triggers = new ArrayList<>(elements.size());
        for (int i = 0; i < elements.size(); i++) {
            if (elements.get(i) instanceof Node.Mapping map) {
                triggers.add(Trigger.of(i, map));
            }
        }
        return triggers;
    }

    public Subject subject() {
        return subject;
    }

    public Node.Mapping spec() {
        return spec;
    }

    public ScaleTarget target() {
        return target;
    }

    public List<Trigger> triggers() {
        return triggers;
    }

    public @Nullable Integer count(String field) {
        return Trees.integer(spec, field);
    }

    public int minReplicas() {
        Integer min = count("minReplicaCount");
        return min == null ? 0 : min;
    }

    public boolean hasOnlyResourceTriggers() {
        for (int i = 0; i < triggers.size(); i++) {
            if (!triggers.get(i).isOfResource()) {
                return false;
            }
        }
        return true;
    }

    public boolean usesCachedMetrics() {
        for (int i = 0; i < triggers.size(); i++) {
            if (triggers.get(i).useCachedMetrics()) {
                return true;
            }
        }
        return false;
    }

    public Node.@Nullable Mapping fallback() {
        return spec.mapping("fallback");
    }

    public Node.@Nullable Mapping autoscalerConfig() {
        return autoscalerConfig;
    }

    /** The name of the autoscaler that KEDA makes for a ScaledObject with a name. */
    public String autoscaler() {
        String name = autoscaler;
        if (name == null) {
            name = Claims.autoscalerOf(subject.name(), spec);
            autoscaler = name;
        }
        return name;
    }

    /** A field of the scaling modifiers; empty if it is missing. */
    public String modifier(String field) {
        return modifiers == null ? "" : Trees.text(modifiers, field);
    }

    /** Whether KEDA considers the modifiers set: it does if any of them is not empty. */
    public boolean usesModifiers() {
        return usesModifiers;
    }

    private static boolean isUsed(Node.Mapping modifiers) {
        return !Trees.text(modifiers, "formula").isEmpty()
                || !Trees.text(modifiers, "target").isEmpty()
                || !Trees.text(modifiers, "activationTarget").isEmpty()
                || !Trees.text(modifiers, "metricType").isEmpty();
    }
}
