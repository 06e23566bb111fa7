package io.github.keda4j.trigger.internal;

import io.github.keda4j.trigger.KedaVersion;
import io.github.keda4j.trigger.ParameterSource;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The values of a trigger's parameters as KEDA finds them, as far as they are known. */
public final class ParameterValues {

    private static final Parameter POD_IDENTITY = Parameter.string("podIdentity");
    private static final Parameter METRIC_TYPE = Parameter.string("metricType");

    private final TriggerDefinition definition;
    private final TriggerData data;
    private final Surroundings surroundings;
    private final @Nullable Map<String, @Nullable String> authentication;
    private final @Nullable String podIdentity;

    /** The values that were looked up, by the parameter's index. */
    private final @Nullable ParameterValue[] found;

    private @Nullable Map<String, String> variables;

    public ParameterValues(TriggerDefinition definition, TriggerData data, Surroundings surroundings) {
        this.definition = definition;
        this.data = data;
        this.surroundings = surroundings;
        this.found = new ParameterValue[definition.parameters.length];
        boolean none = !data.hasAuthenticationRef();
        this.authentication = surroundings.authentication() == null && none ? Map.of() : surroundings.authentication();
        this.podIdentity =
                surroundings.podIdentity() == null && none ? Surroundings.NO_IDENTITY : surroundings.podIdentity();
    }

    private ParameterValues(
            ParameterValues other, TriggerData data, @Nullable Map<String, @Nullable String> authentication) {
        this.definition = other.definition;
        this.found = new ParameterValue[definition.parameters.length];
        this.data = data;
        this.surroundings = other.surroundings;
        this.authentication = authentication;
        this.podIdentity = other.podIdentity;
    }

    /** The values that would result if a key of the metadata had another text. */
    ParameterValues withText(String key, String text) {
        return new ParameterValues(this, data.withText(key, text), authentication);
    }

    /** The values that would result if a parameter had some unknown value. */
    ParameterValues withSomething(Parameter parameter) {
        ParameterValues values = new ParameterValues(this, data, authentication);
        values.found[parameter.index] = ParameterValue.opaque(parameter, ParameterSource.ENV, parameter.name);
        return values;
    }

    /** The values that would result if a key of the metadata had another name. */
    ParameterValues withRenamed(String key, String newKey) {
        return new ParameterValues(this, data.withKey(key, newKey), authentication);
    }

    /** The values that would result if the value of a metadata key were in a place where KEDA reads the parameter. */
    ParameterValues withMoved(String key, Parameter parameter) {
        if (parameter.reads(ParameterSource.METADATA)) {
            return withRenamed(key, parameter.name);
        }
        if (!parameter.reads(ParameterSource.AUTH)) {
            return withRenamed(key, Parameter.variableKey(parameter.name));
        }
        return new ParameterValues(
                this,
                data.withKey(key, null),
                withAuthentication(null, parameter.name, data.metadata().get(key)));
    }

    /** The values that would result if a parameter of the authentication had another name. */
    ParameterValues withRenamedInAuthentication(String name, String newName) {
        String text = authentication == null ? null : authentication.get(name);
        return new ParameterValues(this, data, withAuthentication(name, newName, text));
    }

    private @Nullable Map<String, @Nullable String> withAuthentication(
            @Nullable String without, String name, @Nullable String text) {
        if (authentication == null) {
            return null;
        }
        Map<String, @Nullable String> changed = new HashMap<>(authentication);
        changed.remove(without);
        changed.put(name, text);
        return changed;
    }

    /** The parameters that the authentication provides; empty if nothing is known about it. */
    Map<String, @Nullable String> authentication() {
        return authentication == null ? Map.of() : authentication;
    }

    TriggerDefinition definition() {
        return definition;
    }

    TriggerData data() {
        return data;
    }

    Surroundings surroundings() {
        return surroundings;
    }

    public String triggerType() {
        return definition.type();
    }

    /** The metadata as written, including unknown keys. */
    public Map<String, String> writtenMetadata() {
        return data.metadata();
    }

    /** The namespace of the object that the trigger belongs to; null if it is unknown. */
    public @Nullable String namespace() {
        return surroundings.namespace();
    }

    /** The parameter with the given name or alias; null if the trigger has none. */
    public @Nullable Parameter parameter(String name) {
        return definition.parameter(name);
    }

    /** The value that KEDA uses: the first one that it finds in its sources, or else the default. */
    public ParameterValue get(Parameter ofLatest) {
        int index = ofLatest.index;
        if (index >= found.length || definition.parameters[index] != ofLatest) {
            return find(ofLatest); // a rule in Java has its own Parameter objects
        }
        ParameterValue value = found[index];
        if (value == null) {
            value = find(ofLatest);
            found[index] = value;
        }
        return value;
    }

    private ParameterValue find(Parameter ofLatest) {
        Parameter parameter = ofLatest.in(surroundings.version());
        String[] names = parameter.names(surroundings.version());
        boolean maybe = false;
        for (ParameterSource source : parameter.sources) {
            ParameterValue value = lookIn(source, parameter, names);
            if (value != null && value.state() == ParameterValue.State.UNKNOWN) {
                maybe = true;
            } else if (value != null) {
                return maybe ? ParameterValue.opaque(parameter, source, value.key()) : value;
            }
        }
        if (!maybe) {
            return ParameterValue.byDefault(parameter);
        }
        return ParameterValue.of(
                parameter, parameter.defaultText == null ? ParameterValue.State.UNKNOWN : ParameterValue.State.OPAQUE);
    }

    /** The value of a parameter by its name in KEDA, for rules that a Java class checks. */
    public ParameterValue get(String name) {
        Parameter parameter = definition.parameter(name);
        return parameter == null
                ? ParameterValue.of(Parameter.string(name), ParameterValue.State.ABSENT)
                : get(parameter);
    }

    /** The value in the metadata only. */
    public ParameterValue metadata(Parameter parameter) {
        return raw(ParameterSource.METADATA, parameter);
    }

    /** The value from the authentication only. */
    public ParameterValue auth(Parameter parameter) {
        return raw(ParameterSource.AUTH, parameter);
    }

    /** Whether it is known that the authentication sets the parameter to an empty text. */
    public boolean isEmptyInAuthentication(Parameter parameter) {
        return authentication != null && "".equals(authentication.get(parameter.name));
    }

    /** Returns the value as text with the space around it, so that "0", "false" and " " count as given. */
    private ParameterValue raw(ParameterSource source, Parameter ofLatest) {
        Parameter parameter = ofLatest.in(surroundings.version()).asWritten();
        return parameter.reads(source)
                ? in(source, parameter)
                : ParameterValue.of(parameter, ParameterValue.State.ABSENT);
    }

    /** The provider of the pod identity, or {@code none}. */
    public ParameterValue podIdentity() {
        return podIdentity == null
                ? ParameterValue.of(POD_IDENTITY, ParameterValue.State.UNKNOWN)
                : ParameterValue.known(POD_IDENTITY, podIdentity, null, "");
    }

    public ParameterValue metricType() {
        return data.metricType() == null
                ? ParameterValue.of(METRIC_TYPE, ParameterValue.State.ABSENT)
                : ParameterValue.known(METRIC_TYPE, data.metricType().value(), null, "");
    }

    /** Whether a formula, and not the autoscaler, reads the trigger. */
    public Truth metricSource() {
        return surroundings.readByFormula();
    }

    /** Whether the trigger is known to be the only one of a ScaledObject, which KEDA refuses if it has no metric. */
    public boolean isOnlyTriggerOfScaledObject() {
        return surroundings.onlyTrigger() == Truth.TRUE && surroundings.inScaledJob() == Truth.FALSE;
    }

    /** Whether the trigger is for the given release of KEDA or a later one. */
    public boolean isSince(KedaVersion release) {
        return surroundings.isSince(release);
    }

    /** The value in one source, for the trigger's release. */
    public ParameterValue in(ParameterSource source, Parameter parameter) {
        return in(source, parameter, parameter.names(surroundings.version()));
    }

    /** The text in one source, whether or not the release reads that source. */
    ParameterValue written(ParameterSource source, Parameter parameter) {
        return in(source, parameter, parameter.names);
    }

    private ParameterValue in(ParameterSource source, Parameter parameter, String[] names) {
        ParameterValue value = lookIn(source, parameter, names);
        return value == null ? ParameterValue.of(parameter, ParameterValue.State.ABSENT) : value;
    }

    /** Returns null if the source does not have the value, which is the usual case. */
    private @Nullable ParameterValue lookIn(ParameterSource source, Parameter parameter, String[] names) {
        return switch (source) {
            case METADATA -> parameter.isFamily() ? family(parameter) : inMetadata(parameter, names);
            case ENV -> inEnvironment(parameter, names);
            case AUTH -> inAuthentication(parameter, names);
        };
    }

    private @Nullable ParameterValue inMetadata(Parameter parameter, String[] names) {
        for (String name : names) {
            String text = parameter.read(data.metadata().get(name));
            if (!text.isEmpty()) {
                return ParameterValue.known(parameter, text, ParameterSource.METADATA, name);
            }
        }
        return null;
    }

    private @Nullable ParameterValue family(Parameter parameter) {
        Map<String, String> members = data.family(parameter);
        return members.isEmpty()
                ? null
                : ParameterValue.known(
                        parameter, String.join(",", members.keySet()), ParameterSource.METADATA, parameter.name);
    }

    private @Nullable ParameterValue inEnvironment(Parameter parameter, String[] names) {
        Map<String, @Nullable String> environment = surroundings.environment();
        for (String name : names) {
            String variable = variables().get(name);
            if (variable != null) {
                String key = Parameter.variableKey(name);
                if (environment == null || isUnknown(environment, variable)) {
                    return ParameterValue.opaque(parameter, ParameterSource.ENV, key);
                }
                String text = parameter.read(environment.get(variable));
                if (!text.isEmpty()) {
                    return ParameterValue.known(parameter, text, ParameterSource.ENV, key);
                }
            }
        }
        return null;
    }

    /** The key of the metadata that names a variable for the parameter; null if there is none. */
    @Nullable
    String keyOfMissingVariable(Parameter parameter) {
        if (parameter.reads(ParameterSource.ENV)) {
            for (String name : parameter.names(surroundings.version())) {
                if (variables().containsKey(name)) {
                    return Parameter.variableKey(name);
                }
            }
        }
        return null;
    }

    /** The variables that the metadata names, each by the parameter that gets its value. */
    private Map<String, String> variables() {
        Map<String, String> known = variables;
        if (known == null) {
            known = variablesIn(data.metadata());
            variables = known;
        }
        return known;
    }

    private static Map<String, String> variablesIn(Map<String, String> metadata) {
        Map<String, String> named = Map.of();
        for (Map.Entry<String, String> entry : metadata.entrySet()) {
            String key = entry.getKey();
            String variable = entry.getValue();
            if (key != null && key.endsWith(Parameter.FROM_ENV) && variable != null && !variable.isEmpty()) {
                named = named.isEmpty() ? new HashMap<>() : named;
                named.put(key.substring(0, key.length() - Parameter.FROM_ENV.length()), variable);
            }
        }
        return named;
    }

    private static boolean isUnknown(Map<String, @Nullable String> environment, String variable) {
        return environment.containsKey(variable) && environment.get(variable) == null;
    }

    private @Nullable ParameterValue inAuthentication(Parameter parameter, String[] names) {
        if (authentication == null) {
            return ParameterValue.of(parameter, ParameterValue.State.UNKNOWN);
        }
        for (String name : names) {
            if (authentication.containsKey(name)) {
                String text = authentication.get(name);
                if (text == null) {
                    return ParameterValue.opaque(parameter, ParameterSource.AUTH, name);
                }
                String read = parameter.read(text);
                if (!read.isEmpty()) {
                    return ParameterValue.known(parameter, read, ParameterSource.AUTH, name);
                }
            }
        }
        return null;
    }
}
