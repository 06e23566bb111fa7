package io.github.keda4j.trigger.internal.rule;

import io.github.keda4j.trigger.internal.ParameterValue;
import io.github.keda4j.trigger.internal.ParameterValues;
import io.github.keda4j.trigger.internal.TextTemplate;
import io.github.keda4j.trigger.internal.Truth;

/** A name that contains the metric that is queried, or the DatadogMetric that the cluster agent serves. */
public final class DatadogMetricName {

    private DatadogMetricName() {}

    public static TextTemplate of(ParameterValues values) {
        TextTemplate name = new TextTemplate(values);
        Truth proxy = values.get("useClusterAgentProxy").given();
        if (proxy == Truth.UNKNOWN) {
            return name.unknown();
        }
        if (proxy == Truth.TRUE) {
            ParameterValue namespace = values.get("datadogMetricNamespace");
            ParameterValue metric = values.get("datadogMetricName");
            return namespace.isKnown() && metric.isKnown()
                    ? name.verbatim().text("datadogmetric@" + namespace.text() + ":" + metric.text())
                    : name.unknown();
        }
        ParameterValue query = values.get("query");
        int brace = query.text().indexOf('{');
        return query.isKnown() && brace >= 0
                ? name.text("datadog-" + query.text().substring(0, brace))
                : name.unknown();
    }
}
