package io.github.keda4j.trigger.generator.emit;

import io.github.keda4j.trigger.generator.catalogue.Parameter;
import io.github.keda4j.trigger.generator.catalogue.TriggerType;
import io.github.keda4j.trigger.generator.catalogue.ValueType;
import io.github.keda4j.trigger.generator.examples.Example;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** Writes the example of a reference page as Java, with the names of the generated classes. */
public final class JavaExample {

    private static final String INDENT = Code.CONTINUED;

    private final TriggerType trigger;
    private final Example example;

    private JavaExample(TriggerType trigger, Example example) {
        this.trigger = trigger;
        this.example = example;
    }

    /**
     * Writes statements that build the trigger, and its authentication if it has one.
     *
     * @param trigger the type
     * @param example the example of the type
     * @param name the name of the authentication
     * @return lines of Java
     */
    public static String of(TriggerType trigger, Example example, String name) {
        JavaExample java = new JavaExample(trigger, example);
        return java.builder(name) + (example.hasAuthentication() ? "\n" + java.authentication(name) : "");
    }

    private String builder(String name) {
        List<String> calls = new ArrayList<>();
        example.metadata().forEach((parameter, value) -> {
            Parameter described = trigger.parameter(parameter);
            calls.add("." + described.property() + "(" + literal(described, value) + ")");
        });
        for (String parameter : example.fromEnvironment()) {
            calls.add("." + JavaNames.fromEnv(trigger.parameter(parameter)) + "("
                    + Code.literal(Example.variable(parameter)) + ")");
        }
        example.metricType()
                .ifPresent(type -> calls.add(".metricType(MetricTargetType." + JavaNames.constant(type) + ")"));
        if (example.hasAuthentication()) {
            calls.add(".authenticationRef(" + Code.literal(name) + ")");
        }
        calls.add(".build()");
        return statement(trigger.className() + " trigger = " + trigger.className() + ".builder()", calls);
    }

    private String authentication(String name) {
        List<String> calls = new ArrayList<>();
        calls.add(".name(" + Code.literal(name) + ")");
        calls.add(".namespace(\"shop\")");
        example.podIdentity().ifPresent(provider -> calls.add("." + identityMethod(provider) + "()"));
        String secret = trigger.type() + "-secret";
        for (String parameter : example.fromAuthentication()) {
            String constant =
                    trigger.className() + ".AuthParameter." + JavaNames.constant(trigger.parameter(parameter));
            calls.add(".fromSecret(" + constant + ", " + Code.literal(secret) + ", " + Code.literal(parameter) + ")");
        }
        calls.add(".build()");
        return statement("TriggerAuthentication authentication = " + trigger.className() + ".authentication()", calls);
    }

    private static String statement(String head, List<String> calls) {
        return head
                + String.join(
                        "", calls.stream().map(call -> "\n" + INDENT + call).toList()) + ";\n";
    }

    private static String identityMethod(String provider) {
        return switch (provider) {
            case "azure-workload" -> "azureWorkloadIdentity";
            case "gcp" -> "gcpPodIdentity";
            default -> "awsPodIdentity";
        };
    }

    private String literal(Parameter parameter, String value) {
        ValueType type = parameter.type();
        if (type instanceof ValueType.Whole) {
            return value.length() > 9 ? value + "L" : value;
        }
        if (type instanceof ValueType.Real || type instanceof ValueType.Flag) {
            return value;
        }
        if (type instanceof ValueType.Span) {
            return duration(value);
        }
        if (type instanceof ValueType.Choice) {
            return word(parameter, value);
        }
        if (type instanceof ValueType.Items items) {
            List<String> elements = Pattern.compile(Pattern.quote(items.separator()))
                    .splitAsStream(value)
                    .map(String::strip)
                    .map(element -> element(parameter, items, element))
                    .toList();
            return String.join(", ", elements);
        }
        if (type instanceof ValueType.Pairs) {
            return map(value, ",", "");
        }
        return type instanceof ValueType.Query ? map(value, "&", "List.of") : Code.literal(value);
    }

    private String element(Parameter parameter, ValueType.Items items, String element) {
        return switch (items.element()) {
            case STRING -> Code.literal(element);
            case INT -> element;
            case ENUM -> word(parameter, element);
        };
    }

    /** The constant for a word, or a call of {@code of} with the word if KEDA does not know it. */
    private String word(Parameter parameter, String word) {
        String type = String.join(".", ValueCode.enumType(trigger, parameter).simpleNames());
        boolean known = parameter.type().enumValues().orElseThrow().values().contains(word);
        return known ? type + "." + JavaNames.constant(word) : type + ".of(" + Code.literal(word) + ")";
    }

    private static String map(String value, String separator, String valuesIn) {
        List<String> arguments = new ArrayList<>();
        for (String pair : value.split(separator, -1)) {
            int equals = pair.indexOf('=');
            arguments.add(Code.literal(pair.substring(0, equals)));
            String literal = Code.literal(pair.substring(equals + 1));
            arguments.add(valuesIn.isEmpty() ? literal : valuesIn + "(" + literal + ")");
        }
        return "Map.of(" + String.join(", ", arguments) + ")";
    }

    /** Converts a duration with one unit, as in examples: {@code 30s} becomes {@code Duration.ofSeconds(30)}. */
    private static String duration(String value) {
        int digits = 0;
        while (digits < value.length() && Character.isDigit(value.charAt(digits))) {
            digits++;
        }
        String number = value.substring(0, digits);
        return switch (value.substring(digits)) {
            case "h" -> "Duration.ofHours(" + number + ")";
            case "m" -> "Duration.ofMinutes(" + number + ")";
            case "s" -> "Duration.ofSeconds(" + number + ")";
            case "ms", "" -> "Duration.ofMillis(" + number + ")";
            default -> "Duration.parse(" + Code.literal("PT" + value.toUpperCase(Locale.ROOT)) + ")";
        };
    }
}
