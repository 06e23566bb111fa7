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

/** What Javadoc says of a parameter beside its description. */
final class ParameterFacts {

    private final Parameter parameter;

    ParameterFacts(Parameter parameter) {
        this.parameter = parameter;
    }

    /** For a setter: name, other sources, limits and releases, as far as they are worth a word. */
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

    /** For what an authentication gives: all that a setter says elsewhere. */
    List<String> ofAuthentication() {
        List<String> sentences = new ArrayList<>();
        parameter.type().enumValues().ifPresent(values -> {
            boolean some = parameter.type() instanceof ValueType.Items;
            sentences.add(
                    (some ? "Some of " : "One of ") + Sentences.list(Javadoc.codes(values.values()), "and") + ".");
        });
        addLimits(sentences);
        parameter.unit().ifPresent(unit -> sentences.add("In " + Javadoc.escape(unit) + "."));
        parameter.defaultValue().ifPresent(text -> sentences.add("If it is not given, " + Javadoc.code(text) + "."));
        addSince(sentences);
        return sentences;
    }

    private void addSince(List<String> sentences) {
        parameter.lifetime().since().ifPresent(since -> sentences.add("Since KEDA " + since.text() + "."));
        sentences.addAll(OlderWords.of(parameter, Javadoc::code));
    }

    private void addLimits(List<String> sentences) {
        LimitWords.of(parameter.limits(), parameter.type()).ifPresent(words -> sentences.add(Sentences.of(words)));
        parameter
                .pattern()
                .filter(pattern -> pattern.length() <= 60)
                .ifPresent(pattern -> sentences.add("Has to match " + Javadoc.code(pattern) + "."));
        parameter.format().ifPresent(format -> sentences.add("Has to be " + format.words() + "."));
        if (parameter.type() instanceof ValueType.Items items
                && !items.atMostOneOf().isEmpty()) {
            sentences.add("At most one of " + Sentences.list(Javadoc.codes(items.atMostOneOf()), "and") + ".");
        }
        parameter
                .type()
                .enumValues()
                .filter(EnumValues::ignoreCase)
                .ifPresent(values -> sentences.add("KEDA makes no difference between upper and lower case."));
    }

    private void addNames(List<String> sentences) {
        if (!parameter.name().equals(parameter.property())
                || !parameter.aliases().isEmpty()) {
            List<String> names = new ArrayList<>(List.of(Javadoc.code(parameter.name())));
            parameter.aliases().forEach(alias -> names.add(Javadoc.code(alias.name())));
            sentences.add("KEDA's name: " + String.join(", or ", names) + ".");
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
        sentences.add("May come from " + where + " as well" + (secret ? ", which keeps it out of the manifest." : "."));
    }

    /** What the setter's argument is. */
    String argument() {
        List<String> what = new ArrayList<>();
        parameter.type().enumValues().ifPresent(values -> {
            boolean some = parameter.type() instanceof ValueType.Items;
            List<String> words = Javadoc.codes(values.values());
            what.add((some ? "some of " : "") + Sentences.list(words, some ? "and" : "or"));
        });
        parameter.unit().ifPresent(unit -> what.add("in " + Javadoc.escape(unit)));
        if (parameter.isFamily()) {
            what.add("by what follows {@code "
                    + parameter.name().substring(0, parameter.name().length() - 1) + "}");
        }
        if (parameter.defaultValue().isPresent()) {
            what.add(Javadoc.code(parameter.defaultValue().get()) + " where it is not set");
        } else if (parameter.example().isPresent() && what.isEmpty()) {
            what.add("such as " + example(parameter.example().get()));
        }
        if (what.isEmpty()) {
            return parameter.required() ? "the value" : "none where it is not set";
        }
        return String.join("; ", what);
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
