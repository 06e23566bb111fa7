package io.github.keda4j.trigger.internal.rule;

import io.github.keda4j.trigger.internal.ParameterValue;
import io.github.keda4j.trigger.internal.ParameterValues;
import io.github.keda4j.trigger.internal.TextTemplate;

/** A name that contains the queue, which may come from the template of a Jolokia URL. */
public final class JolokiaQueueName {

    private JolokiaQueueName() {}

    public static TextTemplate of(ParameterValues values) {
        JolokiaTemplate jolokia = JolokiaTemplate.of(values.triggerType());
        boolean activemq = jolokia == JolokiaTemplate.ACTIVEMQ;
        TextTemplate name = new TextTemplate(values).text(activemq ? "activemq-" : "artemis-");
        ParameterValue template = values.get(jolokia.parameter);
        String queue = template.isKnown() ? jolokia.queue(template.text()) : null;
        return queue == null ? name.value(values.get(activemq ? "destinationName" : "queueName")) : name.text(queue);
    }
}
