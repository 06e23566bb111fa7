package io.github.keda4j.trigger.generator.catalogue;

import java.util.List;
import java.util.Optional;

/**
 * A rule between the parameters of a trigger.
 *
 * @param id stable, kebab-case; the form's name where the file gives none
 * @param when the condition under which it applies
 * @param message the message if it does not hold, in the catalogue's words
 * @param hint what to write instead, an imperative
 * @param form the condition that must hold
 * @param since the first release that has the rule; empty if that is older than all releases in the catalogue
 * @param before the release that no longer has it
 * @param place where the catalogue says so
 */
public record Rule(
        String id,
        Optional<Condition> when,
        Optional<String> message,
        Optional<String> hint,
        Form form,
        Optional<Release> since,
        Optional<Release> before,
        Place place) {

    /**
     * Whether a release has the rule.
     *
     * @param release one of KEDA's
     * @return whether it is among those that the catalogue names
     */
    public boolean isIn(Release release) {
        return since.map(release::isSince).orElse(true)
                && before.map(end -> !release.isSince(end)).orElse(true);
    }

    /** What has to hold. */
    public sealed interface Form {}

    /**
     * A certain number of some parameters must be given.
     *
     * @param kind which number
     * @param parameters KEDA's main names
     */
    public record Count(Kind kind, List<String> parameters) implements Form {}

    /** A form of rule that is named and lists parameters. */
    public enum Kind {
        /** All are given. */
        REQUIRE("require"),
        /** None is given. */
        FORBID("forbid"),
        /** At least one is given. */
        ANY_OF("anyOf"),
        /** Exactly one is given. */
        ONE_OF("oneOf"),
        /** Not two of them are given. */
        AT_MOST_ONE("atMostOne"),
        /** All or none are given. */
        TOGETHER("together"),
        /** The lists have the same length. */
        SAME_SIZE("sameSize"),
        /** The values differ. */
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
     * @param condition the one
     */
    public record Holds(Condition condition) implements Form {}

    /**
     * A class says so.
     *
     * @param name as in the catalogue
     */
    public record JavaClass(String name) implements Form {}
}
