package io.github.keda4j.trigger.generator.catalogue;

/** A field of a trigger, other than its metadata, that is not legal for every type. */
public enum CommonField {
    /** How the autoscaler reads the target. */
    METRIC_TYPE("metricType"),
    /** Whether the autoscaler gets the value of the last poll. */
    USE_CACHED_METRICS("useCachedMetrics"),
    /** The authentication to read parameters from. */
    AUTHENTICATION_REF("authenticationRef");

    private final String text;

    CommonField(String text) {
        this.text = text;
    }

    /** {@return the field's name in KEDA} */
    public String text() {
        return text;
    }
}
