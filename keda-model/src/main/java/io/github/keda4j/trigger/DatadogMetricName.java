package io.github.keda4j.trigger;

/** Named for the metric that is queried, or for the DatadogMetric that the cluster agent serves. */
final class DatadogMetricName implements JavaMetricName {

    @Override
    public Template of(Values values) {
        Template name = new Template(values);
        Truth proxy = values.get("useClusterAgentProxy").given();
        if (proxy == Truth.UNKNOWN) {
            return name.unknown();
        }
        if (proxy == Truth.TRUE) {
            Value namespace = values.get("datadogMetricNamespace");
            Value metric = values.get("datadogMetricName");
            return namespace.isKnown() && metric.isKnown()
                    ? name.verbatim().text("datadogmetric@" + namespace.text + ":" + metric.text)
                    : name.unknown();
        }
        Value query = values.get("query");
        int brace = query.text.indexOf('{');
        return query.isKnown() && brace >= 0 ? name.text("datadog-" + query.text.substring(0, brace)) : name.unknown();
    }
}
