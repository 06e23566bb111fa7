package io.github.keda4j.trigger.generator.catalogue;

/** A field of a trigger, other than its metadata, that is not allowed for every type. */
public enum CommonField {
    /** The field that decides how the autoscaler reads the target. */
    METRIC_TYPE("metricType"),
    /** The field that decides whether the autoscaler gets the value of the last poll. */
    USE_CACHED_METRICS("useCachedMetrics"),
    /** The authentication to read parameters from. */
    AUTHENTICATION_REF("authenticationRef");

    private final String text;

    CommonField(String text) {
        this.text = text;
    }

    /** {@return the name of the field in KEDA} */
    public String text() {
        return text;
    }
}
