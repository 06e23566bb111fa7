package io.github.keda4j.validator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/**
 * A mistake at one place in a bundle.
 *
 * @param kind the kind of mistake
 * @param where the pointer to the field
 * @param bundle the bundle with the mistake
 */
record Defect(Kind kind, String where, ExampleBundle bundle) {

    /** A kind of mistake. */
    enum Kind {
        MISSPELT_FIELD,
        MISSPELT_KEY,
        WRONG_TYPE,
        WRONG_WORD,
        REMOVED_FIELD,
        DANGLING_NAME;

        /** Whether each such mistake is reported; others may not be mistakes at all. */
        boolean isAlwaysOne() {
            return this == MISSPELT_FIELD || this == WRONG_TYPE || this == WRONG_WORD;
        }
    }

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final List<JsonNode> VALUES = List.of(
            JSON.arrayNode(), JSON.objectNode(), JSON.numberNode(7), JSON.booleanNode(true), JSON.textNode("seven"));

    private static final Pattern TRIGGER = Pattern.compile("/spec/triggers/\\d+");
    private static final Pattern KEYS =
            Pattern.compile("/spec/triggers/\\d+/metadata|/data|/stringData|.*/(annotations|labels|matchLabels)");

    /**
     * Fields whose values come from a list of words; the kind of a target is not among them, because KEDA scales any
     * kind.
     */
    private static final Pattern WORDS =
            Pattern.compile(".*/(provider|metricType|behavior)|.*/authenticationRef/kind|/spec/triggers/\\d+/type");

    private static final Set<String> NAMES = Set.of("name", "namespace", "key", "kind");

    /** Several places may need the values of an optional part, and each of them is reported. */
    private static final Set<String> OPTIONAL = Set.of(
            "authenticationRef",
            "secretTargetRef",
            "configMapTargetRef",
            "env",
            "podIdentity",
            "advanced",
            "scalingModifiers",
            "formula");

    /** Every mistake in the bundle. */
    static List<Defect> all(ExampleBundle bundle) {
        List<Defect> all = new ArrayList<>();
        for (int i = 0; i < bundle.objects().size(); i++) {
            new Planting(bundle, i, all).in("", bundle.objects().get(i));
        }
        return all;
    }

    /** The mistakes in one object. */
    private record Planting(ExampleBundle bundle, int index, List<Defect> all) {

        void in(String pointer, JsonNode node) {
            if (node instanceof ArrayNode array) {
                for (int i = 0; i < array.size(); i++) {
                    in(pointer + "/" + i, array.get(i));
                }
            } else if (node instanceof ObjectNode map) {
                map.fields().forEachRemaining(entry -> {
                    plant(pointer, entry.getKey(), entry.getValue());
                    in(pointer + "/" + entry.getKey().replace("~", "~0").replace("/", "~1"), entry.getValue());
                });
            }
        }

        private void plant(String pointer, String field, JsonNode value) {
            boolean free = KEYS.matcher(pointer).matches();
            if (isOfKeda() && !free) {
                for (String other : misspellings(field)) {
                    add(Kind.MISSPELT_FIELD, pointer, field, map -> rename(map, field, other));
                }
                if (!OPTIONAL.contains(field)) {
                    add(Kind.REMOVED_FIELD, pointer, field, map -> map.remove(field));
                }
            }
            if (isOfKeda()) {
                for (JsonNode other : VALUES) {
                    // A number in the place of a text may be wrong as a text, too.
                    if (other.getNodeType() != value.getNodeType() && (!free || other.isContainerNode())) {
                        add(Kind.WRONG_TYPE, pointer, field, map -> map.set(field, other));
                    }
                }
                if (free && value.asText().matches("[1-9]\\d{0,5}")) {
                    add(Kind.WRONG_TYPE, pointer, field, map -> map.put(field, Integer.parseInt(value.asText())));
                }
            }
            if (free && !pointer.endsWith("s")) {
                add(Kind.MISSPELT_KEY, pointer, field, map -> rename(map, field, field + "z"));
            }
            if (value.isTextual() && !free) {
                boolean word = WORDS.matcher(pointer + "/" + field).matches();
                if (word && isOfKeda()) {
                    add(Kind.WRONG_WORD, pointer, field, map -> map.put(field, value.asText() + "x"));
                } else if (NAMES.contains(field) && !isNamespaceOfAuthentication(pointer, field)) {
                    add(Kind.DANGLING_NAME, pointer, field, map -> map.put(field, value.asText() + "x"));
                }
            }
        }

        /**
         * Both the objects that refer to it and those that it refers to are reported, because either may be in the
         * wrong namespace.
         */
        private boolean isNamespaceOfAuthentication(String pointer, String field) {
            return bundle.objects().get(index).path("kind").asText().endsWith("TriggerAuthentication")
                    && pointer.equals("/metadata")
                    && field.equals("namespace");
        }

        private boolean isOfKeda() {
            return bundle.objects().get(index).path("apiVersion").asText().startsWith("keda.sh/");
        }

        private void add(Kind kind, String pointer, String field, Consumer<ObjectNode> change) {
            ExampleBundle changed = bundle.copy();
            ObjectNode object = changed.objects().get(index);
            String where = object.path("kind").asText() + pointer + "/" + field;
            change.accept((ObjectNode) object.at(pointer));
            all.add(new Defect(kind, where, changed));
        }
    }

    private static List<String> misspellings(String field) {
        List<String> words = new ArrayList<>(List.of(field + "z", field.toUpperCase(Locale.ROOT)));
        if (field.length() > 3) {
            words.add(field.substring(0, field.length() - 2) + field.charAt(field.length() - 1));
        }
        return words;
    }

    /** Returns the bundle with the mistake in its place. */
    private static void rename(ObjectNode map, String from, String to) {
        Map<String, JsonNode> renamed = new LinkedHashMap<>();
        map.fields()
                .forEachRemaining(
                        entry -> renamed.put(entry.getKey().equals(from) ? to : entry.getKey(), entry.getValue()));
        map.removeAll();
        map.setAll(renamed);
    }

    @Override
    public String toString() {
        return kind + " at " + where + " of " + bundle.name();
    }
}
