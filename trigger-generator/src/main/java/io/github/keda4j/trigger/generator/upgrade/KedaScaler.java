package io.github.keda4j.trigger.generator.upgrade;

import io.github.keda4j.trigger.generator.catalogue.Source;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A trigger type in KEDA's source.
 *
 * @param type the type, as in YAML
 * @param parameters the parameters in the structs that its code reads
 * @param byHand the names that its code looks up itself, with the sources
 * @param unclear the parts of its code that could not be followed
 */
record KedaScaler(String type, List<KedaParameter> parameters, Map<String, Set<Source>> byHand, List<String> unclear) {

    private static final String FROM_ENV = "FromEnv";

    /**
     * The sources in which the code itself looks up one of the names; the name of a variable next to it means the
     * environment.
     */
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

    /** The name of the parameter to which the name of a variable belongs; any other name is returned unchanged. */
    static String withoutSuffix(String name) {
        return name.endsWith(FROM_ENV) ? name.substring(0, name.length() - FROM_ENV.length()) : name;
    }
}
