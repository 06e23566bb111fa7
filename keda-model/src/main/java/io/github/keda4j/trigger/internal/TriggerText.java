package io.github.keda4j.trigger.internal;

import io.github.keda4j.keda.v1alpha1.AuthenticationRef;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Formats a trigger for a log. */
public final class TriggerText {

    private TriggerText() {}

    /**
     * Whether the value of a key must not be shown because the key is a secret, or is unknown and sounds like a secret.
     */
    private static boolean isSecret(@Nullable Parameter parameter, @Nullable String key) {
        if (parameter != null) {
            return parameter.isSecret();
        }
        if (key == null) {
            return true;
        }
        if (key.endsWith(Parameter.FROM_ENV)) {
            return false;
        }
        return Redaction.isTelling(key);
    }

    /** Type, name, metric type, parameters and authentication, with secrets shown as {@code ***}. */
    public static String of(TriggerDefinition definition, TriggerData data) {
        StringBuilder text =
                new StringBuilder("Trigger ").append(definition.type).append('{');
        String separator = "";
        if (data.name() != null) {
            text.append("name=").append(data.name());
            separator = ", ";
        }
        if (data.metricType() != null) {
            text.append(separator).append("metricType=").append(data.metricType());
            separator = ", ";
        }
        for (Map.Entry<String, String> entry : data.metadata().entrySet()) {
            text.append(separator)
                    .append(entry.getKey())
                    .append('=')
                    .append(shown(definition.parameter(entry.getKey()), entry.getKey(), entry.getValue()));
            separator = ", ";
        }
        AuthenticationRef reference = data.authenticationRef();
        if (reference != null) {
            text.append(separator).append("authenticationRef=").append(reference.getName());
        }
        return text.append('}').toString();
    }

    private static @Nullable String shown(@Nullable Parameter parameter, @Nullable String key, @Nullable String value) {
        if (value == null) {
            return null;
        }
        return isSecret(parameter, key) ? Redaction.HIDDEN : Redaction.of(value);
    }
}
