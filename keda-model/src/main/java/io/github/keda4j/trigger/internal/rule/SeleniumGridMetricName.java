package io.github.keda4j.trigger.internal.rule;

import io.github.keda4j.trigger.internal.ParameterValue;
import io.github.keda4j.trigger.internal.ParameterValues;
import io.github.keda4j.trigger.internal.TextTemplate;
import java.util.List;

/** A name that contains the browser, as far as the trigger describes it. */
public final class SeleniumGridMetricName {

    private SeleniumGridMetricName() {}

    public static TextTemplate of(ParameterValues values) {
        TextTemplate name = new TextTemplate(values).text("selenium-grid");
        for (String parameter : List.of("browserName", "browserVersion", "platformName")) {
            ParameterValue value = values.get(parameter);
            if (value.isKnown()) {
                name.text("-").value(value);
            }
        }
        return name;
    }
}
