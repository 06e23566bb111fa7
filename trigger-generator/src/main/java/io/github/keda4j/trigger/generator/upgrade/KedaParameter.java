package io.github.keda4j.trigger.generator.upgrade;

import io.github.keda4j.trigger.generator.catalogue.Source;
import java.util.List;
import java.util.Optional;

/**
 * A parameter as a tagged field in KEDA's source describes it.
 *
 * @param field the struct and the field, as readable text
 * @param names the names that KEDA looks up, in KEDA's order
 * @param kind the field's Go type in the catalogue's words
 * @param from the sources, in KEDA's order
 * @param defaultValue the default
 * @param required whether KEDA refuses a trigger without it
 * @param words the words that KEDA knows
 * @param exclusive the words that exclude each other
 * @param separator the separator between two elements
 * @param refused whether KEDA refuses a trigger with it
 * @param announced whether KEDA has announced its removal
 */
record KedaParameter(
        String field,
        List<String> names,
        Kind kind,
        List<Source> from,
        Optional<String> defaultValue,
        boolean required,
        List<String> words,
        List<String> exclusive,
        String separator,
        boolean refused,
        boolean announced) {

    /** The types of the catalogue, as far as Go distinguishes them. */
    enum Kind {
        STRING("string"),
        INT("int"),
        LONG("long"),
        DOUBLE("double"),
        BOOLEAN("boolean"),
        DURATION("duration"),
        LIST("list"),
        INT_LIST("list with element: int"),
        MAP("map"),
        QUERY("query");

        private final String text;

        Kind(String text) {
            this.text = text;
        }

        String text() {
            return text;
        }
    }

    String name() {
        return names.get(0);
    }
}
