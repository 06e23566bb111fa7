package io.github.keda4j.trigger.generator.words;

import io.github.keda4j.trigger.generator.catalogue.Template;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Writes templates for readers: parameters in braces, and sentences about the functions that are applied to them. */
public final class TemplateWords {

    private TemplateWords() {}

    /**
     * Writes a template with parameters in braces.
     *
     * @param template the template of a name
     * @return the text, such as {@code aws-sqs-{queueURL}}
     */
    public static String pattern(Template template) {
        StringBuilder text = new StringBuilder();
        for (Template.Part part : template.parts()) {
            if (part instanceof Template.Fixed fixed) {
                text.append(fixed.text());
            } else {
                Template.Value value = (Template.Value) part;
                text.append('{')
                        .append(value.function().map(TemplateWords::partOf).orElse(""))
                        .append(String.join(" or ", choices(value)))
                        .append('}');
            }
        }
        return text.toString();
    }

    /**
     * The part of a value that a template uses, if it is named inside the braces; empty if {@link #functions} describes
     * it.
     */
    private static String partOf(Template.Function function) {
        return switch (function) {
            case SQS_ACCOUNT -> "account of ";
            case APS_WORKSPACE -> "workspace of ";
            default -> "";
        };
    }

    private static List<String> choices(Template.Value value) {
        List<String> choices = new ArrayList<>();
        for (Template.Choice choice : value.choices()) {
            if (choice instanceof Template.OfParameter parameter) {
                choices.add(parameter.name());
            } else if (choice instanceof Template.Word word) {
                choices.add("'" + word.text() + "'");
            } else {
                choices.add(((Template.Placeholder) choice).name());
            }
        }
        return choices;
    }

    /**
     * Describes what is done to the values.
     *
     * @param template the template of a name
     * @return a clause for each function, with the values to which it is applied
     */
    public static List<String> functions(Template template) {
        Map<Template.Function, List<String>> values = new LinkedHashMap<>();
        for (Template.Part part : template.parts()) {
            if (part instanceof Template.Value value
                    && value.function()
                            .filter(function -> partOf(function).isEmpty())
                            .isPresent()) {
                values.computeIfAbsent(value.function().get(), function -> new ArrayList<>())
                        .add("`{" + String.join(" or ", choices(value)) + "}`");
            }
        }
        List<String> phrases = new ArrayList<>();
        values.forEach((function, names) -> phrases.add(phrase(function, names)));
        return phrases;
    }

    private static String phrase(Template.Function function, List<String> values) {
        boolean one = values.size() == 1;
        return Sentences.list(values, "and")
                + (one ? " stands for " : " stand for ")
                + switch (function) {
                    case LAST_SEGMENT -> "the part after the last slash of " + (one ? "that value" : "those values");
                    case SQS_QUEUE -> "the queue's name, without the rest of its URL";
                    case SQS_ACCOUNT, APS_WORKSPACE ->
                        throw new IllegalStateException("said in the braces: " + function);
                    case FIRST -> "the first element of " + (one ? "that list" : "those lists");
                    case CRON ->
                        (one ? "that value" : "those values")
                                + " without spaces, with `x` for `*`, `Sl` for `/`, `Qm` for `?` and `Cm` for a comma";
                    case LOWER -> (one ? "that value" : "those values") + " in lower case";
                    case TRIM_SLASHES -> (one ? "that value" : "those values") + " without slashes at the ends";
                    case PATH_TAIL -> "the last part of the path of " + (one ? "that value" : "those values");
                    case QUERY_ESCAPE -> (one ? "that value" : "those values") + " escaped as in a URL's query";
                };
    }
}
