package io.github.keda4j.trigger.internal;

import io.github.keda4j.findings.Finding;
import io.github.keda4j.findings.NearestWord;
import io.github.keda4j.internal.go.GoDuration;
import io.github.keda4j.internal.go.GoLists;
import io.github.keda4j.internal.go.GoMaps;
import io.github.keda4j.internal.go.GoText;
import io.github.keda4j.trigger.KedaVersion;
import io.github.keda4j.trigger.ParameterSource;
import io.github.keda4j.trigger.ParameterType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Checks each parameter of a trigger separately: its presence, type, limits, allowed values and release. */
public final class ParameterCheck {

    private static final String TYPE = "trigger-parameter-type";
    private static final String VALUE = "trigger-parameter-value";
    private static final String EXCLUSIVE = "trigger-exclusive-values";

    /** A longer list does not help readers. */
    private static final int LONGEST_PATTERN = 60;

    private final ParameterValues values;
    private final List<Finding> findings;
    private final List<Misspelling> misspellings = new ArrayList<>(0);
    private final Surroundings surroundings;

    public ParameterCheck(ParameterValues values, List<Finding> findings) {
        this.values = values;
        this.findings = findings;
        this.surroundings = values.surroundings();
    }

    public void all() {
        for (Parameter parameter : values.definition().parameters) {
            boolean refused =
                    parameter.removed != null && surroundings.isSince(parameter.removed) && removed(parameter);
            ParameterValue value = values.get(parameter);
            if (value.isMissing()) {
                missing(value.parameter());
            } else if (value.isKnown() && !refused) {
                known(value.parameter(), value);
            }
            age(parameter);
        }
    }

    /** Values that are probably misspellings of words that KEDA knows. */
    public List<Misspelling> misspellings() {
        return misspellings;
    }

    /** Whether the parameter is given although the release refuses it; its value then does not matter. */
    private boolean removed(Parameter parameter) {
        boolean found = false;
        for (ParameterSource source : parameter.removedFrom) {
            ParameterValue value = values.written(source, parameter);
            if (value.exists() == Truth.TRUE) {
                found = true;
                error(
                        "trigger-removed-parameter",
                        value,
                        value.key() + " was removed in KEDA " + parameter.removed + ".",
                        parameter.deprecated);
            }
        }
        return found;
    }

    private void missing(Parameter parameter) {
        String variable = values.keyOfMissingVariable(parameter);
        error(
                "trigger-missing-parameter",
                ParameterValue.of(parameter, ParameterValue.State.ABSENT),
                parameter + " is missing. KEDA reads it from " + SourcesInWords.of(parameter) + ".",
                variable == null
                        ? SourcesInWords.hint(parameter)
                        : "The container does not set the variable that " + variable + " names, or leaves it empty.");
    }

    private void known(Parameter parameter, ParameterValue value) {
        String problem = parameter.unchecked ? null : typeProblem(parameter, value.text());
        if (problem != null) {
            error(TYPE, value, told(value, problem), null);
            return;
        }
        if (parameter.values.length > 0) {
            allowed(parameter, value);
        }
        String limit = limitProblem(parameter, value);
        if (limit != null) {
            error(VALUE, value, told(value, limit), null);
        }
    }

    /** Says what is wrong with the text, and quotes the text unless it is secret or came from a source of secrets. */
    private static String told(ParameterValue value, String problem) {
        String name = value.source() == null ? value.parameter().name : value.key();
        String shown = value.shownIn(problem);
        return value.isShown() ? name + " is " + value.shown() + ". It " + shown + "." : name + " " + shown + ".";
    }

    /** The reason why KEDA would refuse the text for its type; null if it would not. */
    public static @Nullable String typeProblem(Parameter parameter, String text) {
        return switch (parameter.type) {
            case STRING, SECRET, ENUM -> null;
            case INT ->
                GoText.isInteger(text, 32) ? null : "must be a whole number that fits into 32 bits (for example 5)";
            case LONG -> GoText.isInteger(text, 64) ? null : "must be a whole number (for example 5)";
            case DOUBLE -> GoText.isNumber(text) ? null : "must be a number (for example 5 or 0.5)";
            case BOOLEAN -> GoText.flag(text) == null ? "must be true or false" : null;
            case DURATION -> durationProblem(text);
            case LIST ->
                parameter.element == ParameterType.INT
                        ? prefixed(GoLists.problem(GoText.split(text, parameter.separator), parameter.ranges))
                        : null;
            case MAP -> parameter.isFamily() ? null : prefixed(GoMaps.mapProblem(text));
            case QUERY -> prefixed(GoMaps.queryProblem(text));
        };
    }

    private static @Nullable String prefixed(@Nullable String problem) {
        return problem == null ? null : "cannot be read, because " + problem;
    }

    private static @Nullable String durationProblem(String text) {
        if (GoDuration.parse(text) == null) {
            return "must be a duration (for example 30s or 1m30s)";
        }
        return GoDuration.isNegative(text) ? "must not be negative" : null;
    }

    private void allowed(Parameter parameter, ParameterValue value) {
        // Like KEDA, splits even a single value at separators, unless the scaler itself checks the whole value.
        boolean whole = parameter.single || parameter.ignoreCase;
        List<String> elements = whole ? List.of(value.text()) : GoText.split(value.text(), parameter.separator);
        for (String element : elements) {
            if (!parameter.allows(element)) {
                String known = InWords.any(Arrays.asList(parameter.values));
                String problem = told(
                        value,
                        parameter.lenient
                                ? "should be " + known + ", though KEDA accepts other values"
                                : "must be " + known);
                String near = NearestWord.of(element, Arrays.asList(parameter.values));
                String hint = near == null ? null : "Did you mean " + near + "?";
                if (parameter.lenient) {
                    problem = parameter.otherwise == null ? problem : problem + " " + parameter.otherwise + ".";
                    warning(VALUE, value, problem, hint);
                } else {
                    error(VALUE, value, problem, hint);
                }
                if (near != null && value.source() == ParameterSource.METADATA) {
                    misspelt(value, elements, element, near);
                }
                break;
            }
        }
        int exclusive = 0;
        for (String element : elements) {
            exclusive += Arrays.asList(parameter.atMostOneOf).contains(element) ? 1 : 0;
        }
        if (exclusive > 1) {
            error(
                    EXCLUSIVE,
                    value,
                    told(value, "must not have more than one of " + InWords.all((Object[]) parameter.atMostOneOf)),
                    null);
        }
    }

    private void misspelt(ParameterValue value, List<String> elements, String element, String near) {
        List<String> mended = new ArrayList<>(elements);
        mended.set(mended.indexOf(element), near);
        Finding told = findings.get(findings.size() - 1);
        misspellings.add(new Misspelling(
                told, told.message(), values.withText(value.key(), String.join(value.parameter().separator, mended))));
    }

    private static @Nullable String limitProblem(Parameter parameter, ParameterValue value) {
        if (parameter.format != null) {
            String problem = parameter.format.problem(value.text());
            if (problem != null) {
                return problem;
            }
        }
        if (parameter.pattern != null && !parameter.matchesPattern(value.text())) {
            return parameter.pattern.length() <= LONGEST_PATTERN
                    ? "must match " + parameter.pattern
                    : "must have the form that KEDA reads";
        }
        if (parameter.unsigned && value.text().startsWith("-")) {
            return "must not have a sign";
        }
        if (!parameter.hasLimits()) {
            return null;
        }
        double number = value.number();
        String unit = parameter.type == ParameterType.DURATION ? " seconds" : "";
        if (number < parameter.min) {
            return "must be at least " + GoText.plain(parameter.min) + unit;
        }
        if (number > parameter.max) {
            return "must be at most " + GoText.plain(parameter.max) + unit;
        }
        if (number <= parameter.above) {
            return "must be above " + GoText.plain(parameter.above) + unit;
        }
        return number >= parameter.below ? "must be below " + GoText.plain(parameter.below) + unit : null;
    }

    /** Checks how the release treats a name that is written. */
    private void age(Parameter parameter) {
        if (!parameter.hasAge()) {
            return;
        }
        for (ParameterSource source : ParameterSource.values()) {
            ParameterValue value = values.written(source, parameter);
            // A key that looks like the name of a variable may itself be a parameter.
            boolean another =
                    source == ParameterSource.ENV && values.definition().parameter(value.key()) != null;
            if (value.exists() == Truth.TRUE && (!another || value.key().equals(parameter.name))) {
                age(parameter, source, value);
            }
        }
    }

    private void age(Parameter parameter, ParameterSource source, ParameterValue value) {
        KedaVersion since = parameter.sinceOf(source, value.key());
        if (since != null && !surroundings.isSince(since)) {
            warning(
                    "trigger-version",
                    value,
                    value.key() + " has no effect in KEDA " + surroundings.version() + ". Only KEDA " + since
                            + " and later read it.",
                    null);
        } else if (parameter.ignoredSince != null && surroundings.isSince(parameter.ignoredSince)) {
            warning(
                    "trigger-ignored-parameter",
                    value,
                    value.key() + " has had no effect since KEDA " + parameter.ignoredSince + ".",
                    parameter.deprecated);
        } else if (parameter.isDeprecatedIn(surroundings.version())) {
            warning("trigger-deprecated-parameter", value, value.key() + " is deprecated.", parameter.deprecated);
        }
    }

    /** Whether a finding says that a value is wrong in itself. */
    static boolean isOfValue(Finding finding) {
        return switch (finding.rule()) {
            case TYPE, VALUE, EXCLUSIVE -> true;
            default -> false;
        };
    }

    private void error(String rule, ParameterValue value, String message, @Nullable String hint) {
        findings.add(Finding.error(rule, EntryPointers.to(value), message, hint));
    }

    private void warning(String rule, ParameterValue value, String message, @Nullable String hint) {
        findings.add(Finding.warning(rule, EntryPointers.to(value), message, hint));
    }
}
