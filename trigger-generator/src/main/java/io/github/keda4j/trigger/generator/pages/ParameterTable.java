package io.github.keda4j.trigger.generator.pages;

import io.github.keda4j.trigger.generator.catalogue.EnumValues;
import io.github.keda4j.trigger.generator.catalogue.Parameter;
import io.github.keda4j.trigger.generator.catalogue.Parameter.Alias;
import io.github.keda4j.trigger.generator.catalogue.Release;
import io.github.keda4j.trigger.generator.catalogue.Source;
import io.github.keda4j.trigger.generator.catalogue.TriggerType;
import io.github.keda4j.trigger.generator.catalogue.ValueType;
import io.github.keda4j.trigger.generator.emit.JavaSignature;
import io.github.keda4j.trigger.generator.words.LimitWords;
import io.github.keda4j.trigger.generator.words.OlderWords;
import io.github.keda4j.trigger.generator.words.Sentences;
import java.util.ArrayList;
import java.util.List;

/** Writes the table of a trigger's parameters. */
final class ParameterTable {

    private static final String HEAD = """
            | Parameter | Builder | Java type | Default | Read from | Description |
            |---|---|---|---|---|---|
            """;

    private ParameterTable() {}

    /** The parameters that the latest release still reads, one row each. */
    static String of(TriggerType trigger) {
        StringBuilder table = new StringBuilder(HEAD);
        trigger.parameters().stream()
                .filter(Parameter::isAlive)
                .forEach(parameter -> table.append(row(trigger, parameter)));
        return table.toString();
    }

    private static String row(TriggerType trigger, Parameter parameter) {
        String unit = parameter.unit().map(words -> ", in " + words).orElse("");
        return Markdown.row(
                Markdown.code(parameter.name()),
                String.join(
                        ", ",
                        JavaSignature.names(parameter).stream()
                                .map(Markdown::code)
                                .toList()),
                type(trigger, parameter) + Markdown.escape(unit),
                parameter.required()
                        ? "**required**"
                        : parameter.defaultValue().map(Markdown::code).orElse(""),
                String.join(", ", sources(parameter)),
                String.join(" ", sentences(parameter)));
    }

    private static String type(TriggerType trigger, Parameter parameter) {
        if (!parameter.isAliveIn(Source.METADATA)) {
            return parameter.type().words();
        }
        String type = Markdown.code(JavaSignature.type(trigger, parameter));
        return parameter.type().isSecret() ? type + ", secret" : type;
    }

    private static List<String> sources(Parameter parameter) {
        List<String> words = new ArrayList<>();
        for (Source source : parameter.from()) {
            if (parameter.isAliveIn(source)) {
                words.add(place(source));
            }
        }
        return words;
    }

    private static String place(Source source) {
        return switch (source) {
            case METADATA -> "metadata";
            case ENV -> "environment";
            case AUTH -> "authentication";
        };
    }

    private static List<String> sentences(Parameter parameter) {
        List<String> sentences = new ArrayList<>();
        sentences.add(Markdown.escape(Sentences.of(parameter.description())));
        parameter.type().enumValues().ifPresent(values -> sentences.add(values(parameter, values)));
        if (parameter.type() instanceof ValueType.Items items) {
            addList(items, sentences);
        }
        LimitWords.of(parameter.limits(), parameter.type()).ifPresent(words -> sentences.add(Sentences.of(words)));
        parameter.format().ifPresent(format -> sentences.add(Sentences.of("must be " + format.words())));
        parameter
                .pattern()
                .filter(pattern -> pattern.length() <= 60)
                .ifPresent(pattern -> sentences.add("Must match " + Markdown.code(pattern) + "."));
        for (Alias alias : parameter.aliases()) {
            String since = alias.since()
                    .filter(release -> parameter
                            .lifetime()
                            .since()
                            .map(first -> !first.isSince(release))
                            .orElse(true))
                    .map(release -> " since " + release.text())
                    .orElse("");
            sentences.add("Also read as " + Markdown.code(alias.name()) + since + ".");
        }
        parameter.lifetime().since().ifPresent(since -> sentences.add("Available since KEDA " + since.text() + "."));
        parameter
                .lifetime()
                .removed()
                .ifPresent(removed -> sentences.add("KEDA has refused it in the "
                        + Sentences.list(
                                parameter.lifetime().removedFrom().stream()
                                        .map(ParameterTable::place)
                                        .toList(),
                                "and")
                        + " since KEDA " + removed.text() + "."));
        parameter
                .lifetime()
                .deprecated()
                .ifPresent(words ->
                        sentences.add(Markdown.deprecated(parameter.lifetime().deprecatedSince())
                                + Markdown.escape(Sentences.of(words))));
        sentences.addAll(OlderWords.of(parameter, Markdown::code));
        return sentences;
    }

    private static String values(Parameter parameter, EnumValues values) {
        List<String> words = values.values().stream().map(Markdown::code).toList();
        return (parameter.type() instanceof ValueType.Items
                        ? "One or more of "
                        : words.size() == 2 ? "Either " : "One of ")
                + Sentences.list(words, parameter.type() instanceof ValueType.Items ? "and" : "or")
                + (values.ignoreCase() ? ", in upper or lower case" : "")
                + (values.lenient() ? "; KEDA accepts other values too" : "") + ".";
    }

    private static void addList(ValueType.Items items, List<String> sentences) {
        if (!items.separator().equals(",")) {
            sentences.add("Separated by " + Markdown.code(items.separator()) + ".");
        }
        if (items.ranges()) {
            sentences.add("`1-4` stands for four elements.");
        }
        if (!items.atMostOneOf().isEmpty()) {
            List<String> words =
                    items.atMostOneOf().stream().map(Markdown::code).toList();
            sentences.add("The list may contain at most one of " + Sentences.list(words, "and") + ".");
        }
    }

    /** The parameters that the latest release refuses or ignores, one list item each; empty if there are none. */
    static String past(TriggerType trigger) {
        StringBuilder list = new StringBuilder();
        for (Parameter parameter : trigger.parameters()) {
            if (!parameter.isAlive()) {
                Parameter.Lifetime lifetime = parameter.lifetime();
                String end = lifetime.ignoredSince()
                        .map(release -> "has had no effect since KEDA " + release.text())
                        .orElseGet(() -> "KEDA has refused it since "
                                + lifetime.removed().map(Release::text).orElseThrow());
                list.append("- ")
                        .append(Markdown.code(parameter.name()))
                        .append(": ")
                        .append(end)
                        .append(". ");
                list.append(Markdown.escape(Sentences.of(lifetime.deprecated().orElse(parameter.description()))));
                list.append('\n');
            }
        }
        return list.toString();
    }
}
