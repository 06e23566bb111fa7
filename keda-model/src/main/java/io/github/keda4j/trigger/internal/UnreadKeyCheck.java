package io.github.keda4j.trigger.internal;

import io.github.keda4j.findings.Finding;
import io.github.keda4j.findings.NearestWord;
import io.github.keda4j.trigger.ParameterSource;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Looks for keys of the metadata that KEDA does not read, about which it says nothing. */
public final class UnreadKeyCheck {

    /** Until KEDA 2.11, the name of the metric in the autoscaler; still a parameter of triggers that look it up. */
    private static final String METRIC_NAME = "metricName";

    /** Whoever wrote more keys than this does not read on. */
    private static final int MOST_HINTS = 100;

    private final TriggerDefinition definition;
    private final TriggerData data;
    private final List<Finding> findings;
    private int told;

    public UnreadKeyCheck(ParameterValues values, List<Finding> findings) {
        this.definition = values.definition();
        this.data = values.data();
        this.findings = findings;
    }

    public void all() {
        if (!definition.additionalParameters) {
            for (String key : data.metadata().keySet()) {
                if (key != null && !isRead(key)) {
                    warn(key);
                }
            }
        }
    }

    private boolean isRead(String key) {
        for (Parameter parameter : definition.parameters) {
            if (parameter.isFamily() && key.startsWith(parameter.familyPrefix())) {
                return true;
            }
            boolean metadata = parameter.reads(ParameterSource.METADATA) || parameter.removed != null;
            boolean environment = parameter.reads(ParameterSource.ENV);
            for (String name : parameter.names) {
                if (metadata && key.equals(name)
                        || environment
                                && key.length() == name.length() + Parameter.FROM_ENV.length()
                                && key.startsWith(name)
                                && key.endsWith(Parameter.FROM_ENV)) {
                    return true;
                }
            }
        }
        return false;
    }

    private void warn(String key) {
        Parameter elsewhere = parameterOf(key);
        if (elsewhere != null) {
            String what = key.equals(elsewhere.name) ? "it" : elsewhere.name;
            findings.add(Finding.warning(
                    "trigger-unknown-parameter",
                    EntryPointers.metadata(key),
                    "KEDA does not read " + key + " from the trigger's metadata. It reads " + what + " from "
                            + SourcesInWords.of(elsewhere) + ".",
                    SourcesInWords.hint(elsewhere)));
            return;
        }
        findings.add(
                key.equals(METRIC_NAME)
                        ? Finding.warning(
                                "trigger-unknown-parameter",
                                EntryPointers.metadata(key),
                                "metricName has no effect. KEDA has ignored it since release 2.12.",
                                "Remove it. For a formula, set name beside the type of the trigger.")
                        : Finding.warning(
                                "trigger-unknown-parameter",
                                EntryPointers.metadata(key),
                                InWords.key(key) + " has no effect, because KEDA does not know it.",
                                told++ < MOST_HINTS ? hint(key) : null));
    }

    /** The parameter that is meant: what the catalogue says people mean by the key, or the one with the nearest name. */
    private @Nullable String hint(String key) {
        Parameter meant = definition.formerly(key);
        if (meant != null) {
            String fallback = meant.defaultText == null ? "" : "; without it, " + meant.defaultText + " applies";
            return "Rename " + key + " to " + meant.name + fallback + ".";
        }
        String near = NearestWord.of(key, readable());
        return near == null ? null : "Did you mean " + near + "?";
    }

    /** The parameter that a key belongs to, if KEDA reads it from somewhere else. */
    private @Nullable Parameter parameterOf(String key) {
        Parameter parameter = definition.parameter(key);
        return parameter == null && key.endsWith(Parameter.FROM_ENV)
                ? definition.parameter(key.substring(0, key.length() - Parameter.FROM_ENV.length()))
                : parameter;
    }

    private List<String> readable() {
        List<String> keys = new ArrayList<>();
        for (Parameter parameter : definition.parameters) {
            for (String name : parameter.names) {
                if (parameter.reads(ParameterSource.METADATA) && parameter.removed == null) {
                    keys.add(name);
                }
                if (parameter.reads(ParameterSource.ENV)) {
                    keys.add(name + Parameter.FROM_ENV);
                }
            }
        }
        return keys;
    }
}
