package io.github.keda4j.trigger.internal.rule;

import io.github.keda4j.internal.go.GoUrl;
import io.github.keda4j.trigger.internal.ParameterValue;
import io.github.keda4j.trigger.internal.ParameterValues;
import io.github.keda4j.trigger.internal.TextTemplate;

/** A name that contains the queue, escaped as in a URL's query. */
public final class RabbitMqMetricName {

    private RabbitMqMetricName() {}

    public static TextTemplate of(ParameterValues values) {
        ParameterValue queueName = values.get("queueName");
        TextTemplate name = new TextTemplate(values).text("rabbitmq-");
        return queueName.isKnown() ? name.text(GoUrl.queryEscape(queueName.text())) : name.value(queueName);
    }
}
