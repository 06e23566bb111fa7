package io.github.keda4j.trigger.generator.reading;

import io.github.keda4j.trigger.generator.catalogue.Parameter;
import io.github.keda4j.trigger.generator.catalogue.Template;
import io.github.keda4j.trigger.generator.catalogue.Template.Function;
import io.github.keda4j.trigger.generator.reading.Tokens.BadCondition;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Parses {@code text-{parameter|other|'word':function}}. */
final class TemplateParser {

    private TemplateParser() {}

    /**
     * Parses a template over the given parameters, which are listed by KEDA's main name, and the given literal words.
     */
    static Template parse(String text, Map<String, Parameter> parameters, Set<String> placeholders)
            throws BadCondition {
        List<Template.Part> parts = new ArrayList<>();
        int at = 0;
        while (at < text.length()) {
            int open = text.indexOf('{', at);
            String fixed = text.substring(at, open < 0 ? text.length() : open);
            if (fixed.indexOf('}') >= 0) {
                throw new BadCondition("a } has no matching { in " + text);
            }
            if (!fixed.isEmpty()) {
                parts.add(new Template.Fixed(fixed));
            }
            if (open < 0) {
                break;
            }
            int close = text.indexOf('}', open);
            if (close < 0) {
                throw new BadCondition("a { has no matching } in " + text);
            }
            parts.add(value(text.substring(open + 1, close), parameters, placeholders));
            at = close + 1;
        }
        return new Template(List.copyOf(parts));
    }

    private static Template.Value value(String text, Map<String, Parameter> parameters, Set<String> placeholders)
            throws BadCondition {
        int colon = text.lastIndexOf(':');
        boolean hasFunction = colon > text.lastIndexOf('\'');
        Optional<Function> function = hasFunction ? Optional.of(function(text.substring(colon + 1))) : Optional.empty();
        List<Template.Choice> choices = new ArrayList<>();
        for (String choice : (hasFunction ? text.substring(0, colon) : text).split("\\|", -1)) {
            choices.add(choice(choice, parameters, placeholders));
        }
        return new Template.Value(List.copyOf(choices), function);
    }

    private static Template.Choice choice(String text, Map<String, Parameter> parameters, Set<String> placeholders)
            throws BadCondition {
        if (text.length() >= 2 && text.startsWith("'") && text.endsWith("'")) {
            return new Template.Word(text.substring(1, text.length() - 1));
        }
        if (parameters.containsKey(text)) {
            return new Template.OfParameter(text);
        }
        if (placeholders.contains(text)) {
            return new Template.Placeholder(text);
        }
        Set<String> known = new TreeSet<>(parameters.keySet());
        known.addAll(placeholders);
        throw new BadCondition("unknown parameter " + text + Problems.suggestion(text, known));
    }

    private static Function function(String text) throws BadCondition {
        Set<String> known = new TreeSet<>();
        for (Function function : Function.values()) {
            if (function.text().equals(text)) {
                return function;
            }
            known.add(function.text());
        }
        throw new BadCondition("unknown function " + text + Problems.suggestion(text, known));
    }
}
