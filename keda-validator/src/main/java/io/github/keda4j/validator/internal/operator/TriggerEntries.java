package io.github.keda4j.validator.internal.operator;

import io.github.keda4j.keda.v1alpha1.AuthenticationRef;
import io.github.keda4j.keda.v1alpha1.AuthenticationRefKind;
import io.github.keda4j.keda.v1alpha1.MetricTargetType;
import io.github.keda4j.keda.v1alpha1.ScaleTriggers;
import io.github.keda4j.validator.internal.core.ScaledObjectView;
import io.github.keda4j.validator.internal.core.Trees;
import io.github.keda4j.yaml.tree.Node;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Makes typed entries of triggers as they are written. */
final class TriggerEntries {

    private TriggerEntries() {}

    /**
     * The entry that is meant: a number in its metadata is read as the text that it should be.
     *
     * @param trigger as it is written
     * @param ofJob whether a ScaledJob has it: it must not have a metric type, which is reported elsewhere
     */
    static ScaleTriggers of(ScaledObjectView.Trigger trigger, boolean ofJob) {
        Node.Mapping tree = trigger.tree();
        ScaleTriggers entry = new ScaleTriggers();
        entry.setType(trigger.type());
        entry.setName(trigger.name().isEmpty() ? null : trigger.name());
        entry.setMetadata(metadata(trigger.settings()));
        String metricType = Trees.text(tree, "metricType");
        if (!metricType.isEmpty() && (!ofJob || trigger.isOfResource())) {
            entry.setMetricType(MetricTargetType.of(metricType));
        }
        if (trigger.useCachedMetrics()) {
            entry.setUseCachedMetrics(true);
        }
        Node.Mapping reference = trigger.authenticationRef();
        if (reference != null) {
            entry.setAuthenticationRef(reference(reference));
        }
        return entry;
    }

    /** The same with a reference to some authentication. */
    static ScaleTriggers withReference(ScaledObjectView.Trigger trigger, boolean ofJob) {
        ScaleTriggers entry = of(trigger, ofJob);
        entry.setAuthenticationRef(new AuthenticationRef());
        return entry;
    }

    /** Where there are none, the API server says so. */
    private static Map<String, String> metadata(Node.Mapping metadata) {
        Map<String, String> texts = new LinkedHashMap<>();
        List<Node.Entry> entries = metadata.entries();
        for (int i = 0; i < entries.size(); i++) {
            if (entries.get(i).value() instanceof Node.Scalar scalar && !scalar.isNull()) {
                texts.put(entries.get(i).key(), scalar.text());
            }
        }
        return texts;
    }

    private static AuthenticationRef reference(Node.Mapping reference) {
        AuthenticationRef made = new AuthenticationRef();
        made.setName(Trees.text(reference, "name"));
        String kind = Trees.text(reference, "kind");
        if (!kind.isEmpty()) {
            made.setKind(AuthenticationRefKind.of(kind));
        }
        return made;
    }
}
