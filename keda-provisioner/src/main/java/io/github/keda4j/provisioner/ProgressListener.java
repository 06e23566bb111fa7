package io.github.keda4j.provisioner;

/**
 * Receives the progress of a provisioner, one event at a time, before the provisioner continues. An exception from it
 * is logged and otherwise ignored: a display that fails does not stop an apply halfway.
 *
 * @see Provisioner.Builder#listener
 */
@FunctionalInterface
public interface ProgressListener {

    /**
     * Receives an event.
     *
     * @param progress the event
     */
    void on(Progress progress);
}
