package io.github.keda4j.trigger.generator.catalogue;

import java.util.List;
import java.util.Optional;

/** How KEDA names the external metric of a trigger, after {@code s0-}. */
public sealed interface MetricName {

    /** KEDA makes no external metric. */
    record None() implements MetricName {}

    /** It is unknown until KEDA runs. */
    record Unknown() implements MetricName {}

    /**
     * The first of several names whose condition holds.
     *
     * @param variants one or more
     */
    record Names(List<Variant> variants) implements MetricName {}

    /**
     * A name and when it is that.
     *
     * @param when empty for always
     * @param name the template
     */
    record Variant(Optional<Condition> when, Template name) {}

    /**
     * A class says so.
     *
     * @param name as in the catalogue
     * @param words its description for readers
     */
    record JavaClass(String name, String words) implements MetricName {}
}
