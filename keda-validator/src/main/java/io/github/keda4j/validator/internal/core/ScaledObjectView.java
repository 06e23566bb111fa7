package io.github.keda4j.validator.internal.core;

import io.github.keda4j.yaml.tree.Node;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A ScaledObject as KEDA's programs have it in memory. What is not there, null or of another type is null or empty: whether the
 * API server refuses it, {@link Reporter#isBroken} tells.
 */
public final class ScaledObjectView {

    /**
     * An entry of {@code triggers}.
     *
     * @param index its place in the list
     * @param type empty if it is missing
     * @param name empty if it has none
     * @param useCachedMetrics whether KEDA keeps its metrics for a polling interval
     * @param tree the entry
     */
    public record Trigger(int index, String type, String name, boolean useCachedMetrics, Node.Mapping tree) {

        /** Whether the autoscaler asks the metrics server about it, and not KEDA. */
        public boolean isOfResource() {
            return type.equals("cpu") || type.equals("memory");
        }

        public String pointer() {
            return "/spec/triggers/" + index;
        }

        /** A key of its metadata; empty if it is missing. */
        public String metadata(String key) {
            Node.Mapping metadata = tree.mapping("metadata");
            return metadata == null ? "" : Trees.text(metadata, key);
        }
    }

    /** Where fields stand. */
    public static final String TRIGGERS = "/spec/triggers";

    public static final String TARGET = "/spec/scaleTargetRef";
    public static final String MODIFIERS = "/spec/advanced/scalingModifiers";
    public static final String AUTOSCALER_NAME = "/spec/advanced/horizontalPodAutoscalerConfig/name";

    private final Subject subject;
    private final Node.Mapping spec;
    private final List<Trigger> triggers;
    private final ScaleTarget target;

    public ScaledObjectView(Subject subject) {
        this.subject = subject;
        this.spec = subject.spec();
        this.triggers = triggers(spec);
        this.target = ScaleTarget.of(spec.mapping("scaleTargetRef"));
    }

    /** The triggers of a ScaledObject or a ScaledJob; without those that are not even maps. */
    public static List<Trigger> triggers(Node.Mapping spec) {
        List<Node> elements = spec.elements("triggers");
        List<Trigger> triggers = new ArrayList<>(elements.size());
        for (int i = 0; i < elements.size(); i++) {
            if (elements.get(i) instanceof Node.Mapping map) {
                triggers.add(new Trigger(
                        i,
                        Trees.text(map, "type"),
                        Trees.text(map, "name"),
                        Trees.isTrue(map, "useCachedMetrics"),
                        map));
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
        return Trees.map(spec.mapping("advanced"), "horizontalPodAutoscalerConfig");
    }

    /** A field of the scaling modifiers; empty if it is missing. */
    public String modifier(String field) {
        Node.Mapping modifiers = Trees.map(spec.mapping("advanced"), "scalingModifiers");
        return modifiers == null ? "" : Trees.text(modifiers, field);
    }

    /** Whether KEDA takes the modifiers for given: any of them is not empty. */
    public boolean usesModifiers() {
        return !modifier("formula").isEmpty()
                || !modifier("target").isEmpty()
                || !modifier("activationTarget").isEmpty()
                || !modifier("metricType").isEmpty();
    }
}
