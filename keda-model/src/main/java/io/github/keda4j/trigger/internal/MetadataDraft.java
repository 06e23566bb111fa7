package io.github.keda4j.trigger.internal;

import static java.util.Objects.requireNonNull;

import io.github.keda4j.findings.Finding;
import io.github.keda4j.internal.go.GoDuration;
import io.github.keda4j.internal.go.GoLists;
import io.github.keda4j.internal.go.GoMaps;
import io.github.keda4j.internal.go.GoText;
import io.github.keda4j.model.OpenEnum;
import io.github.keda4j.trigger.ParameterType;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The metadata that a builder writes. Each parameter has one setting: a later setting replaces it, regardless of where
 * KEDA would look first. A value that cannot be written is reported when the trigger is built.
 */
public final class MetadataDraft {

    private final Map<String, String> metadata;
    /** Whether any key may name a variable. */
    private boolean hasVariables;
    /** The problems of values that were passed to a setter and cannot be written, by parameter. */
    private @Nullable Map<String, Finding> unwritable;

    public MetadataDraft(Map<String, String> metadata) {
        this.metadata = new LinkedHashMap<>(metadata);
        this.hasVariables = TriggerData.hasVariables(metadata);
    }

    public Map<String, String> copy() {
        return new LinkedHashMap<>(metadata);
    }

    /**
     * Reports values that cannot be written. Other findings about such a parameter are dropped because they follow from
     * this: for example, it appears to be missing.
     */
    public void addUnwritable(List<Finding> findings) {
        if (unwritable == null) {
            return;
        }
        for (Finding refusal : unwritable.values()) {
            Iterator<Finding> others = findings.iterator();
            while (others.hasNext()) {
                if (others.next().pointer().equals(refusal.pointer())) {
                    others.remove();
                }
            }
        }
        findings.addAll(unwritable.values());
    }

    /** Sets a key and its value, as in YAML. */
    public void put(String key, String value) {
        write(requireNonNull(key, "key"), requireNonNull(value, key));
    }

    public void set(Parameter parameter, String value) {
        requireNonNull(value, parameter.name);
        clear(parameter);
        write(parameter.name, value);
    }

    private void write(String key, String value) {
        metadata.put(key, value);
        hasVariables |= key.endsWith(Parameter.FROM_ENV);
    }

    public void set(Parameter parameter, double value) {
        if (Double.isNaN(value) || Double.isInfinite(value)) {
            refuse(parameter, "is \"" + value + "\". It must be a finite number");
        } else {
            set(parameter, GoText.plain(value));
        }
    }

    public void set(Parameter parameter, OpenEnum value) {
        set(parameter, requireNonNull(value, parameter.name).value());
    }

    public void set(Parameter parameter, URI value) {
        set(parameter, requireNonNull(value, parameter.name).toString());
    }

    public void set(Parameter parameter, Duration value) {
        if (requireNonNull(value, parameter.name).isNegative()) {
            refuse(parameter, "is \"" + value + "\". It must not be negative");
        } else if (value.compareTo(GoDuration.LONGEST) > 0) {
            refuse(
                    parameter,
                    "is \"" + value + "\". It must be at most 292 years, the longest duration that Go can hold");
        } else {
            set(parameter, GoDuration.format(value));
        }
    }

    public void set(Parameter parameter, List<?> values) {
        StringBuilder text = new StringBuilder();
        for (Object value : requireNonNull(values, parameter.name)) {
            String element = requireNonNull(value, parameter.name).toString();
            if (!GoLists.isWritable(element, parameter.separator, parameter.ranges)) {
                refuse(
                        parameter,
                        parameter.ranges
                                ? "has the element \"" + Redaction.of(element)
                                        + "\". KEDA would read the minus sign as a range"
                                : "has the element \"" + Redaction.of(element)
                                        + "\". An element must not be empty, have space around it or contain the separator \""
                                        + parameter.separator + "\"");
                return;
            }
            text.append(text.isEmpty() ? "" : parameter.separator).append(element);
        }
        if (values.isEmpty()) {
            remove(parameter);
        } else {
            set(parameter, text.toString());
        }
    }

    public void set(Parameter parameter, Map<String, ?> values) {
        if (requireNonNull(values, parameter.name).isEmpty()) {
            remove(parameter);
        } else if (parameter.isFamily()) {
            setFamily(parameter, values);
        } else if (parameter.type == ParameterType.QUERY) {
            set(parameter, GoMaps.formatQuery(values));
        } else {
            String text = GoMaps.formatMap(values);
            if (text == null) {
                refuse(
                        parameter,
                        "has a key or a value that cannot be written. Keys and values must not have space around them or"
                                + " contain \",\" or \"=\"");
            } else {
                set(parameter, text);
            }
        }
    }

    private void setFamily(Parameter parameter, Map<String, ?> values) {
        clearFamily(parameter);
        for (Map.Entry<String, ?> entry : values.entrySet()) {
            write(parameter.familyPrefix() + entry.getKey(), entry.getValue().toString());
        }
    }

    public void setVariable(Parameter parameter, String variable) {
        requireNonNull(variable, parameter.name);
        clear(parameter);
        metadata.remove(parameter.name);
        write(Parameter.variableKey(parameter.name), variable);
    }

    private void remove(Parameter parameter) {
        clear(parameter);
        metadata.remove(parameter.name);
        if (parameter.isFamily()) {
            clearFamily(parameter);
        }
    }

    private void refuse(Parameter parameter, String message) {
        if (unwritable == null) {
            unwritable = new LinkedHashMap<>();
        }
        unwritable.put(
                parameter.name,
                Finding.error(
                        "trigger-parameter-value",
                        EntryPointers.metadata(parameter.name),
                        parameter + " " + message + "."));
    }

    /** Removes every key that gives the parameter except its own name, which keeps its place. */
    private void clear(Parameter parameter) {
        if (unwritable != null) {
            unwritable.remove(parameter.name);
        }
        for (String own : parameter.names) {
            if (!own.equals(parameter.name)) {
                metadata.remove(own);
            }
            if (hasVariables) {
                metadata.remove(Parameter.variableKey(own));
            }
        }
    }

    private void clearFamily(Parameter parameter) {
        List<String> keys = new ArrayList<>(metadata.keySet());
        for (String key : keys) {
            if (key.startsWith(parameter.familyPrefix())) {
                metadata.remove(key);
            }
        }
    }
}
