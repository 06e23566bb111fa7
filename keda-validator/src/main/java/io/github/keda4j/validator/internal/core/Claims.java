package io.github.keda4j.validator.internal.core;

import io.github.keda4j.yaml.tree.Node;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The workloads and the autoscaler names that ScaledObjects and autoscalers claim. */
public final class Claims {

    /**
     * The claim of a ScaledObject or an autoscaler.
     *
     * @param owner the ScaledObject, or the autoscaler
     * @param target the workload
     * @param autoscaler the name of the autoscaler; for a ScaledObject, the name of the one that KEDA creates
     */
    public record Claim(Subject owner, ScaleTarget target, String autoscaler) {}

    private final Map<ObjectKey, List<Claim>> scaledObjectsByTarget = new HashMap<>();
    private final Map<ObjectKey, List<Claim>> scaledObjectsByAutoscaler = new HashMap<>();
    private final Map<String, List<Claim>> scaledObjectsByNamespace = new HashMap<>();
    private final Map<ObjectKey, List<Claim>> autoscalersByTarget = new HashMap<>();
    private final Map<String, List<Claim>> autoscalersByNamespace = new HashMap<>();

    Claims(Bundle bundle) {
        for (Subject subject : bundle.everything()) {
            if (subject.is(KedaKind.SCALED_OBJECT)) {
                addScaledObject(subject);
            } else if (subject.kind().equals("HorizontalPodAutoscaler")
                    && subject.group().equals("autoscaling")) {
                addAutoscaler(subject);
            }
        }
    }

    private void addScaledObject(Subject subject) {
        Node.Mapping spec = subject.spec();
        Claim claim =
                new Claim(subject, ScaleTarget.of(spec.mapping("scaleTargetRef")), autoscalerOf(subject.name(), spec));
        add(scaledObjectsByTarget, key(subject.namespace(), claim.target().name()), claim);
        add(scaledObjectsByAutoscaler, key(subject.namespace(), claim.autoscaler()), claim);
        if (!claim.target().hasKindWithoutLookUp() || !claim.target().readable()) {
            add(scaledObjectsByNamespace, subject.namespace(), claim);
        }
    }

    private void addAutoscaler(Subject subject) {
        Claim claim = new Claim(subject, ScaleTarget.of(subject.spec().mapping("scaleTargetRef")), subject.name());
        add(autoscalersByTarget, key(subject.namespace(), claim.target().name()), claim);
        if (!claim.target().hasKindWithoutLookUp() || !claim.target().readable()) {
            add(autoscalersByNamespace, subject.namespace(), claim);
        }
    }

    private static ObjectKey key(String namespace, String name) {
        return new ObjectKey("", "", namespace, name);
    }

    private static <K> void add(Map<K, List<Claim>> index, K key, Claim claim) {
        List<Claim> same = index.get(key);
        if (same == null) {
            same = new ArrayList<>(1);
            index.put(key, same);
        }
        same.add(claim);
    }

    /** The name of the autoscaler that KEDA makes for a ScaledObject. */
    public static String autoscalerOf(String name, Node.Mapping spec) {
        String given = givenAutoscaler(spec);
        return given == null || given.isEmpty() ? "keda-hpa-" + name : given;
    }

    /** The name that a ScaledObject specifies for its autoscaler; null if it specifies none. */
    public static @Nullable String givenAutoscaler(Node.Mapping spec) {
        Node.Mapping advanced = spec.mapping("advanced");
        Node.Mapping config = advanced == null ? null : advanced.mapping("horizontalPodAutoscalerConfig");
        return config == null ? null : config.text("name");
    }

    /** The ScaledObjects in a namespace whose target has the given name, regardless of its kind. */
    public List<Claim> scaledObjectsOf(String namespace, String target) {
        return scaledObjectsByTarget.getOrDefault(key(namespace, target), List.of());
    }

    /** The ScaledObjects in a namespace whose autoscaler has the given name. */
    public List<Claim> scaledObjectsWith(String namespace, String autoscaler) {
        return scaledObjectsByAutoscaler.getOrDefault(key(namespace, autoscaler), List.of());
    }

    /** The ScaledObjects in a namespace for which KEDA has to look up the kind of the target. */
    public List<Claim> scaledObjectsWithKindToLookUp(String namespace) {
        return scaledObjectsByNamespace.getOrDefault(namespace, List.of());
    }

    /** The autoscalers in a namespace whose target has the given name, regardless of its kind. */
    public List<Claim> autoscalersOf(String namespace, String target) {
        return autoscalersByTarget.getOrDefault(key(namespace, target), List.of());
    }

    /** The autoscalers in a namespace for which KEDA has to look up the kind of the target. */
    public List<Claim> autoscalersWithKindToLookUp(String namespace) {
        return autoscalersByNamespace.getOrDefault(namespace, List.of());
    }
}
