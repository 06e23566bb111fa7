package io.github.keda4j.trigger;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What KEDA knows of one parameter. Described in the static initialiser of the trigger's class, and only read from then
 * on.
 */
final class Parameter {

    private static final ParameterSource[] METADATA_ONLY = {ParameterSource.METADATA};
    private static final String[] NONE = {};

    final String name;
    final ParameterType type;

    ParameterSource[] sources = METADATA_ONLY;
    /** The name, then its aliases, in KEDA's order. */
    String[] names;

    boolean required;

    @Nullable
    String defaultText;

    String[] values = NONE;
    boolean lenient;
    boolean ignoreCase;
    String[] atMostOneOf = NONE;

    /** Of a list: {@link ParameterType#STRING}, {@link ParameterType#INT} or {@link ParameterType#ENUM}. */
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
    Format format;

    @Nullable
    KedaVersion since;

    @Nullable
    KedaVersion removed;

    ParameterSource[] removedFrom = {};

    @Nullable
    KedaVersion ignoredSince;

    @Nullable
    String deprecated;

    private @Nullable List<String> youngerAliases;
    private @Nullable List<KedaVersion> sinceOfAliases;

    private Parameter(ParameterType type, String name) {
        this.type = type;
        this.name = name;
        this.names = new String[] {name};
    }

    static Parameter string(String name) {
        return new Parameter(ParameterType.STRING, name);
    }

    static Parameter secret(String name) {
        return new Parameter(ParameterType.SECRET, name);
    }

    static Parameter integer(String name) {
        return new Parameter(ParameterType.INT, name);
    }

    static Parameter longInteger(String name) {
        return new Parameter(ParameterType.LONG, name);
    }

    static Parameter decimal(String name) {
        return new Parameter(ParameterType.DOUBLE, name);
    }

    static Parameter flag(String name) {
        return new Parameter(ParameterType.BOOLEAN, name);
    }

    static Parameter duration(String name) {
        return new Parameter(ParameterType.DURATION, name);
    }

    static Parameter oneOf(String name, String... values) {
        Parameter parameter = new Parameter(ParameterType.ENUM, name);
        parameter.values = values;
        return parameter;
    }

    static Parameter list(String name) {
        return new Parameter(ParameterType.LIST, name);
    }

    static Parameter map(String name) {
        return new Parameter(ParameterType.MAP, name);
    }

    static Parameter query(String name) {
        return new Parameter(ParameterType.QUERY, name);
    }

    Parameter required() {
        required = true;
        return this;
    }

    Parameter from(ParameterSource... newSources) {
        sources = newSources;
        return this;
    }

    Parameter aliases(String... aliases) {
        String[] all = new String[aliases.length + 1];
        all[0] = name;
        System.arraycopy(aliases, 0, all, 1, aliases.length);
        names = all;
        return this;
    }

    /** One of the aliases, younger than the parameter. */
    Parameter aliasSince(String alias, KedaVersion version) {
        if (youngerAliases == null || sinceOfAliases == null) {
            youngerAliases = new ArrayList<>(1);
            sinceOfAliases = new ArrayList<>(1);
        }
        youngerAliases.add(alias);
        sinceOfAliases.add(version);
        return this;
    }

    Parameter defaultsTo(String text) {
        defaultText = text;
        return this;
    }

    /** Of a list: the elements are whole numbers. */
    Parameter ofIntegers() {
        element = ParameterType.INT;
        return this;
    }

    /** Of a list: the elements are some of these. */
    Parameter of(String... allowed) {
        element = ParameterType.ENUM;
        values = allowed;
        return this;
    }

    /** Of a list: an element may be a range, such as {@code 1-4}. */
    Parameter ranges() {
        ranges = true;
        return this;
    }

    Parameter separator(String newSeparator) {
        separator = newSeparator;
        return this;
    }

    Parameter atMostOneOf(String... exclusive) {
        atMostOneOf = exclusive;
        return this;
    }

    Parameter lenient() {
        lenient = true;
        return this;
    }

    Parameter ignoreCase() {
        ignoreCase = true;
        return this;
    }

    Parameter min(double limit) {
        min = limit;
        return this;
    }

    Parameter max(double limit) {
        max = limit;
        return this;
    }

    Parameter above(double limit) {
        above = limit;
        return this;
    }

    Parameter below(double limit) {
        below = limit;
        return this;
    }

    Parameter pattern(String regex) {
        pattern = regex;
        return this;
    }

    Parameter format(Format newFormat) {
        format = newFormat;
        return this;
    }

    Parameter since(KedaVersion version) {
        since = version;
        return this;
    }

    /** An error since that version, from the given sources or all of its own. */
    Parameter removed(KedaVersion version, ParameterSource... from) {
        removed = version;
        removedFrom = from.length == 0 ? sources : from;
        return this;
    }

    Parameter ignoredSince(KedaVersion version) {
        ignoredSince = version;
        return this;
    }

    Parameter deprecated(String instead) {
        deprecated = instead;
        return this;
    }

    boolean reads(ParameterSource source) {
        for (ParameterSource own : sources) {
            if (own == source) {
                return true;
            }
        }
        return false;
    }

    boolean isSecret() {
        return type == ParameterType.SECRET;
    }

    /** Whether the name stands for every key with that beginning. */
    boolean isFamily() {
        return name.endsWith(".*");
    }

    /** What the keys of a family begin with, the dot included. */
    String familyPrefix() {
        return name.substring(0, name.length() - 1);
    }

    boolean hasLimits() {
        return !(Double.isNaN(min) && Double.isNaN(max) && Double.isNaN(above) && Double.isNaN(below));
    }

    boolean hasYoungerAliases() {
        return youngerAliases != null;
    }

    /** The release that brought one of the names; null for one older than any known release. */
    @Nullable
    KedaVersion sinceOf(String oneOfTheNames) {
        if (youngerAliases != null && sinceOfAliases != null) {
            int index = youngerAliases.indexOf(oneOfTheNames);
            if (index >= 0) {
                return sinceOfAliases.get(index);
            }
        }
        return since;
    }

    @Override
    public String toString() {
        return name;
    }
}
