package io.github.keda4j.trigger.generator.upgrade;

import io.github.keda4j.trigger.generator.catalogue.Source;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A trigger type of KEDA's source.
 *
 * @param type as in YAML
 * @param parameters of the structs that its code reads
 * @param byHand names that its code looks up itself, with where
 * @param unclear what could not be followed in its code
 */
record KedaScaler(String type, List<KedaParameter> parameters, Map<String, Set<Source>> byHand, List<String> unclear) {

    private static final String FROM_ENV = "FromEnv";

    /** Where the code looks up one of the names itself; a variable's name next to it means the environment. */
    Set<Source> byHand(List<String> names) {
        Set<Source> found = EnumSet.noneOf(Source.class);
        for (String name : names) {
            found.addAll(byHand.getOrDefault(name, Set.of()));
            if (byHand.containsKey(name + FROM_ENV)) {
                found.add(Source.ENV);
            }
        }
        return found;
    }

    /** The name of a parameter that the name of a variable belongs to; any other name unchanged. */
    static String withoutSuffix(String name) {
        return name.endsWith(FROM_ENV) ? name.substring(0, name.length() - FROM_ENV.length()) : name;
    }
}
