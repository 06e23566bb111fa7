package io.github.keda4j.trigger.generator.catalogue;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A text that contains values of parameters.
 *
 * @param parts the parts, in order
 */
public record Template(List<Part> parts) {

    /**
     * {@return the templates between separators in the fixed text}
     *
     * @param separator the text at which to split
     * @param most the maximum number of templates; the last one keeps further separators
     */
    public List<Template> split(char separator, int most) {
        List<Template> templates = new ArrayList<>();
        List<Part> current = new ArrayList<>();
        for (Part part : parts) {
            if (!(part instanceof Fixed fixed)) {
                current.add(part);
                continue;
            }
            String text = fixed.text();
            for (int at = text.indexOf(separator);
                    at >= 0 && templates.size() < most - 1;
                    at = text.indexOf(separator)) {
                addText(text.substring(0, at), current);
                templates.add(new Template(List.copyOf(current)));
                current.clear();
                text = text.substring(at + 1);
            }
            addText(text, current);
        }
        templates.add(new Template(List.copyOf(current)));
        return templates;
    }

    private static void addText(String text, List<Part> parts) {
        if (!text.isEmpty()) {
            parts.add(new Fixed(text));
        }
    }

    /**
     * {@return whether the template is the given text, regardless of the values}
     *
     * @param text the text, not empty
     */
    public boolean isFixed(String text) {
        return parts.equals(List.of(new Fixed(text)));
    }

    /** A part of a template. */
    public sealed interface Part {}

    /**
     * Fixed text.
     *
     * @param text the text, not empty
     */
    public record Fixed(String text) implements Part {}

    /**
     * The first of several values that is given.
     *
     * @param choices one or more values
     * @param function the function that is applied to the value
     */
    public record Value(List<Choice> choices, Optional<Function> function) implements Part {}

    /** A source of a value. */
    public sealed interface Choice {}

    /**
     * The value or default of a parameter.
     *
     * @param name KEDA's main name for it
     */
    public record OfParameter(String name) implements Choice {}

    /**
     * A word, which is always given.
     *
     * @param text the word
     */
    public record Word(String text) implements Choice {}

    /**
     * A part of an AWS identifier that no parameter holds.
     *
     * @param name {@code partition} or {@code account}
     */
    public record Placeholder(String name) implements Choice {}

    /** A function that can be applied to a value. */
    public enum Function {
        /** The part after the last slash. */
        LAST_SEGMENT("lastSegment"),
        /** The queue in the URL of an SQS queue; text that is not a URL is the name itself. */
        SQS_QUEUE("sqsQueue"),
        /** The account in the URL of an SQS queue; nothing if it is not a URL. */
        SQS_ACCOUNT("sqsAccount"),
        /** The workspace in a URL of Amazon Managed Service for Prometheus; nothing if it has none. */
        APS_WORKSPACE("apsWorkspace"),
        /** The first element of a list. */
        FIRST("first"),
        /** A cron expression with its spaces and special characters in KEDA's spelling. */
        CRON("cron"),
        /** The value in lower case. */
        LOWER("lower"),
        /** The value without slashes at either end. */
        TRIM_SLASHES("trimSlashes"),
        /** The path of a URL without the part before it. */
        PATH_TAIL("pathTail"),
        /** The value, escaped as in the query of a URL. */
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
