package io.github.keda4j.trigger.generator.examples;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * An example of a trigger for its reference page.
 *
 * @param metadata the values by KEDA's name, in the catalogue's order
 * @param fromEnvironment the parameters that are read from a variable
 * @param fromAuthentication the parameters that the authentication sets
 * @param podIdentity the provider of the authentication's pod identity
 * @param metricType the trigger's metric type, if it must be set
 */
public record Example(
        Map<String, String> metadata,
        Set<String> fromEnvironment,
        Set<String> fromAuthentication,
        Optional<String> podIdentity,
        Optional<String> metricType) {

    /**
     * Copies the arguments, and keeps their order.
     *
     * @param metadata the values by KEDA's name
     * @param fromEnvironment the parameters that are read from a variable
     * @param fromAuthentication the parameters that the authentication sets
     * @param podIdentity the provider of the authentication's pod identity
     * @param metricType the trigger's metric type
     */
    public Example {
        metadata = Collections.unmodifiableMap(new LinkedHashMap<>(metadata));
        fromEnvironment = Collections.unmodifiableSet(new LinkedHashSet<>(fromEnvironment));
        fromAuthentication = Collections.unmodifiableSet(new LinkedHashSet<>(fromAuthentication));
    }

    /** {@return whether the example refers to an authentication} */
    public boolean hasAuthentication() {
        return podIdentity.isPresent() || !fromAuthentication.isEmpty();
    }

    /**
     * Returns the name of the example's variable.
     *
     * @param parameter KEDA's name for a parameter
     * @return the name, in capital letters
     */
    public static String variable(String parameter) {
        return parameter.replaceAll("([a-z0-9])([A-Z])", "$1_$2").toUpperCase(Locale.ROOT);
    }
}
