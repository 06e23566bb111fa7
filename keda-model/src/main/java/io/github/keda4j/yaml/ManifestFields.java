package io.github.keda4j.yaml;

/** Which fields of an object become part of its manifest. */
public enum ManifestFields {

    /**
     * The fields that a person would write: everything except {@code status} and what the API server sets in {@code
     * metadata} ({@code creationTimestamp}, {@code deletionGracePeriodSeconds}, {@code deletionTimestamp}, {@code
     * generation}, {@code managedFields}, {@code resourceVersion}, {@code selfLink}, {@code uid}).
     */
    AUTHORED,

    /** All fields that are set. */
    ALL
}
