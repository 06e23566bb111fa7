package io.github.keda4j.trigger.generator.reading;

import io.github.keda4j.trigger.generator.catalogue.Format;
import io.github.keda4j.trigger.generator.catalogue.Parameter;
import io.github.keda4j.trigger.generator.catalogue.Parameter.Alias;
import io.github.keda4j.trigger.generator.catalogue.Parameter.Lifetime;
import io.github.keda4j.trigger.generator.catalogue.Parameter.Limits;
import io.github.keda4j.trigger.generator.catalogue.Parameter.Older;
import io.github.keda4j.trigger.generator.catalogue.Reading;
import io.github.keda4j.trigger.generator.catalogue.Release;
import io.github.keda4j.trigger.generator.catalogue.Source;
import io.github.keda4j.trigger.generator.catalogue.ValueType;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Reads the attributes of one parameter, including those of a fragment. */
final class ParameterReader {

    static final Set<String> ATTRIBUTES = Set.of(
            "description",
            "type",
            "element",
            "ranges",
            "separator",
            "values",
            "enumType",
            "ignoreCase",
            "lenient",
            "otherwise",
            "atMostOneOf",
            "default",
            "required",
            "from",
            "aliases",
            "formerly",
            "verbatim",
            "single",
            "nullable",
            "unsigned",
            "unchecked",
            "since",
            "removed",
            "deprecated",
            "deprecatedSince",
            "ignoredSince",
            "removedFrom",
            "min",
            "max",
            "above",
            "below",
            "pattern",
            "format",
            "unit",
            "example",
            "java",
            "before");

    /** The attributes that may have been different in older releases; the others belong to the parameter as a whole. */
    private static final Set<String> OF_A_RELEASE = Set.of(
            "type",
            "element",
            "ranges",
            "separator",
            "values",
            "ignoreCase",
            "lenient",
            "atMostOneOf",
            "default",
            "required",
            "from",
            "aliases",
            "verbatim",
            "single",
            "nullable",
            "unsigned",
            "unchecked",
            "min",
            "max",
            "above",
            "below",
            "pattern",
            "format",
            "name",
            "without");

    static final Map<String, Release> RELEASES = named(Release.values(), Release::text);
    private static final Map<String, Source> SOURCES = named(Source.values(), Source::text);
    static final Map<String, Format> FORMATS = named(Format.values(), Format::text);
    private static final Pattern NAME = Pattern.compile("[A-Za-z][A-Za-z0-9]*(\\.\\*)?");
    private static final Pattern ALIAS = Pattern.compile("([A-Za-z][A-Za-z0-9]*)( since ([0-9.]+))?");
    private static final Pattern PROPERTY = Pattern.compile("[a-z][A-Za-z0-9]*");

    private final String name;
    private final Fields fields;
    private final Problems problems;

    ParameterReader(String name, Fields fields, Problems problems) {
        this.name = name;
        this.fields = fields;
        this.problems = problems;
    }

    Parameter read() {
        fields.allowOnly(ATTRIBUTES, "attribute");
        if (!NAME.matcher(name).matches()) {
            problems.add(fields.place(), name + " is not the name of a parameter");
        }
        Parameter parameter = read(older());
        if (!fields.has("description")) {
            problems.add(fields.place(), name + " has no description");
        }
        if (parameter.required() && parameter.example().isEmpty()) {
            problems.add(fields.place(), name + " is required but has no example");
        }
        return parameter;
    }

    private Parameter read(Optional<Older> older) {
        ValueType type = new TypeReader(name, fields).read();
        List<Source> from = fields.has("from") ? fields.someOf("from", SOURCES) : List.of(Source.METADATA);
        Parameter parameter = new Parameter(
                name,
                fields.text("description").orElse(""),
                type,
                value("default", type),
                fields.flag("required"),
                from,
                aliases(),
                readings(type),
                lifetime(from),
                limits(type),
                pattern(type),
                format(type),
                fields.text("unit"),
                value("example", type),
                fields.text("java").orElseGet(() -> PropertyNames.of(name)),
                older,
                fields.place());
        check(parameter);
        return parameter;
    }

    /**
     * Reads {@code before: {"2.21": {...}}}, the attributes that the parameter had in older releases instead of its
     * current ones. If there are several, each builds on the next newer one.
     */
    private Optional<Older> older() {
        Optional<Yaml.Mapping> before = fields.mapping("before");
        if (before.isEmpty()) {
            return Optional.empty();
        }
        Fields releases = new Fields(before.get(), "before of " + name, problems);
        releases.allowOnly(RELEASES.keySet(), "release");
        List<Release> youngestFirst = new ArrayList<>();
        for (Release release : Release.values()) {
            if (releases.has(release.text())) {
                youngestFirst.add(0, release);
            }
        }
        return older(youngestFirst, releases, fields);
    }

    private Optional<Older> older(List<Release> releases, Fields before, Fields younger) {
        Release release = releases.isEmpty() ? null : releases.get(0);
        Optional<Yaml.Mapping> attributes = release == null ? Optional.empty() : before.mapping(release.text());
        if (release == null || attributes.isEmpty()) {
            return Optional.empty();
        }
        Fields own = new Fields(attributes.get(), name + " before " + release.text(), problems);
        own.allowOnly(OF_A_RELEASE, "attribute");
        List<String> without = own.texts("without");
        for (String attribute : without) {
            if (!younger.has(attribute) || own.has(attribute)) {
                own.problem("without", "'without' of " + name + " lists " + attribute + ", which has no effect here");
            }
        }
        List<String> notInherited = new ArrayList<>(without);
        notInherited.add("example");
        own.addMissing(younger, notInherited);
        String nameThen = own.text("name").orElse(name);
        Parameter parameter = new ParameterReader(nameThen, own, problems)
                .read(older(releases.subList(1, releases.size()), before, own));
        return Optional.of(new Older(release, parameter));
    }

    /** Reads a value of the parameter; the value of a list parameter may be a list. */
    private Optional<String> value(String key, ValueType type) {
        return type instanceof ValueType.Items items ? fields.textOrList(key, items.separator()) : fields.text(key);
    }

    private void check(Parameter parameter) {
        if (parameter.from().isEmpty()) {
            fields.problem("from", "'from' of " + name + " must not be empty");
        }
        if (parameter.required() && parameter.defaultValue().isPresent()) {
            fields.problem("required", name + " is required but has a default; one of the two is wrong");
        }
        checkText("default", parameter.defaultValue(), parameter.type());
        checkText("example", parameter.example(), parameter.type());
        if (!PROPERTY.matcher(parameter.property()).matches()) {
            fields.problem("java", parameter.property() + " is not the name of a Java property");
        }
        if (parameter.unit().isPresent() && !parameter.type().isNumber()) {
            fields.problem("unit", name + " is not a number but has a unit");
        }
    }

    private void checkText(String attribute, Optional<String> text, ValueType type) {
        text.flatMap(value -> Texts.mistake(type, value))
                .ifPresent(mistake -> fields.problem(attribute, attribute + " of " + name + ": " + mistake));
    }

    private Set<Reading> readings(ValueType type) {
        Set<Reading> readings = EnumSet.noneOf(Reading.class);
        for (Reading reading : Reading.values()) {
            if (fields.flag(reading.text())) {
                readings.add(reading);
                if (!reading.isFor(type)) {
                    fields.problem(
                            reading.text(),
                            reading.text() + " applies only to " + reading.types() + ", but " + name + " is a "
                                    + type.words());
                }
            }
        }
        return Collections.unmodifiableSet(readings);
    }

    private List<Alias> aliases() {
        List<Alias> aliases = new ArrayList<>();
        for (String text : fields.texts("aliases")) {
            var matcher = ALIAS.matcher(text);
            if (!matcher.matches()) {
                fields.problem(
                        "aliases", "alias '" + text + "' of " + name + " is neither a name nor 'name since 2.20'");
                continue;
            }
            String since = matcher.group(3);
            if (since != null && !RELEASES.containsKey(since)) {
                fields.problem("aliases", "alias '" + text + "' of " + name + ": no release " + since + known());
            }
            aliases.add(new Alias(matcher.group(1), Optional.ofNullable(since).flatMap(Release::of)));
        }
        return aliases;
    }

    private static String known() {
        return "; expected one of " + String.join(", ", RELEASES.keySet());
    }

    private Lifetime lifetime(List<Source> from) {
        Optional<Release> removed = fields.oneOf("removed", RELEASES);
        List<Source> removedFrom = fields.someOf("removedFrom", SOURCES);
        if (fields.has("removedFrom") && removed.isEmpty()) {
            fields.problem("removedFrom", name + " has 'removedFrom' but not 'removed', which names the release");
        }
        if (!from.containsAll(removedFrom)) {
            fields.problem("removedFrom", "'removedFrom' of " + name + " lists a source that is not in 'from'");
        }
        if (removed.isPresent() && removedFrom.isEmpty()) {
            removedFrom = from;
        }
        return new Lifetime(
                fields.oneOf("since", RELEASES),
                removed,
                removedFrom,
                fields.oneOf("ignoredSince", RELEASES),
                fields.text("deprecated"),
                deprecatedSince(fields),
                fields.texts("formerly"));
    }

    /** Reads the release that first announced the removal of a parameter or a type. */
    static Optional<Release> deprecatedSince(Fields fields) {
        if (fields.has("deprecatedSince") && !fields.has("deprecated")) {
            fields.problem("deprecatedSince", "deprecatedSince needs deprecated, which says what to write instead");
        }
        return fields.oneOf("deprecatedSince", RELEASES);
    }

    private Limits limits(ValueType type) {
        Map<String, String> limits = new LinkedHashMap<>();
        for (String key : List.of("min", "max", "above", "below")) {
            fields.text(key).ifPresent(text -> {
                if (!type.isNumber()) {
                    fields.problem(key, name + " is not a number but has a limit");
                } else if (!Texts.isNumber(text)) {
                    fields.problem(key, key + " of " + name + " is " + text + ", but must be a number");
                } else {
                    limits.put(key, text);
                }
            });
        }
        String least = limits.getOrDefault("min", limits.get("above"));
        String greatest = limits.getOrDefault("max", limits.get("below"));
        if (least != null && greatest != null && new BigDecimal(least).compareTo(new BigDecimal(greatest)) > 0) {
            problems.add(fields.place(), name + ": its limits allow no number");
        }
        return new Limits(
                Optional.ofNullable(limits.get("min")),
                Optional.ofNullable(limits.get("max")),
                Optional.ofNullable(limits.get("above")),
                Optional.ofNullable(limits.get("below")));
    }

    private Optional<String> pattern(ValueType type) {
        Optional<String> pattern = fields.text("pattern");
        if (pattern.isPresent()) {
            onlyForStrings("pattern", type);
            Expressions.problem(pattern.get())
                    .ifPresent(problem -> fields.problem("pattern", "pattern of " + name + " " + problem));
        }
        return pattern;
    }

    private Optional<Format> format(ValueType type) {
        Optional<Format> format = fields.oneOf("format", FORMATS);
        if (format.isPresent()) {
            onlyForStrings("format", type);
        }
        return format;
    }

    private void onlyForStrings(String attribute, ValueType type) {
        if (!(type instanceof ValueType.Text)) {
            fields.problem(attribute, attribute + " applies only to strings, but " + name + " is a " + type.words());
        }
    }

    static <T> Map<String, T> named(T[] values, java.util.function.Function<T, String> name) {
        Map<String, T> named = new LinkedHashMap<>();
        for (T value : values) {
            named.put(name.apply(value), value);
        }
        return named;
    }
}
