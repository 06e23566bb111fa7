package io.github.keda4j.trigger;

/** A metric's name that the catalogue's template cannot say. */
interface JavaMetricName {

    /** The name without the index of the trigger. */
    Template of(Values values);
}
