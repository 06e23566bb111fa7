package io.github.keda4j.trigger.generator.catalogue;

import java.util.List;
import java.util.Optional;

/** How KEDA names the external metric of a trigger, without the prefix {@code s0-}. */
public sealed interface MetricName {

    /** KEDA makes no external metric. */
    record None() implements MetricName {}

    /** The name is unknown until KEDA runs. */
    record Unknown() implements MetricName {}

    /**
     * The first of several names for which the condition holds.
     *
     * @param variants one or more names
     */
    record Names(List<Variant> variants) implements MetricName {}

    /**
     * A name and its condition.
     *
     * @param when the condition; empty if it always applies
     * @param name the template
     */
    record Variant(Optional<Condition> when, Template name) {}

    /**
     * A Java class determines the name.
     *
     * @param name the name of the class, as in the catalogue
     * @param words its description for readers
     */
    record JavaClass(String name, String words) implements MetricName {}
}
