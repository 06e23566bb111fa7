package io.github.keda4j.trigger.generator.catalogue;

import java.util.List;
import java.util.Optional;

/**
 * The words that KEDA knows for a value.
 *
 * @param values in the catalogue's order
 * @param enumType name of the Java type that several triggers share; empty for one that belongs to the trigger
 * @param ignoreCase whether other case is accepted
 * @param lenient whether other words are accepted
 * @param otherwise what KEDA makes of them
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
     * @param values in the catalogue's order
     * @param enumType name of the Java type that several triggers share
     * @param ignoreCase whether other case is accepted
     * @param lenient whether other words are accepted
     * @param otherwise what KEDA makes of them
     */
    public EnumValues {
        values = List.copyOf(values);
    }
}
