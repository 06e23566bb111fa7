package io.github.keda4j.trigger.generator.emit;

import io.github.keda4j.trigger.generator.catalogue.Template;
import io.github.keda4j.trigger.generator.catalogue.TriggerType;
import java.util.ArrayList;
import java.util.List;

/** Writes templates as calls: {@code a-{b}} becomes {@code .text("a-").value(B)}. */
final class TemplateCode {

    private final TriggerType trigger;

    TemplateCode(TriggerType trigger) {
        this.trigger = trigger;
    }

    /** Writes a call for each part; placeholders are written as text, in braces. */
    List<String> calls(Template template) {
        List<String> calls = new ArrayList<>();
        StringBuilder text = new StringBuilder();
        for (Template.Part part : template.parts()) {
            if (part instanceof Template.Fixed fixed) {
                text.append(fixed.text());
            } else if (((Template.Value) part).choices().get(0) instanceof Template.Placeholder placeholder) {
                text.append('{').append(placeholder.name()).append('}');
            } else {
                flush(text, calls);
                calls.add(call((Template.Value) part));
            }
        }
        flush(text, calls);
        return calls;
    }

    private static void flush(StringBuilder text, List<String> calls) {
        if (!text.isEmpty()) {
            calls.add(".text(" + Code.literal(text.toString()) + ")");
            text.setLength(0);
        }
    }

    private String call(Template.Value value) {
        String function = value.function().map(Enum::name).orElse("NONE");
        if (value.choices().size() == 1 && value.choices().get(0) instanceof Template.OfParameter parameter) {
            String constant = DefinitionCode.constant(trigger, parameter.name());
            return value.function().isEmpty()
                    ? ".value(" + constant + ")"
                    : ".value(TextFunction." + function + ", " + constant + ")";
        }
        String otherwise = "";
        List<String> arguments = new ArrayList<>();
        for (Template.Choice choice : value.choices()) {
            if (choice instanceof Template.OfParameter parameter) {
                arguments.add(DefinitionCode.constant(trigger, parameter.name()));
            } else if (choice instanceof Template.Word word) {
                otherwise = word.text();
            }
        }
        arguments.add(0, "TextFunction." + function);
        arguments.add(0, Code.literal(otherwise));
        return ".firstOf(" + String.join(", ", arguments) + ")";
    }
}
