package io.github.keda4j.trigger;

/** Named for the namespace of the object that the trigger stands in. */
final class WorkloadMetricName implements JavaMetricName {

    @Override
    public Template of(Values values) {
        Template name = new Template(values).text("workload-");
        String namespace = values.context.namespace;
        return namespace == null ? name.unknown() : name.text(namespace);
    }
}
