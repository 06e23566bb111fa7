package io.github.keda4j.trigger.generator.words;

import io.github.keda4j.trigger.generator.catalogue.Template;
import java.util.ArrayList;
import java.util.List;

/** Templates as a reader wants to see them: parameters in braces, and what is done to them beside. */
public final class TemplateWords {

    private TemplateWords() {}

    /**
     * The template with parameters in braces.
     *
     * @param template of a name
     * @return such as {@code aws-sqs-{queueURL}}
     */
    public static String pattern(Template template) {
        StringBuilder text = new StringBuilder();
        for (Template.Part part : template.parts()) {
            if (part instanceof Template.Fixed fixed) {
                text.append(fixed.text());
            } else {
                text.append('{')
                        .append(String.join("|", choices((Template.Value) part)))
                        .append('}');
            }
        }
        return text.toString();
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
     * What is done to the values.
     *
     * @param template of a name
     * @return a phrase for each value that does not stay as it is
     */
    public static List<String> functions(Template template) {
        List<String> phrases = new ArrayList<>();
        for (Template.Part part : template.parts()) {
            if (part instanceof Template.Value value && value.function().isPresent()) {
                String subject = "`" + String.join("|", choices(value)) + "`";
                phrases.add(
                        switch (value.function().get()) {
                            case LAST_SEGMENT -> "of " + subject + " what follows its last slash";
                            case FIRST -> "of " + subject + " the first element";
                            case CRON -> subject + " with spaces left out, `x` for `*`, `Sl` for `/` and `Qm` for `?`";
                            case LOWER -> subject + " in lower case";
                            case TRIM_SLASHES -> subject + " without slashes at its ends";
                            case PATH_TAIL -> "of " + subject + " the last part of its path";
                            case QUERY_ESCAPE -> subject + " escaped as in the query of a URL";
                        });
            }
        }
        return phrases;
    }
}
