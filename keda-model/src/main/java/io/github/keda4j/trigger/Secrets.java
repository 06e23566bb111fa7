package io.github.keda4j.trigger;

import io.github.keda4j.keda.v1alpha1.AuthenticationRef;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What is not to be shown. */
final class Secrets {

    private static final String HIDDEN = "***";

    private static final List<String> SUSPICIOUS =
            List.of("password", "passwd", "secret", "token", "credential", "connection", "key");

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
        if (data.metricType != null) {
            text.append(separator).append("metricType=").append(data.metricType);
            separator = ", ";
        }
        for (Map.Entry<String, String> entry : data.metadata.entrySet()) {
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
        return isSecret(parameter, key) ? HIDDEN : withoutPasswords(value);
    }

    /** The text with {@code ***} for the password in each URL such as {@code http://user:password@host}. */
    static String withoutPasswords(String text) {
        StringBuilder shown = null;
        int copied = 0;
        for (int scheme = text.indexOf("://"); scheme >= 0; scheme = text.indexOf("://", scheme + 1)) {
            int user = scheme + 3;
            int end = endOfAuthority(text, user);
            int colon = text.indexOf(':', user);
            int at = text.lastIndexOf('@', end - 1);
            if (colon >= 0 && colon < at) {
                shown = shown == null ? new StringBuilder() : shown;
                shown.append(text, copied, colon + 1).append(HIDDEN);
                copied = at;
            }
        }
        return shown == null ? text : shown.append(text, copied, text.length()).toString();
    }

    private static int endOfAuthority(String text, int start) {
        int end = start;
        while (end < text.length() && "/?#\" ".indexOf(text.charAt(end)) < 0) {
            end++;
        }
        return end;
    }
}
