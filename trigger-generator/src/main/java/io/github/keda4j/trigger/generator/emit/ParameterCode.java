package io.github.keda4j.trigger.generator.emit;

import com.palantir.javapoet.FieldSpec;
import io.github.keda4j.trigger.generator.catalogue.EnumValues;
import io.github.keda4j.trigger.generator.catalogue.Parameter;
import io.github.keda4j.trigger.generator.catalogue.Parameter.Alias;
import io.github.keda4j.trigger.generator.catalogue.Parameter.Lifetime;
import io.github.keda4j.trigger.generator.catalogue.Parameter.Limits;
import io.github.keda4j.trigger.generator.catalogue.Parameter.Older;
import io.github.keda4j.trigger.generator.catalogue.Release;
import io.github.keda4j.trigger.generator.catalogue.Source;
import io.github.keda4j.trigger.generator.catalogue.ValueType;
import io.github.keda4j.trigger.generator.words.Sentences;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.lang.model.element.Modifier;

/** Generates the constant that describes a parameter: {@code Parameter.longInteger("queueLength").defaultsTo("5")}. */
final class ParameterCode {

    private static final String INDENT = Code.CONTINUED;

    private ParameterCode() {}

    static FieldSpec field(Parameter parameter) {
        String name = JavaNames.constant(parameter);
        int column = "    static final Parameter ".length() + name.length() + " = ".length();
        return FieldSpec.builder(RuntimeTypes.PARAMETER, name, Modifier.STATIC, Modifier.FINAL)
                .initializer(EngineNames.in(Code.chain(column, INDENT, head(parameter, column), calls(parameter))))
                .build();
    }

    private static String head(Parameter parameter, int column) {
        List<String> arguments = new ArrayList<>(List.of(Code.literal(parameter.name())));
        if (parameter.type() instanceof ValueType.Choice choice) {
            arguments.addAll(Code.literals(choice.values().values()));
        }
        String factory = "Parameter." + factory(parameter.type());
        return factory + Code.arguments(column + factory.length(), 4, INDENT, arguments);
    }

    /** The method that creates a parameter of the type. */
    static String factory(ValueType type) {
        if (type instanceof ValueType.Text text) {
            return text.secret() ? "secret" : "string";
        }
        if (type instanceof ValueType.Whole whole) {
            return whole.bits() == 32 ? "integer" : "longInteger";
        }
        if (type instanceof ValueType.Real) {
            return "decimal";
        }
        if (type instanceof ValueType.Flag) {
            return "flag";
        }
        if (type instanceof ValueType.Span) {
            return "duration";
        }
        if (type instanceof ValueType.Choice) {
            return "oneOf";
        }
        if (type instanceof ValueType.Items) {
            return "list";
        }
        return type instanceof ValueType.Pairs ? "map" : "query";
    }

    private static List<String> calls(Parameter parameter) {
        List<String> calls = facts(parameter);
        addLifetime(parameter, calls);
        parameter.older().ifPresent(older -> calls.add(before(older)));
        return calls;
    }

    /** All calls except those that apply to the parameter in every release. */
    private static List<String> facts(Parameter parameter) {
        List<String> calls = new ArrayList<>();
        if (parameter.type() instanceof ValueType.Items items) {
            addList(items, calls);
        }
        parameter.type().enumValues().ifPresent(values -> addWords(values, calls));
        if (parameter.required()) {
            calls.add(".required()");
        }
        addText("defaultsTo", parameter.defaultValue(), calls);
        addLimits(parameter.limits(), calls);
        addText("pattern", parameter.pattern(), calls);
        parameter.format().ifPresent(format -> calls.add(".format(TextFormat." + format.name() + ")"));
        addAliases(parameter.aliases(), calls);
        parameter.readings().forEach(reading -> calls.add("." + reading.text() + "()"));
        if (!parameter.from().equals(List.of(Source.METADATA))) {
            calls.add(".from(" + String.join(", ", sources(parameter.from())) + ")");
        }
        return calls;
    }

    /** Writes {@code .before(KedaVersion.V2_21, Parameter...)}, the form of the parameter in older releases. */
    private static String before(Older older) {
        String indent = INDENT + INDENT;
        int column = 4 + indent.length();
        List<String> calls = facts(older.parameter());
        older.parameter().older().ifPresent(oldest -> calls.add(before(oldest)));
        String parameter = Code.chain(column, indent + INDENT, head(older.parameter(), column), calls);
        return ".before(\n" + indent + version(older.before()) + ",\n" + indent + parameter + ")";
    }

    private static void addList(ValueType.Items items, List<String> calls) {
        switch (items.element()) {
            case STRING -> {}
            case INT -> calls.add(".ofIntegers()");
            case ENUM -> calls.add(".of" + words(items.values().orElseThrow().values()));
        }
        if (items.ranges()) {
            calls.add(".ranges()");
        }
        if (!items.separator().equals(",")) {
            calls.add(".separator(" + Code.literal(items.separator()) + ")");
        }
        if (!items.atMostOneOf().isEmpty()) {
            calls.add(".atMostOneOf" + words(items.atMostOneOf()));
        }
    }

    private static String words(List<String> words) {
        return Code.arguments(30, 4, INDENT + INDENT, Code.literals(words));
    }

    private static void addWords(EnumValues values, List<String> calls) {
        if (values.ignoreCase()) {
            calls.add(".ignoreCase()");
        }
        if (values.lenient()) {
            calls.add(".lenient()");
        }
        addText("otherwise", values.otherwise(), calls);
    }

    private static void addLimits(Limits limits, List<String> calls) {
        addNumber("min", limits.min(), calls);
        addNumber("max", limits.max(), calls);
        addNumber("above", limits.above(), calls);
        addNumber("below", limits.below(), calls);
    }

    private static void addAliases(List<Alias> aliases, List<String> calls) {
        if (!aliases.isEmpty()) {
            List<String> names = aliases.stream().map(Alias::name).toList();
            calls.add(".aliases(" + String.join(", ", Code.literals(names)) + ")");
        }
        for (Alias alias : aliases) {
            alias.since()
                    .ifPresent(since ->
                            calls.add(".aliasSince(" + Code.literal(alias.name()) + ", " + version(since) + ")"));
        }
    }

    private static void addLifetime(Parameter parameter, List<String> calls) {
        Lifetime lifetime = parameter.lifetime();
        lifetime.since().ifPresent(since -> calls.add(".since(" + version(since) + ")"));
        addText("deprecated", lifetime.deprecated().map(Sentences::of), calls);
        lifetime.deprecatedSince().ifPresent(since -> calls.add(".deprecatedSince(" + version(since) + ")"));
        lifetime.removed().ifPresent(removed -> {
            List<String> arguments = new ArrayList<>(List.of(version(removed)));
            if (!lifetime.removedFrom().containsAll(parameter.from())) {
                arguments.addAll(sources(lifetime.removedFrom()));
            }
            calls.add(".removed(" + String.join(", ", arguments) + ")");
        });
        lifetime.ignoredSince().ifPresent(since -> calls.add(".ignoredSince(" + version(since) + ")"));
        if (!lifetime.formerly().isEmpty()) {
            calls.add(".formerly(" + String.join(", ", Code.literals(lifetime.formerly())) + ")");
        }
    }

    private static void addText(String call, Optional<String> text, List<String> calls) {
        text.ifPresent(
                value -> calls.add("." + call + "(" + Code.string(call.length() + 14, INDENT + INDENT, value) + ")"));
    }

    private static void addNumber(String call, Optional<String> number, List<String> calls) {
        number.ifPresent(value -> calls.add("." + call + "(" + number(value) + ")"));
    }

    /** A literal that is a double in Java, or that Java widens to one. */
    static String number(String text) {
        boolean isInt = text.length() < 10 && text.indexOf('.') < 0 && text.indexOf('e') < 0 && text.indexOf('E') < 0;
        return isInt ? text : text + "d";
    }

    static String version(Release release) {
        return "KedaVersion." + release.name();
    }

    private static List<String> sources(List<Source> sources) {
        return sources.stream()
                .map(source -> "ParameterSource." + source.name())
                .toList();
    }
}
