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

/** What Javadoc says about a parameter in addition to its description. */
final class ParameterFacts {

    private final Parameter parameter;

    ParameterFacts(Parameter parameter) {
        this.parameter = parameter;
    }

    /** For a setter: name, other sources, limits and releases, as far as worth mentioning. */
    List<String> sentences() {
        List<String> sentences = new ArrayList<>();
        addNames(sentences);
        addSources(sentences);
        addLimits(sentences);
        addSince(sentences);
        return sentences;
    }

    /** For a getter: name and releases; what was written keeps to the limits. */
    List<String> ofGetter() {
        List<String> sentences = new ArrayList<>();
        addNames(sentences);
        addSince(sentences);
        return sentences;
    }

    /** For a parameter that an authentication gives: everything that a setter's Javadoc would say. */
    List<String> ofAuthentication() {
        List<String> sentences = new ArrayList<>();
        parameter.type().enumValues().ifPresent(values -> {
            boolean some = parameter.type() instanceof ValueType.Items;
            sentences.add((some ? "Some of " : values.values().size() == 2 ? "Either " : "One of ")
                    + Sentences.list(Javadoc.codes(values.values()), some ? "and" : "or") + ".");
        });
        addLimits(sentences);
        parameter.unit().ifPresent(unit -> sentences.add("In " + Javadoc.escape(unit) + "."));
        parameter.defaultValue().ifPresent(text -> sentences.add("Defaults to " + Javadoc.code(text) + "."));
        addSince(sentences);
        return sentences;
    }

    private void addSince(List<String> sentences) {
        parameter.lifetime().since().ifPresent(since -> sentences.add("Since KEDA " + since.text() + "."));
        sentences.addAll(OlderWords.of(parameter, Javadoc::code));
    }

    private void addLimits(List<String> sentences) {
        LimitWords.of(parameter.limits(), parameter.type()).ifPresent(words -> sentences.add("Must be " + words + "."));
        parameter
                .pattern()
                .filter(pattern -> pattern.length() <= 60)
                .ifPresent(pattern -> sentences.add("Must match " + Javadoc.code(pattern) + "."));
        parameter.format().ifPresent(format -> sentences.add("Must be " + format.words() + "."));
        if (parameter.type() instanceof ValueType.Items items
                && !items.atMostOneOf().isEmpty()) {
            sentences.add(
                    "At most one of " + Sentences.list(Javadoc.codes(items.atMostOneOf()), "and") + " may be in it.");
        }
        parameter
                .type()
                .enumValues()
                .filter(EnumValues::ignoreCase)
                .ifPresent(values -> sentences.add("Not case-sensitive."));
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
        sentences.add("May also come from " + where + (secret ? ", which keeps it out of the manifest." : "."));
    }

    /** The description of the setter's argument. */
    String argument() {
        List<String> what = new ArrayList<>(List.of(value()));
        if (parameter.isFamily()) {
            what.add("its keys are what follows {@code "
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
            return (some ? "some of " : "") + Sentences.list(Javadoc.codes(values.values()), some ? "and" : "or");
        }
        String unit =
                parameter.unit().map(words -> " in " + Javadoc.escape(words)).orElse("");
        boolean telling =
                parameter.example().isPresent() && parameter.defaultValue().isEmpty() && unit.isEmpty();
        return "the value" + unit
                + (telling ? ", for example " + example(parameter.example().get()) : "");
    }

    /** Elements of a list stand for themselves. */
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
