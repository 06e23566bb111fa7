package io.github.keda4j.provisioner.internal;

import io.github.keda4j.provisioner.Change;
import java.util.List;
import java.util.Optional;

/**
 * A change that can apply itself, and can check whether the state that it is based on has changed. Applying it twice
 * does no harm.
 */
public interface ExecutableChange extends Change {

    /** {@return the state that the change is based on, and what it writes} */
    Basis basis();

    /**
     * {@return whether the change only rewrites keda4j's own notes in another form, or only waits, so that nobody has to
     * review it}
     */
    default boolean isHousekeeping() {
        return false;
    }

    /** {@return what the caller must be allowed to do in AWS} */
    default List<Permission> permissions() {
        return List.of();
    }

    /** {@return what the caller must be allowed to do in Kubernetes} */
    default List<ObjectPermission> objectPermissions() {
        return List.of();
    }

    /**
     * Waits until whatever blocks the change is gone. Writes nothing.
     *
     * @param clients the clients to read with
     * @throws StuckException if it does not go away
     */
    default void awaitRoom(Clients clients) {}

    /**
     * {@return a description of a change, without the data that it needs to apply itself}
     *
     * @param change the change to describe
     */
    static String inWords(ExecutableChange change) {
        return change.action().symbol() + " " + change.target()
                + (change.details().isEmpty() ? "" : " (" + String.join("; ", change.details()) + ")");
    }

    /**
     * {@return what has changed since the plan, so that the change must not be made; empty if it may be made or has
     * already been made}
     *
     * @param clients the clients to read with
     */
    Optional<String> staleness(Clients clients);

    /**
     * Makes the change, unless it has already been made.
     *
     * @param clients the clients to write with
     * @return whether anything was written; false if the change had already been made
     * @throws StaleException if the state that the change is based on has changed; nothing is written then
     */
    boolean execute(Clients clients);
}
