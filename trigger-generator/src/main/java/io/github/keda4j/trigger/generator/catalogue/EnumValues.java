package io.github.keda4j.trigger.generator.catalogue;

import java.util.List;
import java.util.Optional;

/**
 * The words that KEDA knows for a value.
 *
 * @param values the words, in the catalogue's order
 * @param enumType name of the Java type that several triggers share; empty for one that belongs to the trigger
 * @param ignoreCase whether case is ignored
 * @param lenient whether other words are accepted
 * @param otherwise how KEDA treats other words
 */
public record EnumValues(
        List<String> values,
        Optional<String> enumType,
        boolean ignoreCase,
        boolean lenient,
        Optional<String> otherwise) {

    /**
     * Copies the list.
     *
     * @param values the words, in the catalogue's order
     * @param enumType name of the Java type that several triggers share
     * @param ignoreCase whether case is ignored
     * @param lenient whether other words are accepted
     * @param otherwise how KEDA treats other words
     */
    public EnumValues {
        values = List.copyOf(values);
    }
}
