package io.github.keda4j.trigger;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The values of a trigger's parameters as KEDA finds them, as far as they are known. */
final class Values {

    private static final Parameter POD_IDENTITY = Parameter.string("podIdentity");
    private static final Parameter METRIC_TYPE = Parameter.string("metricType");

    final Definition definition;
    final TriggerData data;
    final TriggerContext context;
    private final @Nullable Map<String, @Nullable String> authentication;
    private final @Nullable String podIdentity;

    Values(Definition definition, TriggerData data, TriggerContext context) {
        this.definition = definition;
        this.data = data;
        this.context = context;
        boolean none = !data.hasAuthenticationRef();
        this.authentication = context.authentication == null && none ? Map.of() : context.authentication;
        this.podIdentity = context.podIdentity == null && none ? TriggerContext.NO_IDENTITY : context.podIdentity;
    }

    /** The value that KEDA takes: the first one that it finds in its sources, or else the default. */
    Value get(Parameter parameter) {
        boolean maybe = false;
        for (ParameterSource source : parameter.sources) {
            Value value = in(source, parameter);
            switch (value.state) {
                case KNOWN, OPAQUE -> {
                    return maybe ? Value.opaque(parameter, source, value.key) : value;
                }
                case UNKNOWN -> maybe = true;
                case ABSENT -> {}
            }
        }
        if (parameter.defaultText == null) {
            return Value.of(parameter, maybe ? Value.State.UNKNOWN : Value.State.ABSENT);
        }
        return maybe
                ? Value.of(parameter, Value.State.OPAQUE)
                : Value.known(parameter, parameter.defaultText, null, parameter.name);
    }

    /** For rules in Java: the value of the parameter with KEDA's name for it. */
    Value get(String name) {
        Parameter parameter = definition.parameter(name);
        return parameter == null ? Value.of(Parameter.string(name), Value.State.ABSENT) : get(parameter);
    }

    /** What is written in the metadata, and nothing else. */
    Value metadata(Parameter parameter) {
        return raw(in(ParameterSource.METADATA, parameter));
    }

    /** What the authentication gives, and nothing else. */
    Value auth(Parameter parameter) {
        return raw(in(ParameterSource.AUTH, parameter));
    }

    /** As text, so that "0" and "false" are given like any other. */
    private static Value raw(Value value) {
        Parameter text = Parameter.string(value.parameter.name);
        return value.isKnown() ? Value.known(text, value.text, value.source, value.key) : Value.of(text, value.state);
    }

    /** The provider, or {@code none}. */
    Value podIdentity() {
        return podIdentity == null
                ? Value.of(POD_IDENTITY, Value.State.UNKNOWN)
                : Value.known(POD_IDENTITY, podIdentity, null, "");
    }

    Value metricType() {
        return data.metricType == null
                ? Value.of(METRIC_TYPE, Value.State.ABSENT)
                : Value.known(METRIC_TYPE, data.metricType.value(), null, "");
    }

    /** Whether a formula reads the trigger, and not the autoscaler. */
    Truth metricSource() {
        return context.readByFormula;
    }

    /** What one source has. */
    Value in(ParameterSource source, Parameter parameter) {
        return switch (source) {
            case METADATA -> parameter.isFamily() ? family(parameter) : inMetadata(parameter);
            case ENV -> inEnvironment(parameter);
            case AUTH -> inAuthentication(parameter);
        };
    }

    private Value inMetadata(Parameter parameter) {
        for (String name : parameter.names) {
            String text = trimmed(data.metadata.get(name));
            if (!text.isEmpty()) {
                return Value.known(parameter, text, ParameterSource.METADATA, name);
            }
        }
        return Value.of(parameter, Value.State.ABSENT);
    }

    private Value family(Parameter parameter) {
        Map<String, String> members = family(parameter, data.metadata);
        return members.isEmpty()
                ? Value.of(parameter, Value.State.ABSENT)
                : Value.known(parameter, String.join(",", members.keySet()), ParameterSource.METADATA, parameter.name);
    }

    /** The members of a family that have a value, by what follows the common beginning of their keys. */
    static Map<String, String> family(Parameter parameter, Map<String, String> metadata) {
        String prefix = parameter.familyPrefix();
        Map<String, String> members = new LinkedHashMap<>();
        for (Map.Entry<String, String> entry : metadata.entrySet()) {
            String text = trimmed(entry.getValue());
            if (entry.getKey().startsWith(prefix) && !text.isEmpty()) {
                members.put(entry.getKey().substring(prefix.length()), text);
            }
        }
        return members;
    }

    private Value inEnvironment(Parameter parameter) {
        for (String name : parameter.names) {
            String key = name.concat(Trigger.FROM_ENV); // a plus would start up what concatenates at run time
            String variable = data.metadata.get(key);
            if (variable != null && !variable.isEmpty()) {
                if (context.environment == null) {
                    return Value.opaque(parameter, ParameterSource.ENV, key);
                }
                String text = trimmed(context.environment.get(variable));
                if (!text.isEmpty()) {
                    return Value.known(parameter, text, ParameterSource.ENV, key);
                }
            }
        }
        return Value.of(parameter, Value.State.ABSENT);
    }

    private Value inAuthentication(Parameter parameter) {
        if (authentication == null) {
            return Value.of(parameter, Value.State.UNKNOWN);
        }
        for (String name : parameter.names) {
            if (authentication.containsKey(name)) {
                String text = authentication.get(name);
                if (text == null) {
                    return Value.opaque(parameter, ParameterSource.AUTH, name);
                }
                if (!GoText.trim(text).isEmpty()) {
                    return Value.known(parameter, GoText.trim(text), ParameterSource.AUTH, name);
                }
            }
        }
        return Value.of(parameter, Value.State.ABSENT);
    }

    private static String trimmed(@Nullable String text) {
        return text == null ? "" : GoText.trim(text);
    }
}
