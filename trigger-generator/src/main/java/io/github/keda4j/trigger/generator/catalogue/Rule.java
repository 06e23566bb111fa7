package io.github.keda4j.trigger.generator.catalogue;

import java.util.List;
import java.util.Optional;

/**
 * A rule between the parameters of a trigger.
 *
 * @param id the stable id in kebab-case; the form's name if the file has none
 * @param when the condition under which it applies
 * @param whenWords a clause that states this condition for readers, if the generated words would be hard to read; names
 *     and values are in backticks
 * @param message the message if the requirement is not met, in the catalogue's words
 * @param hint what to write instead, as an imperative sentence
 * @param form the condition that must hold
 * @param since the first release that has the rule; empty if that is older than all releases in the catalogue
 * @param before the release that no longer has it
 * @param place the place in the catalogue
 */
public record Rule(
        String id,
        Optional<Condition> when,
        Optional<String> whenWords,
        Optional<String> message,
        Optional<String> hint,
        Form form,
        Optional<Release> since,
        Optional<Release> before,
        Place place) {

    /**
     * Returns whether a release has the rule.
     *
     * @param release a release of KEDA
     * @return whether it is within the releases for which the catalogue defines the rule
     */
    public boolean isIn(Release release) {
        return since.map(release::isSince).orElse(true)
                && before.map(end -> !release.isSince(end)).orElse(true);
    }

    /** The requirement of a rule. */
    public sealed interface Form {}

    /**
     * A certain number of some parameters must be given.
     *
     * @param kind the kind, which determines the number
     * @param parameters KEDA's main names
     */
    public record Count(Kind kind, List<String> parameters) implements Form {}

    /** A form of rule that has a name and lists parameters. */
    public enum Kind {
        /** All parameters must be given. */
        REQUIRE("require"),
        /** No parameter may be given. */
        FORBID("forbid"),
        /** At least one parameter must be given. */
        ANY_OF("anyOf"),
        /** Exactly one parameter must be given. */
        ONE_OF("oneOf"),
        /** At most one parameter may be given. */
        AT_MOST_ONE("atMostOne"),
        /** All parameters or none must be given. */
        TOGETHER("together"),
        /** The lists must have the same length. */
        SAME_SIZE("sameSize"),
        /** The values must differ. */
        DIFFER("differ");

        private final String text;

        Kind(String text) {
            this.text = text;
        }

        /** {@return the form as the catalogue writes it} */
        public String text() {
            return text;
        }
    }

    /**
     * A condition must hold.
     *
     * @param condition the condition
     */
    public record Holds(Condition condition) implements Form {}

    /**
     * A Java class decides.
     *
     * @param name the name, as in the catalogue
     */
    public record JavaClass(String name) implements Form {}
}
