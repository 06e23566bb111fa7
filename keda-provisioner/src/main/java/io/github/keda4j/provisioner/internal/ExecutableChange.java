package io.github.keda4j.provisioner.internal;

import io.github.keda4j.provisioner.Change;

/** A change that knows how to make itself. Making it twice does no harm. */
public interface ExecutableChange extends Change {

    /**
     * Makes the change.
     *
     * @param clients what to write with
     */
    void execute(Clients clients);
}
