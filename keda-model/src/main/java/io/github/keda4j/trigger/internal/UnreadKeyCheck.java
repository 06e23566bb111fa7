package io.github.keda4j.trigger.internal;

import io.github.keda4j.findings.Finding;
import io.github.keda4j.findings.NearestWord;
import io.github.keda4j.trigger.ParameterSource;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Finds metadata keys that KEDA does not read and silently ignores. */
public final class UnreadKeyCheck {

    /** Until KEDA 2.11, this was the name of the metric in the autoscaler; it is still a parameter of some triggers. */
    private static final String METRIC_NAME = "metricName";

    /** The limit for findings about keys; nobody would read more. */
    private static final int MOST_HINTS = 100;

    /** The limit for misspellings; each one requires another check of the trigger. */
    private static final int MOST_MISSPELLINGS = 8;

    private final ParameterValues values;
    private final TriggerDefinition definition;
    private final TriggerData data;
    private final List<Finding> findings;
    private final List<Misspelling> misspellings = new ArrayList<>(0);
    private int told;
    private @Nullable List<String> absent;

    public UnreadKeyCheck(ParameterValues values, List<Finding> findings) {
        this.values = values;
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
        boolean variable = key.endsWith(Parameter.FROM_ENV);
        for (Parameter parameter : definition.parameters) {
            if (parameter.isFamily() && key.startsWith(parameter.familyPrefix())) {
                return true;
            }
            for (String name : parameter.names) {
                if (key.equals(name)) {
                    if (parameter.reads(ParameterSource.METADATA) || parameter.removed != null) {
                        return true;
                    }
                } else if (variable
                        && key.length() == name.length() + Parameter.FROM_ENV.length()
                        && key.startsWith(name)
                        && parameter.reads(ParameterSource.ENV)) {
                    return true;
                }
            }
        }
        return false;
    }

    /** The keys and words that were written instead of others. */
    public List<Misspelling> misspellings() {
        if (definition.additionalParameters) {
            findInFreeMetadata();
        }
        findInAuthentication();
        return misspellings;
    }

    /** If a custom scaler may read any key, a key is misspelt only if it resembles a required one. */
    private void findInFreeMetadata() {
        List<String> missing = new ArrayList<>();
        for (Parameter parameter : definition.parameters) {
            if (values.get(parameter).isMissing()) {
                missing.add(parameter.name);
            }
        }
        for (String key : data.metadata().keySet()) {
            String meant = key == null || misspellings.size() >= MOST_MISSPELLINGS || isRead(key)
                    ? null
                    : NearestWord.of(key, missing);
            if (meant != null) {
                missing.remove(meant);
                misspellings.add(new Misspelling(
                        EntryPointers.metadata(key),
                        "KEDA does not know " + InWords.key(key) + ".",
                        "Did you mean " + meant + "?",
                        values.withRenamed(key, meant)));
            }
        }
    }

    /** Other triggers may use the authentication too, so an unused parameter alone is not reported. */
    private void findInAuthentication() {
        List<String> absentThere = null;
        for (String name : values.authentication().keySet()) {
            if (misspellings.size() >= MOST_MISSPELLINGS || isReadFromAuthentication(name)) {
                continue;
            }
            absentThere = absentThere == null ? readableFromAuthentication() : absentThere;
            String meant = NearestWord.of(name, absentThere);
            if (meant != null) {
                misspellings.add(new Misspelling(
                        EntryPointers.AUTHENTICATION,
                        "The authentication sets " + InWords.key(name) + ", which KEDA does not read.",
                        "Did you mean " + meant + "?",
                        values.withRenamedInAuthentication(name, meant)));
            }
        }
    }

    private boolean isReadFromAuthentication(String name) {
        Parameter parameter = definition.parameter(name);
        return parameter != null && parameter.reads(ParameterSource.AUTH);
    }

    private List<String> readableFromAuthentication() {
        List<String> names = new ArrayList<>();
        for (Parameter parameter : definition.parameters) {
            if (parameter.reads(ParameterSource.AUTH)) {
                for (String name : parameter.names) {
                    if (!values.authentication().containsKey(name)) {
                        names.add(name);
                    }
                }
            }
        }
        return names;
    }

    private void warn(String key) {
        Parameter elsewhere = parameterOf(key);
        if (elsewhere != null) {
            warnOfPlace(key, elsewhere);
        } else if (key.equals(METRIC_NAME)) {
            warn(
                    key,
                    "metricName has no effect. KEDA has ignored it since release 2.12.",
                    "Remove it. For a formula, set name next to the trigger's type.");
        } else {
            warnOfName(key);
        }
    }

    private void warnOfPlace(String key, Parameter elsewhere) {
        String what = key.equals(elsewhere.name) ? "it" : elsewhere.name;
        String words = "KEDA does not read " + key + " from the trigger's metadata. It reads " + what + " from "
                + SourcesInWords.of(elsewhere) + ".";
        Finding warning = warn(key, words, SourcesInWords.hint(elsewhere));
        if (misspellings.size() < MOST_MISSPELLINGS) {
            misspellings.add(new Misspelling(warning, words, values.withMoved(key, elsewhere)));
        }
    }

    /**
     * Warns of an unknown key, and suggests the parameter that was probably meant: the one that the catalogue lists for
     * the key, or the one with the nearest name.
     */
    private void warnOfName(String key) {
        String words = InWords.key(key) + " has no effect, because KEDA does not know it.";
        if (told++ >= MOST_HINTS) {
            warn(key, words, null);
            return;
        }
        Parameter former = definition.formerly(key);
        String meant = former == null ? nearest(key) : former.name;
        if (meant == null) {
            warn(key, words, null);
            return;
        }
        String fallback =
                former == null || former.defaultText == null ? "" : "; without it, " + former.defaultText + " applies";
        String hint =
                former == null ? "Did you mean " + meant + "?" : "Rename " + key + " to " + meant + fallback + ".";
        Finding warning = warn(key, words, hint);
        if (misspellings.size() < MOST_MISSPELLINGS && !data.metadata().containsKey(meant)) {
            String unknown = "KEDA does not know " + InWords.key(key) + ".";
            misspellings.add(new Misspelling(warning, unknown, values.withRenamed(key, meant)));
        }
    }

    private Finding warn(String key, String words, @Nullable String hint) {
        Finding warning = Finding.warning(Misspelling.UNKNOWN, EntryPointers.metadata(key), words, hint);
        findings.add(warning);
        return warning;
    }

    /** The most similar key, preferably one that the metadata does not contain yet. */
    private @Nullable String nearest(String key) {
        if (absent == null) {
            absent = readable(false);
        }
        List<String> candidates = absent;
        for (Parameter parameter : definition.parameters) {
            if (parameter.isFamily() && key.indexOf('.') >= 0) {
                candidates = new ArrayList<>(candidates);
                candidates.add(parameter.familyPrefix() + key.substring(key.indexOf('.') + 1));
            }
        }
        String near = NearestWord.of(key, candidates);
        return near == null ? NearestWord.of(key, readable(true)) : near;
    }

    /** The parameter that a key belongs to, if KEDA reads it from somewhere else. */
    private @Nullable Parameter parameterOf(String key) {
        Parameter parameter = definition.parameter(key);
        return parameter == null && key.endsWith(Parameter.FROM_ENV)
                ? definition.parameter(key.substring(0, key.length() - Parameter.FROM_ENV.length()))
                : parameter;
    }

    /** The keys that KEDA reads, either of the parameters that are given or of those that are not. */
    private List<String> readable(boolean given) {
        List<String> keys = new ArrayList<>();
        for (Parameter parameter : definition.parameters) {
            if (parameter.isFamily() || given != data.gives(parameter)) {
                continue;
            }
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
