package io.github.keda4j.provisioner;

/**
 * Hears how a provisioner gets on, one thing at a time and before it goes on. What it throws is logged and otherwise ignored: a display that
 * fails does not stop an apply halfway.
 *
 * @see Provisioner.Builder#listener
 */
@FunctionalInterface
public interface ProgressListener {

    /**
     * Something happened.
     *
     * @param progress what
     */
    void on(Progress progress);
}
