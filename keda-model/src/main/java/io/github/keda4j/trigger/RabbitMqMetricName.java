package io.github.keda4j.trigger;

/** Named for the queue, escaped as in the query of a URL. */
final class RabbitMqMetricName implements JavaMetricName {

    @Override
    public Template of(Values values) {
        Value queueName = values.get("queueName");
        Template name = new Template(values).text("rabbitmq-");
        return queueName.isKnown() ? name.text(GoUrl.queryEscape(queueName.text)) : name.value(queueName);
    }
}
