package io.github.keda4j.simulator;

/** A release of KEDA whose scaling differs from that of other releases. */
public enum KedaRelease {
    /** KEDA 2.20: the operator reads every trigger at every polling interval. */
    V2_20("2.20"),

    /**
     * KEDA 2.21: with a minimum above 0, no idle replicas, no cached metrics and no formula, the operator reads no
     * trigger and uses the values that the autoscaler read last; if the workload cannot be scaled, the ScaledObject is
     * not ready.
     */
    V2_21("2.21");

    private final String text;

    KedaRelease(String text) {
        this.text = text;
    }

    boolean isSince(KedaRelease other) {
        return compareTo(other) >= 0;
    }

    /** {@return the version, such as {@code 2.20}} */
    @Override
    public String toString() {
        return text;
    }
}
