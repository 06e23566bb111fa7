package io.github.keda4j.trigger.internal.rule;

import io.github.keda4j.trigger.internal.ParameterValues;
import io.github.keda4j.trigger.internal.TextTemplate;

/** A name that contains the namespace of the object that the trigger belongs to. */
public final class WorkloadMetricName {

    private WorkloadMetricName() {}

    public static TextTemplate of(ParameterValues values) {
        TextTemplate name = new TextTemplate(values).text("workload-");
        String namespace = values.namespace();
        return namespace == null ? name.unknown() : name.text(namespace);
    }
}
