package io.github.keda4j.trigger.internal;

import io.github.keda4j.internal.go.GoText;
import io.github.keda4j.internal.go.GoUrl;
import io.github.keda4j.trigger.ParameterSource;
import io.github.keda4j.trigger.ParameterType;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What is known about a parameter's value, and the conditions that rules test on it. */
public final class ParameterValue {

    /** How much is known. */
    enum State {
        /** The parameter is not given and has no default. */
        ABSENT,
        /** The parameter is given or has a default, and the text is known. */
        KNOWN,
        /** The parameter is given, but its value is unknown, for example because it is in a Secret. */
        OPAQUE,
        /** It is unknown whether the parameter is given. */
        UNKNOWN
    }

    /** The regular expressions of rules, of which there are only a few. */
    private static final Map<String, Pattern> EXPRESSIONS = new ConcurrentHashMap<>();

    private final Parameter parameter;
    private final State state;
    private final String text;
    private final @Nullable ParameterSource source;
    private final String key;
    private @Nullable GoUrl url;

    private ParameterValue(
            Parameter parameter, State state, String text, @Nullable ParameterSource source, String key) {
        this.parameter = parameter;
        this.state = state;
        this.text = text;
        this.source = source;
        this.key = key;
    }

    static ParameterValue known(Parameter parameter, String text, @Nullable ParameterSource source, String key) {
        return new ParameterValue(parameter, State.KNOWN, text, source, key);
    }

    public static ParameterValue of(Parameter parameter, State state) {
        return new ParameterValue(parameter, state, "", null, parameter.name);
    }

    /** The value if nothing is given: the default, or an absent value. */
    static ParameterValue byDefault(Parameter parameter) {
        return parameter.defaultText == null
                ? of(parameter, State.ABSENT)
                : known(parameter, parameter.defaultText, null, parameter.name);
    }

    static ParameterValue opaque(Parameter parameter, ParameterSource source, String key) {
        return new ParameterValue(parameter, State.OPAQUE, "", source, key);
    }

    Parameter parameter() {
        return parameter;
    }

    State state() {
        return state;
    }

    /** The text without surrounding space; empty unless known. */
    public String text() {
        return text;
    }

    /** The text as the URL of a request; null if KEDA would not accept it as one. */
    public @Nullable GoUrl url() {
        GoUrl parsed = url;
        if (parsed == null) {
            parsed = GoUrl.parseRequestUri(text);
            url = parsed;
        }
        return parsed;
    }

    /** The text in quotation marks, as messages show it, with {@code ***} for anything that may be secret. */
    public String shown() {
        return shown(Redaction.of(text), true);
    }

    /** A part of the text in quotation marks, or {@code ***} if anything in the whole text may be secret. */
    public String shown(String part) {
        return shown(part, isShownInFull());
    }

    /** The given text, which quotes parts of the value, without anything that may be secret. */
    public String shownIn(String words) {
        return isShownInFull() ? words : Redaction.withoutQuotations(words);
    }

    private String shown(String words, boolean harmless) {
        return harmless && isShown() ? '"' + words + '"' : Redaction.HIDDEN;
    }

    /**
     * Whether messages may show the value: its type is not secret, and its author did not keep it out of the manifest.
     */
    boolean isShown() {
        return !parameter.isSecret() && (source == null || source == ParameterSource.METADATA);
    }

    /** Whether the value contains nothing that may be secret. */
    boolean isShownInFull() {
        return isShown() && Redaction.of(text).equals(text);
    }

    /** The source in which the value was found; null if it is a default or was not found. */
    @Nullable
    ParameterSource source() {
        return source;
    }

    /**
     * The key under which the value was found in the metadata or the authentication; the parameter's name if it was not
     * found.
     */
    String key() {
        return key;
    }

    public boolean isKnown() {
        return state == State.KNOWN;
    }

    /**
     * Whether the parameter is required but missing; this is reported once, and nothing else about the parameter is
     * reported.
     */
    boolean isMissing() {
        return state == State.ABSENT && parameter.required;
    }

    /** Whether the value is present, even if it is 0 or false. */
    public Truth exists() {
        return switch (state) {
            case ABSENT -> Truth.FALSE;
            case KNOWN, OPAQUE -> Truth.TRUE;
            case UNKNOWN -> Truth.UNKNOWN;
        };
    }

    /** Whether the value differs from Go's zero value: an empty text, 0, false, or no elements. */
    public Truth given() {
        return switch (state) {
            case ABSENT -> isMissing() ? Truth.UNKNOWN : Truth.FALSE;
            case UNKNOWN -> Truth.UNKNOWN;
            case OPAQUE -> isNumberOrFlag() ? Truth.UNKNOWN : Truth.TRUE;
            case KNOWN -> knownGiven();
        };
    }

    private Truth knownGiven() {
        if (parameter.type == ParameterType.BOOLEAN) {
            Boolean flag = GoText.flag(text);
            return flag == null ? Truth.UNKNOWN : Truth.of(flag);
        }
        if (isNumberOrFlag()) {
            double number = number();
            return Double.isNaN(number) ? Truth.UNKNOWN : Truth.of(number != 0);
        }
        return Truth.of(!text.isEmpty());
    }

    public Truth is(String other) {
        if (parameter.type == ParameterType.BOOLEAN) {
            Boolean wanted = GoText.flag(other);
            return wanted == null || !wanted ? given().not() : given();
        }
        if (isNumberOrFlag()) {
            double number = number();
            return Double.isNaN(number) ? Truth.UNKNOWN : Truth.of(number == Double.parseDouble(other));
        }
        return isReadable() ? Truth.of(text.equals(other)) : Truth.UNKNOWN;
    }

    public Truth isIgnoringCase(String other) {
        return isReadable() ? Truth.of(text.equalsIgnoreCase(other)) : Truth.UNKNOWN;
    }

    public Truth in(String... others) {
        Truth any = Truth.FALSE;
        for (String other : others) {
            any = any.or(is(other));
        }
        return any;
    }

    /** Whether a list contains the given element. */
    public Truth has(String element) {
        return isReadable() ? Truth.of(elements().contains(element)) : Truth.UNKNOWN;
    }

    /** Whether a list contains only the given elements; unknown words are reported elsewhere. */
    public Truth only(String... allowed) {
        Truth only = isReadable() ? Truth.TRUE : Truth.UNKNOWN;
        for (String element : elements()) {
            if (!Arrays.asList(allowed).contains(element)) {
                only = only.and(parameter.allows(element) ? Truth.FALSE : Truth.UNKNOWN);
            }
        }
        return only;
    }

    /** Whether the value is one of those that its parameter knows. */
    public Truth isOneOfItsValues() {
        return isReadable() ? Truth.of(parameter.allows(text)) : Truth.UNKNOWN;
    }

    public Truth above(double limit) {
        double number = number();
        return Double.isNaN(number) ? Truth.UNKNOWN : Truth.of(number > limit);
    }

    public Truth atLeast(double limit) {
        double number = number();
        return Double.isNaN(number) ? Truth.UNKNOWN : Truth.of(number >= limit);
    }

    public Truth below(double limit) {
        return atLeast(limit).not();
    }

    public Truth atMost(double limit) {
        return above(limit).not();
    }

    /** Whether the expression is found anywhere in the value. */
    public Truth matches(String regex) {
        return isReadable() ? Truth.of(expression(regex).matcher(text).find()) : Truth.UNKNOWN;
    }

    private static Pattern expression(String regex) {
        Pattern compiled = EXPRESSIONS.get(regex);
        if (compiled == null) {
            compiled = Pattern.compile(regex);
            EXPRESSIONS.put(regex, compiled);
        }
        return compiled;
    }

    /** Whether the value is present and has the given format. */
    public Truth fits(TextFormat format) {
        return isReadable() ? Truth.of(!text.isEmpty() && format.problem(text) == null) : Truth.UNKNOWN;
    }

    Truth sameAs(ParameterValue other) {
        return isReadable() && other.isReadable() ? Truth.of(text.equals(other.text())) : Truth.UNKNOWN;
    }

    /** The elements of a list; none unless known. */
    public List<String> elements() {
        return parameter.elements(text);
    }

    /** The number of elements, or -1 if it is unknown. */
    public int size() {
        return isReadable() ? elements().size() : -1;
    }

    /** The value of a number, or of a duration in seconds; 0 if it is absent, and NaN if it is unknown. */
    public double number() {
        if (state == State.ABSENT) {
            return isMissing() ? Double.NaN : 0;
        }
        return state == State.KNOWN ? parameter.number(text) : Double.NaN;
    }

    String lowerCase() {
        return text.toLowerCase(Locale.ROOT);
    }

    /** Whether the text is known; an absent value counts as an empty text. */
    private boolean isReadable() {
        return state == State.KNOWN || state == State.ABSENT && !isMissing();
    }

    private boolean isNumberOrFlag() {
        return switch (parameter.type) {
            case INT, LONG, DOUBLE, BOOLEAN, DURATION -> true;
            case STRING, SECRET, ENUM, LIST, MAP, QUERY -> false;
        };
    }
}
