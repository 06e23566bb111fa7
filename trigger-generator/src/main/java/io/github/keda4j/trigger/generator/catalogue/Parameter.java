package io.github.keda4j.trigger.generator.catalogue;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * One parameter of a trigger, under all the names that KEDA reads it by.
 *
 * @param name KEDA's name; one that ends in {@code .*} stands for every key with that beginning
 * @param description what the name does not say
 * @param type what its text is read as
 * @param defaultValue KEDA's default
 * @param required whether KEDA requires it, from any source
 * @param from where KEDA looks, in its order
 * @param aliases other names, in KEDA's order
 * @param readings how KEDA's reading differs from the type
 * @param lifetime the releases that know it
 * @param limits the numbers that it may be
 * @param pattern regular expression for the whole value
 * @param format a format that KEDA requires
 * @param unit unit of a number
 * @param example a value for the reference page
 * @param property name of the Java property
 * @param older its form in older releases, if different
 * @param place where the catalogue says so
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
     * @param description what the name does not say
     * @param type what its text is read as
     * @param defaultValue KEDA's default
     * @param required whether KEDA requires it
     * @param from where KEDA looks
     * @param aliases other names
     * @param readings how KEDA's reading differs from the type
     * @param lifetime the releases that know it
     * @param limits the numbers that it may be
     * @param pattern regular expression for the whole value
     * @param format a format that KEDA requires
     * @param unit unit of a number
     * @param example a value for the reference page
     * @param property name of the Java property
     * @param older its form in older releases, if different
     * @param place where the catalogue says so
     */
    public Parameter {
        from = List.copyOf(from);
        aliases = List.copyOf(aliases);
    }

    /**
     * The form of a parameter in older releases.
     *
     * @param before the release that changed it
     * @param parameter with the description and lifetime of the younger one; it may have had a different name
     */
    public record Older(Release before, Parameter parameter) {}

    /**
     * Another name of a parameter.
     *
     * @param name as KEDA reads it
     * @param since the release that first read it, if it is younger than the parameter
     */
    public record Alias(String name, Optional<Release> since) {}

    /**
     * The releases that know a parameter.
     *
     * @param since the first one; empty if that is older than all releases in the catalogue
     * @param removed the one in which it became an error
     * @param removedFrom the sources that it was removed from
     * @param ignoredSince the one since which KEDA reads it no longer, and says nothing
     * @param deprecated what to write instead
     * @param deprecatedSince the one that first announced its end; empty if that is older than all releases in the
     * catalogue
     * @param formerly names that people write for it but KEDA does not read: those of KEDA 1, or of other triggers
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
         * @param removedFrom the sources that it was removed from
         * @param ignoredSince the release since which KEDA reads it no longer
         * @param deprecated what to write instead
         * @param deprecatedSince the release that announced its end
         * @param formerly names that KEDA does not read
         */
        public Lifetime {
            removedFrom = List.copyOf(removedFrom);
            formerly = List.copyOf(formerly);
        }

        /** What a release knows about it; a release that has not announced its end has no deprecation. */
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
     * The numbers that a value may be; seconds, for a duration.
     *
     * @param min the least
     * @param max the greatest
     * @param above the limit that it must exceed
     * @param below the limit that it must stay below
     */
    public record Limits(Optional<String> min, Optional<String> max, Optional<String> above, Optional<String> below) {

        /** {@return whether every number is allowed} */
        public boolean isEmpty() {
            return min.isEmpty() && max.isEmpty() && above.isEmpty() && below.isEmpty();
        }
    }

    /**
     * What a release knows about it.
     *
     * @param release one of KEDA's
     * @return empty if the parameter is younger
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
     * Whether KEDA looks there.
     *
     * @param source one of the three
     * @return whether it is among {@link #from()}
     */
    public boolean isFrom(Source source) {
        return from.contains(source);
    }

    /** {@return whether it can be given in the trigger itself, as a value or as the name of a variable} */
    public boolean isInTrigger() {
        return isFrom(Source.METADATA) || isFrom(Source.ENV);
    }

    /** {@return whether the latest release still takes it from anywhere} */
    public boolean isAlive() {
        return lifetime.ignoredSince().isEmpty()
                && (lifetime.removed().isEmpty() || !lifetime.removedFrom().containsAll(from));
    }

    /**
     * Whether the latest release still takes it from there.
     *
     * @param source one of the three
     * @return false if it was removed or is ignored
     */
    public boolean isAliveIn(Source source) {
        return isFrom(source)
                && lifetime.ignoredSince().isEmpty()
                && (lifetime.removed().isEmpty() || !lifetime.removedFrom().contains(source));
    }

    /** {@return the name, then its aliases} */
    public List<String> names() {
        List<String> names = new ArrayList<>(List.of(name));
        aliases.forEach(alias -> names.add(alias.name()));
        return names;
    }

    /** {@return whether it stands for every key that begins with its name} */
    public boolean isFamily() {
        return name.endsWith(".*");
    }
}
