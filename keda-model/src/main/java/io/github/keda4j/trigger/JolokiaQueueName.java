package io.github.keda4j.trigger;

/** Named for the queue, which a template of a Jolokia URL may hold. */
final class JolokiaQueueName implements JavaMetricName {

    @Override
    public Template of(Values values) {
        JolokiaTemplate jolokia = JolokiaTemplate.of(values.definition);
        boolean activemq = jolokia == JolokiaTemplate.ACTIVEMQ;
        Template name = new Template(values).text(activemq ? "activemq-" : "artemis-");
        Value template = values.get(jolokia.parameter);
        String queue = template.isKnown() ? jolokia.queue(template.text) : null;
        return queue == null ? name.value(values.get(activemq ? "destinationName" : "queueName")) : name.text(queue);
    }
}
