package io.github.keda4j.provisioner.internal;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.keda4j.trigger.ParameterInfo;
import io.github.keda4j.trigger.ParameterType;
import io.github.keda4j.trigger.Triggers;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Which values of an object must not be shown: environment variables, the data of Secrets, headers of probes, Vault
 * tokens, secret parameters of triggers, and the copies that kubectl keeps of what it applied.
 *
 * @param all whether everything is hidden
 * @param secretFields further hidden fields
 */
record HiddenValues(boolean all, Set<String> secretFields) {

    /** The hidden values at the root of an object. */
    static final HiddenValues OF_AN_OBJECT = new HiddenValues(false, Set.of());

    private static final HiddenValues ALL = new HiddenValues(true, Set.of());

    /** Matches an entry of a container's environment or a header of a probe, in both notations of paths. */
    private static final Pattern NAMED_VALUE = Pattern.compile("(.*[.\\[])?(env|httpHeaders)(\\[.*]|\\[])");

    private static final Pattern URL_WITH_PASSWORD = Pattern.compile("://[^/?#\\s:@]*:[^/?#\\s@]+@");
    private static final Pattern TRIGGER = Pattern.compile("spec\\.triggers\\[.*]");

    private static final Map<String, Set<String>> SECRET_PARAMETERS = new ConcurrentHashMap<>();

    /**
     * The hidden values in a field.
     *
     * @param path the path of the object that has the field
     * @param name the name of the field
     * @param object the object that has the field
     * @param other the other version of the same object
     */
    HiddenValues in(String path, String name, @Nullable JsonNode object, @Nullable JsonNode other) {
        if (all || secretFields.contains(name) || hides(path, name)) {
            return ALL;
        }
        if (!name.equals("metadata") || !TRIGGER.matcher(path).matches()) {
            return OF_AN_OBJECT;
        }
        Set<String> secrets = new HashSet<>(secretParameters(object));
        secrets.addAll(secretParameters(other));
        secrets.addAll(credentialsIn(object));
        secrets.addAll(credentialsIn(other));
        return new HiddenValues(false, secrets);
    }

    private static boolean hides(String path, String name) {
        return (name.equals("value") && NAMED_VALUE.matcher(path).matches())
                || (path.isEmpty() && (name.equals("data") || name.equals("stringData")))
                || (name.equals("token") && path.equals("spec.hashiCorpVault.credential"))
                || name.endsWith("/last-applied-configuration");
    }

    /**
     * Parameters that KEDA does not treat as secret but that may contain a secret: headers with keys or tokens, and
     * URLs with a password.
     */
    private static Set<String> credentialsIn(@Nullable JsonNode trigger) {
        Set<String> names = new HashSet<>();
        if (trigger != null) {
            trigger.path("metadata").properties().forEach(parameter -> {
                if (parameter.getKey().toLowerCase(Locale.ROOT).endsWith("headers")
                        || URL_WITH_PASSWORD
                                .matcher(parameter.getValue().asText())
                                .find()) {
                    names.add(parameter.getKey());
                }
            });
        }
        return names;
    }

    private static Set<String> secretParameters(@Nullable JsonNode trigger) {
        return trigger == null
                ? Set.of()
                : SECRET_PARAMETERS.computeIfAbsent(trigger.path("type").asText(), HiddenValues::secretParametersOf);
    }

    private static Set<String> secretParametersOf(String type) {
        Set<String> names = new HashSet<>();
        if (Triggers.types().contains(type)) {
            for (ParameterInfo parameter : Triggers.parameters(type)) {
                if (parameter.type() == ParameterType.SECRET) {
                    names.add(parameter.name());
                    names.addAll(parameter.aliases());
                }
            }
        }
        return names;
    }
}
