package io.github.keda4j.validator.internal.advice;

import io.github.keda4j.trigger.ParameterInfo;
import io.github.keda4j.trigger.Triggers;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The parameters of each trigger type, by all of their names. */
final class KnownParameters {

    private static final Map<String, Map<String, ParameterInfo>> BY_TYPE = new ConcurrentHashMap<>();

    private KnownParameters() {}

    /** The parameters of a type; none for an unknown type. */
    static Map<String, ParameterInfo> of(String type) {
        Map<String, ParameterInfo> known = BY_TYPE.get(type);
        if (known == null) {
            if (!Triggers.types().contains(type)) {
                return Map.of();
            }
            known = read(type);
            BY_TYPE.put(type, known);
        }
        return known;
    }

    private static Map<String, ParameterInfo> read(String type) {
        Map<String, ParameterInfo> parameters = new HashMap<>();
        for (ParameterInfo parameter : Triggers.parameters(type)) {
            parameters.put(parameter.name(), parameter);
            for (String alias : parameter.aliases()) {
                parameters.putIfAbsent(alias, parameter);
            }
        }
        return Map.copyOf(parameters);
    }
}
