package io.github.keda4j.trigger.generator.examples;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A trigger as its reference page shows it.
 *
 * @param metadata values by KEDA's name, in the catalogue's order
 * @param fromEnvironment parameters that are read from a variable
 * @param fromAuthentication parameters that the authentication gives
 * @param podIdentity provider of the authentication's pod identity
 * @param metricType the trigger's metric type, where it must be set
 */
public record Example(
        Map<String, String> metadata,
        Set<String> fromEnvironment,
        Set<String> fromAuthentication,
        Optional<String> podIdentity,
        Optional<String> metricType) {

    /**
     * Copies what it is given, and keeps the order.
     *
     * @param metadata values by KEDA's name
     * @param fromEnvironment parameters that are read from a variable
     * @param fromAuthentication parameters that the authentication gives
     * @param podIdentity provider of the authentication's pod identity
     * @param metricType the trigger's metric type
     */
    public Example {
        metadata = Collections.unmodifiableMap(new LinkedHashMap<>(metadata));
        fromEnvironment = Collections.unmodifiableSet(new LinkedHashSet<>(fromEnvironment));
        fromAuthentication = Collections.unmodifiableSet(new LinkedHashSet<>(fromAuthentication));
    }

    /** {@return whether it refers to an authentication} */
    public boolean hasAuthentication() {
        return podIdentity.isPresent() || !fromAuthentication.isEmpty();
    }

    /**
     * The name of the example's variable.
     *
     * @param parameter KEDA's name of a parameter
     * @return in capitals
     */
    public static String variable(String parameter) {
        return parameter.replaceAll("([a-z0-9])([A-Z])", "$1_$2").toUpperCase(Locale.ROOT);
    }
}
