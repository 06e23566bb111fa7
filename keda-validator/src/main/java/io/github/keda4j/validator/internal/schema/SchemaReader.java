package io.github.keda4j.validator.internal.schema;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads a listing: it has a line for each value, indented by one space more than the enclosing value. {@code .name} is
 * a field, {@code []} the elements of a list, {@code {}} the values of a map. Facts follow, each after two spaces;
 * {@code same as} refers to another path of the same listing.
 */
final class SchemaReader {

    private static final String SAME = "same as ";

    private final Map<String, Schema> byPath = new HashMap<>();
    private final List<Schema> open = new ArrayList<>();
    private final List<String> paths = new ArrayList<>();

    private SchemaReader() {}

    static Schema read(String listing) {
        SchemaReader reader = new SchemaReader();
        for (int start = 0; start < listing.length(); ) {
            int end = listing.indexOf('\n', start);
            end = end < 0 ? listing.length() : end;
            if (end > start && listing.charAt(start) != '#') {
                reader.line(listing, start, end);
            }
            start = end + 1;
        }
        return reader.open.get(0);
    }

    private void line(String listing, int start, int end) {
        int depth = 0;
        while (listing.charAt(start + depth) == ' ') {
            depth++;
        }
        int separator = listing.indexOf("  ", start + depth);
        int nameEnd = separator < 0 || separator > end ? end : separator;
        String name = listing.substring(start + depth, nameEnd);
        String facts = nameEnd == end ? "" : listing.substring(nameEnd + 2, end);
        String path = depth == 0 ? "" : paths.get(depth - 1) + name;
        Schema schema = facts.startsWith(SAME) ? same(facts.substring(SAME.length())) : schema(facts);
        if (depth > 0) {
            attach(open.get(depth - 1), name, schema);
        }
        while (open.size() > depth) {
            open.remove(open.size() - 1);
            paths.remove(paths.size() - 1);
        }
        open.add(schema);
        paths.add(path);
        byPath.put(path, schema);
    }

    private Schema same(String path) {
        Schema schema = byPath.get(path);
        if (schema == null) {
            throw new IllegalStateException("The listing has no path " + path + " before it is referred to.");
        }
        return schema;
    }

    private static void attach(Schema parent, String name, Schema child) {
        switch (name) {
            case "[]" -> parent.items = child;
            case "{}" -> parent.values = child;
            default -> parent.properties.put(name.substring(1), child);
        }
    }

    private static Schema schema(String facts) {
        Schema schema = new Schema();
        for (int start = 0; start < facts.length(); ) {
            int end = facts.indexOf("  ", start);
            end = end < 0 ? facts.length() : end;
            int equals = facts.indexOf('=', start);
            fact(schema, facts.substring(start, equals), facts.substring(equals + 1, end));
            start = end + 2;
        }
        return schema;
    }

    private static void fact(Schema schema, String name, String value) {
        switch (name) {
            case "type" -> schema.type = type(value);
            case "required" -> schema.required = List.of(value.split(","));
            case "enum" -> schema.words = List.of(value.split(",", -1));
            case "minimum" -> schema.minimum = Long.parseLong(value);
            case "maximum" -> schema.maximum = Long.parseLong(value);
            case "minLength" -> schema.minLength = Integer.parseInt(value);
            case "minItems" -> schema.minItems = Integer.parseInt(value);
            case "format" -> schema.format = value;
            case "pattern" -> schema.pattern = value;
            case "default" -> schema.defaultValue = value;
            case "preserveUnknown" -> schema.keepsUnknown = Boolean.parseBoolean(value);
            case "listKeys" -> schema.listKeys = List.of(value.split(","));
            case "set" -> schema.isSet = Boolean.parseBoolean(value);
            case "cel" -> schema.rule = value;
            default -> throw new IllegalStateException("The listing has an unknown fact: " + name + ".");
        }
    }

    private static Schema.Type type(String word) {
        return switch (word) {
            case "object" -> Schema.Type.OBJECT;
            case "array" -> Schema.Type.ARRAY;
            case "string" -> Schema.Type.STRING;
            case "integer" -> Schema.Type.INTEGER;
            case "boolean" -> Schema.Type.BOOLEAN;
            case "int-or-string" -> Schema.Type.INT_OR_STRING;
            default -> throw new IllegalStateException("The listing has an unknown type: " + word + ".");
        };
    }
}
