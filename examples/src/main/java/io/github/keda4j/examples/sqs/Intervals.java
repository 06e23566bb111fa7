package io.github.keda4j.examples.sqs;

/** How long KEDA and the autoscaler wait, in seconds. */
enum Intervals {

    /** KEDA's and the autoscaler's defaults, which the manifests do not mention. */
    DEFAULTS(30, 300, 15, 300),

    /** Shorter intervals, so that the demo takes less time. */
    SHORT(5, 30, 5, 15);

    private final int polling;
    private final int cooldown;
    private final int sync;
    private final int scaleDownWindow;

    Intervals(int polling, int cooldown, int sync, int scaleDownWindow) {
        this.polling = polling;
        this.cooldown = cooldown;
        this.sync = sync;
        this.scaleDownWindow = scaleDownWindow;
    }

    /** How often KEDA polls. */
    int polling() {
        return polling;
    }

    /** How long KEDA keeps the last replicas when the queue is empty. */
    int cooldown() {
        return cooldown;
    }

    /** How often the autoscaler syncs. */
    int sync() {
        return sync;
    }

    /** How long the autoscaler keeps replicas that it no longer needs. */
    int scaleDownWindow() {
        return scaleDownWindow;
    }
}
