package io.github.keda4j.trigger.generator.catalogue;

import java.util.List;
import java.util.Optional;

/**
 * A text with values of parameters in it.
 *
 * @param parts in order
 */
public record Template(List<Part> parts) {

    /** A part of a template. */
    public sealed interface Part {}

    /**
     * Text as it stands.
     *
     * @param text not empty
     */
    public record Fixed(String text) implements Part {}

    /**
     * The first value that is given.
     *
     * @param choices one or more
     * @param function what is done to it
     */
    public record Value(List<Choice> choices, Optional<Function> function) implements Part {}

    /** Where a value may come from. */
    public sealed interface Choice {}

    /**
     * The value or default of a parameter.
     *
     * @param name KEDA's main name
     */
    public record OfParameter(String name) implements Choice {}

    /**
     * A word, which is always given.
     *
     * @param text the word
     */
    public record Word(String text) implements Choice {}

    /**
     * Something that AWS's identifiers have and no parameter holds.
     *
     * @param name {@code partition} or {@code account}
     */
    public record Placeholder(String name) implements Choice {}

    /** What can be done to a value. */
    public enum Function {
        /** What follows the last slash. */
        LAST_SEGMENT("lastSegment"),
        /** The queue in the URL of an SQS queue; what is no URL is its name. */
        SQS_QUEUE("sqsQueue"),
        /** The first element of a list. */
        FIRST("first"),
        /** Spaces and signs of cron in KEDA's spelling. */
        CRON("cron"),
        /** Lower case. */
        LOWER("lower"),
        /** No slash at either end. */
        TRIM_SLASHES("trimSlashes"),
        /** The path of a URL without what stands before it. */
        PATH_TAIL("pathTail"),
        /** As in the query of a URL. */
        QUERY_ESCAPE("queryEscape");

        private final String text;

        Function(String text) {
            this.text = text;
        }

        /** {@return the function as the catalogue writes it} */
        public String text() {
            return text;
        }
    }
}
