package io.github.keda4j.provisioner.internal;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.net.HttpURLConnection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Removes an object that keda4j made, or only keda4j's marks on it if others need it or it was adopted. The owners are
 * read again right before the removal.
 *
 * @param target its name in the plan
 * @param object the object
 * @param seen what the plan found
 * @param leaving the labels of the leaving owners
 * @param goes whether the object itself is removed
 */
record ObjectLeave(String target, HasMetadata object, LiveObject seen, Set<String> leaving, boolean goes)
        implements ExecutableChange {

    private static final int ATTEMPTS = 5;

    @Override
    public Action action() {
        return goes ? Action.DELETE : Action.RELEASE;
    }

    @Override
    public List<String> details() {
        if (!goes) {
            return List.of("without " + Owner.names(going(seen)));
        }
        return seen.isTerminating()
                ? List.of("it has been " + new Termination(target, seen.tree()).facts()
                        + "; the removal waits until it is gone")
                : List.of("no stack needs it any longer");
    }

    /** If somebody else or an earlier run has deleted the object, this only waits. */
    @Override
    public boolean isHousekeeping() {
        return goes && seen.isTerminating();
    }

    @Override
    public List<ObjectPermission> objectPermissions() {
        if (seen.isTerminating()) {
            return List.of();
        }
        return List.of(ObjectPermission.of(goes ? "delete" : "patch", object));
    }

    @Override
    public String toString() {
        return ExecutableChange.inWords(this);
    }

    @Override
    public Basis basis() {
        String after = goes ? null : "without " + String.join(" ", going(seen));
        return new Basis(seen.uid(), Trees.shown(Trees.settled(withoutOwners(seen), true)), after);
    }

    private Set<String> going(LiveObject live) {
        Set<String> going = new TreeSet<>(live.owners());
        going.retainAll(leaving);
        return going;
    }

    @Override
    public Optional<String> staleness(Clients clients) {
        return new Cluster(clients).get(object).map(LiveObject::new).flatMap(this::staleness);
    }

    private Optional<String> staleness(LiveObject live) {
        if (!live.uid().equals(seen.uid())) {
            return Optional.of(target + " was recreated since the plan.");
        }
        if (live.isTerminating() || !goes) {
            return Optional.empty();
        }
        List<String> changes =
                Trees.differences(Trees.settled(withoutOwners(seen), true), Trees.settled(withoutOwners(live), true));
        return changes.isEmpty()
                ? Optional.empty()
                : Optional.of(target + " has changed since the plan: " + String.join("; ", ObjectWrite.orAll(changes)));
    }

    /** Leaves out the owners, which may change in the meantime and are checked separately. */
    private static ObjectNode withoutOwners(LiveObject live) {
        ObjectNode copy = live.tree().deepCopy();
        if (copy.at("/metadata/labels") instanceof ObjectNode labels) {
            labels.remove(live.owners());
        }
        return copy;
    }

    @Override
    public boolean execute(Clients clients) {
        Cluster cluster = new Cluster(clients);
        boolean writes;
        for (int attempt = 1; ; attempt++) {
            Optional<LiveObject> found = cluster.get(object).map(LiveObject::new);
            if (found.isEmpty()) {
                return false;
            }
            LiveObject live = found.get();
            staleness(live).ifPresent(change -> {
                throw new StaleException(change);
            });
            writes = !live.isTerminating();
            try {
                leave(cluster, live);
                break;
            } catch (KubernetesClientException refused) {
                if (refused.getCode() == HttpURLConnection.HTTP_NOT_FOUND) {
                    return false;
                }
                if (!Cluster.isOutrun(refused) || attempt >= ATTEMPTS) {
                    throw refused;
                }
            }
        }
        if (goes) {
            awaitEnd(clients, cluster);
        }
        return writes;
    }

    private void leave(Cluster cluster, LiveObject live) {
        Set<String> others = new TreeSet<>(live.owners());
        others.removeAll(leaving);
        if (live.isTerminating()) {
            return;
        }
        if (goes && others.isEmpty()) {
            cluster.delete(object, live.tree());
        } else if (others.isEmpty()) {
            cluster.release(
                    object,
                    live.tree(),
                    List.copyOf(going(live)),
                    List.of(Owner.DESCRIBED_ANNOTATION, Owner.ADOPTED_ANNOTATION),
                    true);
        } else if (!going(live).isEmpty()) {
            cluster.release(object, live.tree(), List.copyOf(going(live)), List.of(), false);
        }
    }

    /** Waits until the object is gone: KEDA's finalizer first restores the replicas of the scale target. */
    private void awaitEnd(Clients clients, Cluster cluster) {
        Termination.awaitEnd(
                clients,
                target,
                seen,
                () -> cluster.get(object)
                        .map(LiveObject::new)
                        .filter(found -> found.uid().equals(seen.uid()) && found.isTerminating()));
    }
}
