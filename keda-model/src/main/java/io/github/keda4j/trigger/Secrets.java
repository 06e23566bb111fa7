package io.github.keda4j.trigger;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What is not to be shown. */
final class Secrets {

    private static final List<String> SUSPICIOUS = List.of(
            "password",
            "passwd",
            "secret",
            "token",
            "credential",
            "connection",
            "apikey",
            "accesskey",
            "privatekey",
            "key");

    private Secrets() {}

    /** Whether the value of a key is not to be shown: that of a secret, or of an unknown key that sounds like one. */
    static boolean isSecret(@Nullable Parameter parameter, String key) {
        if (parameter != null) {
            return parameter.isSecret();
        }
        if (key.endsWith(Trigger.FROM_ENV)) {
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

    static String toString(Definition definition, TriggerData data) {
        StringBuilder text =
                new StringBuilder("Trigger ").append(definition.type).append('{');
        String separator = "";
        if (data.name != null) {
            text.append("name=").append(data.name);
            separator = ", ";
        }
        for (Map.Entry<String, String> entry : data.metadata.entrySet()) {
            boolean secret = isSecret(definition.parameter(entry.getKey()), entry.getKey());
            text.append(separator).append(entry.getKey()).append('=').append(secret ? "***" : entry.getValue());
            separator = ", ";
        }
        return text.append('}').toString();
    }
}
