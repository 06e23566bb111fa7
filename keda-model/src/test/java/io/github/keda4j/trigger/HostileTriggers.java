package io.github.keda4j.trigger;

import io.github.keda4j.keda.v1alpha1.AuthenticationRef;
import io.github.keda4j.keda.v1alpha1.ScaleTriggers;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Triggers that would be accepted except for one value, which may be anything, in any source that a parameter is read
 * from.
 */
final class HostileTriggers {

    private static final String VARIABLE = "HOSTILE";

    private HostileTriggers() {}

    /** An accepted example of a type, and a key whose value is replaced. */
    record Place(Example example, ParameterInfo parameter, String key, ParameterSource source) {

        ScaleTriggers entry(String value) {
            ScaleTriggers entry = example.entry();
            Map<String, String> metadata = new LinkedHashMap<>(entry.getMetadata());
            switch (source) {
                case METADATA -> {
                    metadata.remove(key + "FromEnv");
                    metadata.put(key, value);
                }
                case ENV -> {
                    metadata.remove(key);
                    metadata.put(key + "FromEnv", VARIABLE);
                }
                case AUTH -> {}
            }
            entry.setMetadata(metadata);
            AuthenticationRef reference = new AuthenticationRef();
            reference.setName("credentials");
            entry.setAuthenticationRef(reference);
            return entry;
        }

        TriggerContext context(String value) {
            Map<String, String> authentication = new LinkedHashMap<>(example.authentication());
            if (source == ParameterSource.AUTH) {
                authentication.put(key, value);
            }
            return TriggerContext.builder()
                    .version(example.version())
                    .authenticationParameters(authentication)
                    .environment(Map.of(VARIABLE, value))
                    .readByFormula(false)
                    .inScaledJob(false)
                    .namespace("shop")
                    .build();
        }

        @Override
        public String toString() {
            return example + ", " + key + " from " + source;
        }
    }

    /** Every key of every type, in every source that the parameter has, in the first accepted example of the type. */
    static List<Place> places() {
        List<Place> places = new ArrayList<>();
        for (String type : Triggers.types()) {
            Example example = Example.of(type).stream()
                    .filter(one -> one.accepted() && one.isOfLatest())
                    .findFirst()
                    .orElseThrow();
            for (ParameterInfo parameter : Triggers.parameters(type)) {
                for (ParameterSource source : parameter.sources()) {
                    places.add(new Place(example, parameter, parameter.name().replace(".*", ".A"), source));
                }
            }
        }
        return List.copyOf(places);
    }
}
