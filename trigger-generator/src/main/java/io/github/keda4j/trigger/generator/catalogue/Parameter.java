package io.github.keda4j.trigger.generator.catalogue;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * One parameter of a trigger, under all the names that KEDA reads it by.
 *
 * @param name KEDA's name; a name that ends in {@code .*} stands for every key with that prefix
 * @param description the description, which adds to the name
 * @param type the type as which the text is read
 * @param defaultValue KEDA's default
 * @param required whether KEDA requires the parameter, from any source
 * @param from the sources, in KEDA's order
 * @param aliases the other names, in KEDA's order
 * @param readings the differences between KEDA's reading and the type
 * @param lifetime the releases that know the parameter
 * @param limits the limits of a number
 * @param pattern a regular expression for the whole value
 * @param format a format that KEDA requires
 * @param unit the unit of a number
 * @param example a value for the reference page
 * @param property name of the Java property
 * @param older the form in older releases, if it differs
 * @param place the place in the catalogue
 */
public record Parameter(
        String name,
        String description,
        ValueType type,
        Optional<String> defaultValue,
        boolean required,
        List<Source> from,
        List<Alias> aliases,
        Set<Reading> readings,
        Lifetime lifetime,
        Limits limits,
        Optional<String> pattern,
        Optional<Format> format,
        Optional<String> unit,
        Optional<String> example,
        String property,
        Optional<Older> older,
        Place place) {

    /**
     * Copies the lists.
     *
     * @param name KEDA's name
     * @param description the description, which adds to the name
     * @param type the type as which the text is read
     * @param defaultValue KEDA's default
     * @param required whether KEDA requires it
     * @param from the sources
     * @param aliases other names
     * @param readings the differences between KEDA's reading and the type
     * @param lifetime the releases that know the parameter
     * @param limits the limits of a number
     * @param pattern a regular expression for the whole value
     * @param format a format that KEDA requires
     * @param unit the unit of a number
     * @param example a value for the reference page
     * @param property name of the Java property
     * @param older the form in older releases, if it differs
     * @param place the place in the catalogue
     */
    public Parameter {
        from = List.copyOf(from);
        aliases = List.copyOf(aliases);
    }

    /**
     * The form of a parameter in older releases.
     *
     * @param before the release that changed it
     * @param parameter the older form, with the description and lifetime of the newer one; it may have a different name
     */
    public record Older(Release before, Parameter parameter) {}

    /**
     * Another name of a parameter.
     *
     * @param name the name, as KEDA reads it
     * @param since the release that first read the name, if it is newer than the parameter
     */
    public record Alias(String name, Optional<Release> since) {}

    /**
     * The releases that know a parameter.
     *
     * @param since the first one; empty if that is older than all releases in the catalogue
     * @param removed the release in which it became an error
     * @param removedFrom the sources from which it was removed
     * @param ignoredSince the release since which KEDA silently ignores it
     * @param deprecated what to write instead
     * @param deprecatedSince the release that first announced its removal; empty if that is older than all releases in
     *     the catalogue
     * @param formerly names that people write but KEDA does not read: those of KEDA 1, or of other triggers
     */
    public record Lifetime(
            Optional<Release> since,
            Optional<Release> removed,
            List<Source> removedFrom,
            Optional<Release> ignoredSince,
            Optional<String> deprecated,
            Optional<Release> deprecatedSince,
            List<String> formerly) {

        /**
         * Copies the lists.
         *
         * @param since the first release
         * @param removed the release in which it became an error
         * @param removedFrom the sources from which it was removed
         * @param ignoredSince the release since which KEDA no longer reads it
         * @param deprecated what to write instead
         * @param deprecatedSince the release that announced its removal
         * @param formerly names that KEDA does not read
         */
        public Lifetime {
            removedFrom = List.copyOf(removedFrom);
            formerly = List.copyOf(formerly);
        }

        /** Returns the lifetime as a release knows it, without a deprecation that the release has not announced. */
        Lifetime at(Release release) {
            boolean gone = removed.filter(release::isSince).isPresent();
            boolean announced = deprecatedSince.map(release::isSince).orElse(true);
            return new Lifetime(
                    since,
                    gone ? removed : Optional.empty(),
                    gone ? removedFrom : List.of(),
                    ignoredSince.filter(release::isSince),
                    announced ? deprecated : Optional.empty(),
                    deprecatedSince,
                    formerly);
        }
    }

    /**
     * The limits of a value, in seconds for a duration.
     *
     * @param min the minimum
     * @param max the maximum
     * @param above the limit that the value must exceed
     * @param below the limit that the value must stay below
     */
    public record Limits(Optional<String> min, Optional<String> max, Optional<String> above, Optional<String> below) {

        /** {@return whether every number is allowed} */
        public boolean isEmpty() {
            return min.isEmpty() && max.isEmpty() && above.isEmpty() && below.isEmpty();
        }
    }

    /**
     * This parameter as a release knows it.
     *
     * @param release a release of KEDA
     * @return the parameter; empty if it is newer than the release
     */
    public Optional<Parameter> at(Release release) {
        if (lifetime.since().map(release::isSince).orElse(true)) {
            Parameter then = this;
            while (then.older.isPresent() && !release.isSince(then.older.get().before())) {
                then = then.older.get().parameter();
            }
            return Optional.of(new Parameter(
                    then.name,
                    description,
                    then.type,
                    then.defaultValue,
                    then.required,
                    then.from,
                    then.aliases.stream()
                            .filter(alias -> alias.since().map(release::isSince).orElse(true))
                            .toList(),
                    then.readings,
                    lifetime.at(release),
                    then.limits,
                    then.pattern,
                    then.format,
                    unit,
                    example,
                    property,
                    Optional.empty(),
                    place));
        }
        return Optional.empty();
    }

    /**
     * Returns whether KEDA reads a source.
     *
     * @param source the source
     * @return whether it is among {@link #from()}
     */
    public boolean isFrom(Source source) {
        return from.contains(source);
    }

    /** {@return whether the parameter can be set in the trigger itself, as a value or by the name of a variable} */
    public boolean isInTrigger() {
        return isFrom(Source.METADATA) || isFrom(Source.ENV);
    }

    /** {@return whether the latest release still reads the parameter from any source} */
    public boolean isAlive() {
        return lifetime.ignoredSince().isEmpty()
                && (lifetime.removed().isEmpty() || !lifetime.removedFrom().containsAll(from));
    }

    /**
     * Returns whether the latest release still reads the parameter from a source.
     *
     * @param source the source
     * @return false if the source was removed or is ignored
     */
    public boolean isAliveIn(Source source) {
        return isFrom(source)
                && lifetime.ignoredSince().isEmpty()
                && (lifetime.removed().isEmpty() || !lifetime.removedFrom().contains(source));
    }

    /** {@return the name and its aliases} */
    public List<String> names() {
        List<String> names = new ArrayList<>(List.of(name));
        aliases.forEach(alias -> names.add(alias.name()));
        return names;
    }

    /** {@return whether the parameter stands for every key that begins with its name} */
    public boolean isFamily() {
        return name.endsWith(".*");
    }
}
