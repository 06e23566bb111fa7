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

/** Converts triggers as they are written to typed entries. */
final class TriggerEntries {

    /** The suffix of a key whose value is the name of a variable. */
    static final String FROM_ENV = "FromEnv";

    private TriggerEntries() {}

    /**
     * Creates the entry that was probably meant: a number in its metadata is read as the text that it should be.
     *
     * @param trigger the trigger, as it is written
     * @param ofJob whether it belongs to a ScaledJob, in which a metric type is not allowed and is reported elsewhere
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

    /** The same entry with a reference to some authentication. */
    static ScaleTriggers withReference(ScaledObjectView.Trigger trigger, boolean ofJob) {
        ScaleTriggers entry = of(trigger, ofJob);
        entry.setAuthenticationRef(new AuthenticationRef());
        return entry;
    }

    /** Whether the metadata contains values whose intended text is unknown. The API server refuses such values. */
    static boolean hasUnreadableValues(ScaledObjectView.Trigger trigger) {
        List<Node.Entry> entries = trigger.settings().entries();
        for (int i = 0; i < entries.size(); i++) {
            if (isUnreadable(entries.get(i))) {
                return true;
            }
        }
        return false;
    }

    /** Returns the same entry with some text in place of each value whose intended text is unknown. */
    static ScaleTriggers withSomeValues(ScaledObjectView.Trigger trigger, boolean ofJob) {
        Map<String, String> texts = metadata(trigger.settings());
        for (Node.Entry setting : trigger.settings().entries()) {
            if (isUnreadable(setting)) {
                texts.put(setting.key(), "1");
                texts.put(parameter(setting.key()), "1");
            }
        }
        ScaleTriggers entry = of(trigger, ofJob);
        entry.setMetadata(texts);
        return entry;
    }

    private static boolean isUnreadable(Node.Entry setting) {
        return !(setting.value() instanceof Node.Scalar scalar)
                || (!scalar.isString() && setting.key().endsWith(FROM_ENV));
    }

    private static String parameter(String key) {
        return key.endsWith(FROM_ENV) ? key.substring(0, key.length() - FROM_ENV.length()) : key;
    }

    /** The metadata; if it is missing, the API server reports that. */
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
