package io.github.keda4j.trigger.internal;

import io.github.keda4j.internal.go.GoDuration;
import io.github.keda4j.internal.go.GoLists;
import io.github.keda4j.internal.go.GoText;
import io.github.keda4j.trigger.KedaVersion;
import io.github.keda4j.trigger.ParameterInfo;
import io.github.keda4j.trigger.ParameterSource;
import io.github.keda4j.trigger.ParameterType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What KEDA knows about one parameter. The static initializer of the trigger's class fills it in; after that, it is
 * only read.
 */
public final class Parameter {

    /** The suffix of a parameter's name in the key that names its environment variable. */
    static final String FROM_ENV = "FromEnv";

    private static final ParameterSource[] METADATA_ONLY = {ParameterSource.METADATA};
    private static final String[] NONE = {};

    final String name;
    final ParameterType type;
    private final boolean family;

    /** The index of the parameter among those of its trigger. */
    int index;

    ParameterSource[] sources = METADATA_ONLY;
    /** The name, then its aliases, in KEDA's order. */
    String[] names;

    /** Names that people write for the parameter but KEDA does not read. */
    String[] formerly = NONE;

    boolean required;
    /** Whether KEDA keeps the space around the value. */
    boolean verbatim;
    /** Whether KEDA reads one word instead of several separated by commas. */
    boolean single;
    /** Whether KEDA reads the value as JSON, so that null counts as absent. */
    boolean nullable;
    /** Whether KEDA accepts no sign, not even for 0. */
    boolean unsigned;
    /** Whether only a rule checks the form of the value, because KEDA does not always read it. */
    boolean unchecked;

    @Nullable
    String defaultText;

    String[] values = NONE;
    boolean lenient;
    boolean ignoreCase;

    @Nullable
    String otherwise;

    String[] atMostOneOf = NONE;

    /**
     * The type of a list's elements: {@link ParameterType#STRING}, {@link ParameterType#INT} or {@link
     * ParameterType#ENUM}.
     */
    ParameterType element = ParameterType.STRING;

    String separator = ",";
    boolean ranges;

    double min = Double.NaN;
    double max = Double.NaN;
    double above = Double.NaN;
    double below = Double.NaN;

    @Nullable
    String pattern;

    @Nullable
    TextFormat format;

    @Nullable
    KedaVersion since;

    @Nullable
    KedaVersion removed;

    ParameterSource[] removedFrom = {};

    @Nullable
    KedaVersion ignoredSince;

    @Nullable
    String deprecated;

    /** The release that announced the removal of the parameter; null if that is older than any known release. */
    @Nullable
    KedaVersion deprecatedSince;

    private @Nullable KedaVersion changed;
    /** The form of the parameter before the release that changed it. */
    private @Nullable Parameter older;

    private volatile @Nullable Pattern compiledPattern;

    private @Nullable List<String> youngerAliases;
    private @Nullable List<KedaVersion> sinceOfAliases;

    private Parameter(ParameterType type, String name) {
        this.type = type;
        this.name = name;
        this.family = name.endsWith(".*");
        this.names = new String[] {name};
    }

    public static Parameter string(String name) {
        return new Parameter(ParameterType.STRING, name);
    }

    public static Parameter secret(String name) {
        return new Parameter(ParameterType.SECRET, name);
    }

    public static Parameter integer(String name) {
        return new Parameter(ParameterType.INT, name);
    }

    public static Parameter longInteger(String name) {
        return new Parameter(ParameterType.LONG, name);
    }

    public static Parameter decimal(String name) {
        return new Parameter(ParameterType.DOUBLE, name);
    }

    public static Parameter flag(String name) {
        return new Parameter(ParameterType.BOOLEAN, name);
    }

    public static Parameter duration(String name) {
        return new Parameter(ParameterType.DURATION, name);
    }

    public static Parameter oneOf(String name, String... values) {
        Parameter parameter = new Parameter(ParameterType.ENUM, name);
        parameter.values = values;
        return parameter;
    }

    public static Parameter list(String name) {
        return new Parameter(ParameterType.LIST, name);
    }

    public static Parameter map(String name) {
        return new Parameter(ParameterType.MAP, name);
    }

    public static Parameter query(String name) {
        return new Parameter(ParameterType.QUERY, name);
    }

    public Parameter required() {
        required = true;
        return this;
    }

    public Parameter from(ParameterSource... newSources) {
        sources = newSources;
        return this;
    }

    public Parameter aliases(String... aliases) {
        String[] all = new String[aliases.length + 1];
        all[0] = name;
        System.arraycopy(aliases, 0, all, 1, aliases.length);
        names = all;
        return this;
    }

    /** Sets the release that introduced one of the aliases, if it is newer than the parameter. */
    public Parameter aliasSince(String alias, KedaVersion version) {
        if (youngerAliases == null || sinceOfAliases == null) {
            youngerAliases = new ArrayList<>(1);
            sinceOfAliases = new ArrayList<>(1);
        }
        youngerAliases.add(alias);
        sinceOfAliases.add(version);
        return this;
    }

    public Parameter formerly(String... others) {
        formerly = others;
        return this;
    }

    public Parameter defaultsTo(String text) {
        defaultText = text;
        return this;
    }

    /** Requires that the elements of a list are whole numbers. */
    public Parameter ofIntegers() {
        element = ParameterType.INT;
        return this;
    }

    /** Requires that the elements of a list are among the given words. */
    public Parameter of(String... allowed) {
        element = ParameterType.ENUM;
        values = allowed;
        return this;
    }

    /** Allows an element of a list to be a range, such as {@code 1-4}. */
    public Parameter ranges() {
        ranges = true;
        return this;
    }

    public Parameter separator(String newSeparator) {
        separator = newSeparator;
        return this;
    }

    public Parameter atMostOneOf(String... exclusive) {
        atMostOneOf = exclusive;
        return this;
    }

    public Parameter lenient() {
        lenient = true;
        return this;
    }

    /** Sets the sentence that says how KEDA treats other values. */
    public Parameter otherwise(String words) {
        otherwise = words;
        return this;
    }

    public Parameter ignoreCase() {
        ignoreCase = true;
        return this;
    }

    public Parameter min(double limit) {
        min = limit;
        return this;
    }

    public Parameter max(double limit) {
        max = limit;
        return this;
    }

    public Parameter above(double limit) {
        above = limit;
        return this;
    }

    public Parameter below(double limit) {
        below = limit;
        return this;
    }

    public Parameter pattern(String regex) {
        pattern = regex;
        return this;
    }

    public Parameter format(TextFormat newFormat) {
        format = newFormat;
        return this;
    }

    public Parameter since(KedaVersion version) {
        since = version;
        return this;
    }

    /**
     * Makes it an error to set the parameter in the given version or a later one, in the given sources or in all of its
     * sources.
     */
    public Parameter removed(KedaVersion version, ParameterSource... from) {
        removed = version;
        removedFrom = from.length == 0 ? sources : from;
        return this;
    }

    public Parameter verbatim() {
        verbatim = true;
        return this;
    }

    public Parameter single() {
        single = true;
        return this;
    }

    public Parameter nullable() {
        nullable = true;
        return this;
    }

    public Parameter unsigned() {
        unsigned = true;
        return this;
    }

    public Parameter unchecked() {
        unchecked = true;
        return this;
    }

    public Parameter ignoredSince(KedaVersion version) {
        ignoredSince = version;
        return this;
    }

    public Parameter deprecated(String instead) {
        deprecated = instead;
        return this;
    }

    public Parameter deprecatedSince(KedaVersion version) {
        deprecatedSince = version;
        return this;
    }

    /** Sets the form that the parameter has in older releases. */
    public Parameter before(KedaVersion version, Parameter then) {
        changed = version;
        older = then;
        return this;
    }

    /**
     * The parameter as the given release has it; if the release does not know the parameter, a parameter of the same
     * name that is read from no source. The result may lack {@code since}, {@code removed} and {@code ignoredSince},
     * which only this object has.
     */
    Parameter in(KedaVersion version) {
        if (!isReadBy(version)) {
            return new Parameter(type, name).from();
        }
        return older == null || changed == null || isSince(version, changed) ? this : older.in(version);
    }

    /** A plain text parameter with the same names. */
    Parameter asWritten() {
        Parameter text = string(name).verbatim();
        text.names = names;
        text.sources = sources;
        text.youngerAliases = youngerAliases;
        text.sinceOfAliases = sinceOfAliases;
        return text;
    }

    /** The first release that looks in the source; null if all releases that know the parameter do. */
    @Nullable
    KedaVersion sinceIn(ParameterSource source) {
        if (older == null) {
            return null;
        }
        return reads(source) && !older.reads(source) ? changed : older.sinceIn(source);
    }

    /** Whether a release uses the value instead of ignoring it. */
    private boolean isReadBy(KedaVersion version) {
        return (since == null || isSince(version, since)) && (ignoredSince == null || !isSince(version, ignoredSince));
    }

    /** The names that a release reads, in KEDA's order. */
    String[] names(KedaVersion version) {
        if (youngerAliases == null) {
            return names;
        }
        List<String> known = new ArrayList<>(names.length);
        for (String own : names) {
            KedaVersion sinceOfName = sinceOf(own);
            if (sinceOfName == null || isSince(version, sinceOfName)) {
                known.add(own);
            }
        }
        return known.toArray(NONE);
    }

    boolean reads(ParameterSource source) {
        for (ParameterSource own : sources) {
            if (own == source) {
                return true;
            }
        }
        return false;
    }

    /** Whether the word is one of the parameter's values. */
    boolean allows(String word) {
        for (String allowed : values) {
            if (allowed.equals(word) || ignoreCase && allowed.equalsIgnoreCase(word)) {
                return true;
            }
        }
        return false;
    }

    /** The text to use if none is given; empty if there is no default. */
    public String textByDefault() {
        return defaultText == null ? "" : defaultText;
    }

    /** Whether a text matches the pattern; any text does if there is no pattern. */
    boolean matchesPattern(String text) {
        if (pattern == null) {
            return true;
        }
        Pattern compiled = compiledPattern;
        if (compiled == null) {
            compiled = Pattern.compile(pattern);
            compiledPattern = compiled;
        }
        return compiled.matcher(text).matches();
    }

    /** The text as KEDA reads it; empty if KEDA reads none. */
    String read(@Nullable String text) {
        if (text == null || verbatim) {
            return text == null ? "" : text;
        }
        String trimmed = GoText.trim(text);
        return nullable && trimmed.equals("null") ? "" : trimmed;
    }

    private static boolean isSince(KedaVersion version, KedaVersion release) {
        return version.compareTo(release) >= 0;
    }

    boolean isSecret() {
        return type == ParameterType.SECRET;
    }

    /** Whether the name stands for every key with that prefix. */
    public boolean isFamily() {
        return family;
    }

    /** The common prefix of the keys of a family, including the dot. */
    String familyPrefix() {
        return name.substring(0, name.length() - 1);
    }

    boolean hasLimits() {
        return !(Double.isNaN(min) && Double.isNaN(max) && Double.isNaN(above) && Double.isNaN(below));
    }

    /** Whether two releases treat the parameter differently. */
    boolean hasAge() {
        return since != null || ignoredSince != null || deprecated != null || older != null || youngerAliases != null;
    }

    boolean isDeprecatedIn(KedaVersion version) {
        return deprecated != null
                && (deprecatedSince == null || isSince(version, deprecatedSince))
                && (removed == null || !isSince(version, removed));
    }

    /** The release that first read a name in a source; null if that is older than any known release. */
    @Nullable
    KedaVersion sinceOf(ParameterSource source, String oneOfTheNames) {
        KedaVersion name = sinceOf(oneOfTheNames);
        KedaVersion place = sinceIn(source);
        return name == null || place != null && isSince(place, name) ? place : name;
    }

    /** The release that introduced one of the names; null if that is older than any known release. */
    @Nullable
    KedaVersion sinceOf(String oneOfTheNames) {
        if (youngerAliases != null && sinceOfAliases != null) {
            int index = youngerAliases.indexOf(oneOfTheNames);
            if (index >= 0 && (since == null || isSince(sinceOfAliases.get(index), since))) {
                return sinceOfAliases.get(index);
            }
        }
        boolean renamed = older != null && !Arrays.asList(older.names).contains(oneOfTheNames);
        return renamed ? changed : since;
    }

    /** The number in the text, or the duration in seconds; NaN if KEDA would refuse the text. */
    public double number(String text) {
        return switch (type) {
            case INT -> GoText.isInteger(text, 32) ? Double.parseDouble(text) : Double.NaN;
            case LONG -> GoText.isInteger(text, 64) ? Double.parseDouble(text) : Double.NaN;
            case DURATION -> GoDuration.seconds(text);
            // A condition may compare any text with a number.
            case DOUBLE, STRING, SECRET, BOOLEAN, ENUM, LIST, MAP, QUERY ->
                GoText.isNumber(text) ? Double.parseDouble(text) : Double.NaN;
        };
    }

    /** The elements of a list; none if the text is empty. */
    public List<String> elements(String text) {
        return text.isEmpty() ? List.of() : GoText.split(text, separator);
    }

    /** The numbers of a list, including those in ranges. */
    public List<Integer> integers(String text) {
        return GoLists.integers(elements(text), ranges);
    }

    /**
     * The metadata key that names the environment variable with the value, derived from one of the parameter's names.
     */
    static String variableKey(String oneOfTheNames) {
        return oneOfTheNames.concat(FROM_ENV); // the operator + would load the JDK's classes for string concatenation
    }

    /** The description of the parameter for tools. */
    /** What the given release knows about the parameter; null if the release does not read it. */
    @Nullable
    ParameterInfo info(KedaVersion version) {
        if (!isReadBy(version)) {
            return null;
        }
        Parameter then = in(version);
        List<String> all = List.of(then.names(version));
        boolean gone = removed != null && isSince(version, removed);
        return new ParameterInfo(
                then.name,
                all.subList(1, all.size()),
                then.type,
                List.of(then.sources),
                then.required,
                Optional.ofNullable(then.defaultText),
                List.of(then.values),
                Optional.ofNullable(since),
                gone ? Optional.ofNullable(removed) : Optional.empty(),
                Optional.empty(),
                gone || isDeprecatedIn(version) ? Optional.ofNullable(deprecated) : Optional.empty());
    }

    ParameterInfo info() {
        List<String> all = List.of(names);
        return new ParameterInfo(
                name,
                all.subList(1, all.size()),
                type,
                List.of(sources),
                required,
                Optional.ofNullable(defaultText),
                List.of(values),
                Optional.ofNullable(since),
                Optional.ofNullable(removed),
                Optional.ofNullable(ignoredSince),
                Optional.ofNullable(deprecated));
    }

    @Override
    public String toString() {
        return name;
    }
}
