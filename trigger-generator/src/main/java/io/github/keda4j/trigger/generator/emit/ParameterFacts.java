package io.github.keda4j.trigger.generator.emit;

import io.github.keda4j.trigger.generator.catalogue.EnumValues;
import io.github.keda4j.trigger.generator.catalogue.Parameter;
import io.github.keda4j.trigger.generator.catalogue.Source;
import io.github.keda4j.trigger.generator.catalogue.ValueType;
import io.github.keda4j.trigger.generator.words.LimitWords;
import io.github.keda4j.trigger.generator.words.OlderWords;
import io.github.keda4j.trigger.generator.words.Sentences;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Writes the sentences that Javadoc adds to the description of a parameter. */
final class ParameterFacts {

    private final Parameter parameter;

    ParameterFacts(Parameter parameter) {
        this.parameter = parameter;
    }

    /** The sentences for a setter: name, other sources, limits and releases, if they are worth mentioning. */
    List<String> sentences() {
        List<String> sentences = new ArrayList<>();
        addNames(sentences);
        addSources(sentences);
        addLimits(sentences);
        addSince(sentences);
        return sentences;
    }

    /** The sentences for a getter: name and releases; the limits do not matter because the value has been checked. */
    List<String> ofGetter() {
        List<String> sentences = new ArrayList<>();
        addNames(sentences);
        addSince(sentences);
        return sentences;
    }

    /** The sentences for a parameter of an authentication: everything that a setter's Javadoc would say. */
    List<String> ofAuthentication() {
        List<String> sentences = new ArrayList<>();
        parameter.type().enumValues().ifPresent(values -> {
            boolean some = parameter.type() instanceof ValueType.Items;
            sentences.add((some ? "May contain " : values.values().size() == 2 ? "Either " : "One of ")
                    + Sentences.list(Javadoc.codes(values.values()), some ? "and" : "or") + ".");
        });
        addLimits(sentences);
        parameter.unit().ifPresent(unit -> sentences.add("Measured in " + Javadoc.escape(unit) + "."));
        parameter.defaultValue().ifPresent(text -> sentences.add("The default is " + Javadoc.code(text) + "."));
        addSince(sentences);
        return sentences;
    }

    private void addSince(List<String> sentences) {
        parameter.lifetime().since().ifPresent(since -> sentences.add("Available since KEDA " + since.text() + "."));
        sentences.addAll(OlderWords.of(parameter, Javadoc::code));
    }

    private void addLimits(List<String> sentences) {
        LimitWords.of(parameter.limits(), parameter.type())
                .ifPresent(words -> sentences.add("The value must be " + words + "."));
        parameter
                .pattern()
                .filter(pattern -> pattern.length() <= 60)
                .ifPresent(pattern -> sentences.add("The value must match " + Javadoc.code(pattern) + "."));
        parameter.format().ifPresent(format -> sentences.add("The value must be " + format.words() + "."));
        if (parameter.type() instanceof ValueType.Items items
                && !items.atMostOneOf().isEmpty()) {
            sentences.add("The list may contain at most one of "
                    + Sentences.list(Javadoc.codes(items.atMostOneOf()), "and") + ".");
        }
        parameter
                .type()
                .enumValues()
                .filter(EnumValues::ignoreCase)
                .ifPresent(values -> sentences.add("The value is not case-sensitive."));
    }

    private void addNames(List<String> sentences) {
        if (!parameter.name().equals(parameter.property())
                || !parameter.aliases().isEmpty()) {
            List<String> names = new ArrayList<>(List.of(Javadoc.code(parameter.name())));
            parameter.aliases().forEach(alias -> names.add(Javadoc.code(alias.name())));
            sentences.add("KEDA calls it " + Sentences.list(names, "or") + ".");
        }
    }

    private void addSources(List<String> sentences) {
        boolean env = parameter.isAliveIn(Source.ENV);
        boolean auth = parameter.isAliveIn(Source.AUTH);
        if (parameter.required() || (!env && !auth)) {
            return;
        }
        String where =
                env && auth ? "the environment or an authentication" : env ? "the environment" : "an authentication";
        boolean secret = parameter.type() instanceof ValueType.Text text && text.secret();
        sentences.add(
                "The value may also come from " + where + (secret ? ", which keeps it out of the manifest." : "."));
    }

    /** The description of the setter's argument. */
    String argument() {
        List<String> what = new ArrayList<>(List.of(value()));
        if (parameter.isFamily()) {
            what.add("each key is the part after {@code "
                    + parameter.name().substring(0, parameter.name().length() - 1) + "}");
        }
        if (parameter.defaultValue().isPresent()) {
            what.add("defaults to " + Javadoc.code(parameter.defaultValue().get()));
        } else if (!parameter.required()) {
            what.add("optional");
        }
        return String.join("; ", what);
    }

    private String value() {
        EnumValues values = parameter.type().enumValues().orElse(null);
        if (values != null) {
            boolean some = parameter.type() instanceof ValueType.Items;
            return (some ? "any of " : "") + Sentences.list(Javadoc.codes(values.values()), some ? "and" : "or");
        }
        String unit =
                parameter.unit().map(words -> " in " + Javadoc.escape(words)).orElse("");
        boolean telling =
                parameter.example().isPresent() && parameter.defaultValue().isEmpty() && unit.isEmpty();
        return "the value" + unit
                + (telling ? ", for example " + example(parameter.example().get()) : "");
    }

    /** Formats an example, with each element of a list on its own. */
    private String example(String text) {
        if (!(parameter.type() instanceof ValueType.Items items)) {
            return Javadoc.code(text);
        }
        List<String> elements = Pattern.compile(Pattern.quote(items.separator()))
                .splitAsStream(text)
                .map(String::strip)
                .toList();
        return Sentences.list(Javadoc.codes(elements), "and");
    }
}
