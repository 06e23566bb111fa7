package io.github.keda4j.trigger.internal;

import io.github.keda4j.keda.v1alpha1.AuthenticationRef;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A trigger as people read it in a log. */
public final class TriggerText {

    private static final List<String> SUSPICIOUS =
            List.of("password", "passwd", "secret", "token", "credential", "connection", "key");

    private TriggerText() {}

    /** Whether the value of a key is not to be shown: that of a secret, or of an unknown key that sounds like one. */
    private static boolean isSecret(@Nullable Parameter parameter, String key) {
        if (parameter != null) {
            return parameter.isSecret();
        }
        if (key.endsWith(Parameter.FROM_ENV)) {
            return false;
        }
        String lower = key.toLowerCase(Locale.ROOT);
        for (String word : SUSPICIOUS) {
            if (lower.contains(word)) {
                return true;
            }
        }
        return false;
    }

    /** Type, name, metric type, parameters and authentication, secrets as {@code ***}. */
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

    private static @Nullable String shown(@Nullable Parameter parameter, String key, @Nullable String value) {
        if (value == null) {
            return null;
        }
        return isSecret(parameter, key) ? Redaction.HIDDEN : Redaction.withoutPasswords(value);
    }
}
