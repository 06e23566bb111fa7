package io.github.keda4j.trigger.generator.reading;

import io.github.keda4j.trigger.generator.catalogue.EnumValues;
import io.github.keda4j.trigger.generator.catalogue.ValueType;
import io.github.keda4j.trigger.generator.catalogue.ValueType.Element;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Reads the attributes that determine the type of a parameter. */
final class TypeReader {

    private static final Set<String> TYPES =
            Set.of("string", "secret", "int", "long", "double", "boolean", "duration", "list", "map", "query", "enum");
    private static final Pattern CLASS = Pattern.compile("[A-Z][A-Za-z0-9]*");

    private final String name;
    private final Fields fields;

    TypeReader(String name, Fields fields) {
        this.name = name;
        this.fields = fields;
    }

    ValueType read() {
        String type = fields.text("type").orElse("string");
        boolean list = type.equals("list");
        Element element = fields.oneOf("element", ParameterReader.named(Element.values(), Element::text))
                .orElse(Element.STRING);
        boolean words = type.equals("enum") || (list && element == Element.ENUM);
        onlyIf(list, "a list", "element", "ranges", "separator", "atMostOneOf");
        onlyIf(words, "an enum or a list of enums", "values", "enumType", "ignoreCase", "lenient", "otherwise");
        if (words && fields.texts("values").isEmpty()) {
            fields.problem("type", name + " is an enum without values");
        }
        return switch (type) {
            case "string" -> new ValueType.Text(false);
            case "secret" -> new ValueType.Text(true);
            case "int" -> new ValueType.Whole(32);
            case "long" -> new ValueType.Whole(64);
            case "double" -> new ValueType.Real();
            case "boolean" -> new ValueType.Flag();
            case "duration" -> new ValueType.Span();
            case "map" -> new ValueType.Pairs();
            case "query" -> new ValueType.Query();
            case "enum" -> new ValueType.Choice(words());
            case "list" -> list(element);
            default -> {
                fields.problem("type", "type of " + name + " is " + type + Problems.suggestion(type, TYPES));
                yield new ValueType.Text(false);
            }
        };
    }

    private ValueType.Items list(Element element) {
        boolean ranges = fields.flag("ranges");
        if (ranges && element != Element.INT) {
            fields.problem(
                    "ranges", name + " has ranges: true, but its elements are not whole numbers; write element: int");
        }
        Optional<EnumValues> values = element == Element.ENUM ? Optional.of(words()) : Optional.empty();
        List<String> exclusive = fields.texts("atMostOneOf");
        for (String word : exclusive) {
            if (values.isPresent() && !values.get().values().contains(word)) {
                fields.problem("atMostOneOf", word + " is not one of the values of " + name);
            }
        }
        if (fields.has("atMostOneOf") && exclusive.size() < 2) {
            fields.problem("atMostOneOf", "atMostOneOf of " + name + " must have at least two words");
        }
        return new ValueType.Items(
                element, values, ranges, fields.text("separator").orElse(","), exclusive);
    }

    private EnumValues words() {
        List<String> values = fields.texts("values");
        Set<String> distinct = new LinkedHashSet<>(values);
        if (distinct.size() < values.size()) {
            fields.problem("values", name + " lists a value twice");
        }
        Optional<String> enumType = fields.text("enumType");
        if (enumType.isPresent() && !CLASS.matcher(enumType.get()).matches()) {
            fields.problem("enumType", enumType.get() + " is not the name of a Java class");
        }
        if (fields.has("otherwise") && !fields.flag("lenient")) {
            fields.problem("otherwise", name + " has 'otherwise', but accepts no other values; write lenient: true");
        }
        return new EnumValues(
                List.copyOf(distinct),
                enumType,
                fields.flag("ignoreCase"),
                fields.flag("lenient"),
                fields.text("otherwise"));
    }

    private void onlyIf(boolean allowed, String what, String... attributes) {
        for (String attribute : attributes) {
            if (!allowed && fields.has(attribute)) {
                fields.problem(attribute, attribute + " applies only to " + what + ", and " + name + " is not one");
            }
        }
    }
}
