package io.github.keda4j.provisioner.internal;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Applies an object, if it is still as the plan found it.
 *
 * @param action what happens
 * @param target its name in the plan
 * @param details what differs
 * @param object the object as described
 * @param configuration the applied configuration
 * @param scaledByKeda whether KEDA owns its replicas
 * @param force whether fields that others own are taken over
 * @param seen what the plan found; empty if it found nothing
 */
record ObjectWrite(
        Action action,
        String target,
        List<String> details,
        HasMetadata object,
        ObjectNode configuration,
        boolean scaledByKeda,
        boolean force,
        Optional<LiveObject> seen)
        implements ExecutableChange {

    private static final int ATTEMPTS = 5;

    ObjectWrite {
        List<String> words = details.stream().map(ObjectWrite::inWords).toList();
        details = orAll(words);
    }

    /** The differences without those of keda4j's own records; all of them if nothing else differs. */
    static List<String> orAll(List<String> differences) {
        List<String> telling = ofTheObject(differences);
        return telling.isEmpty() ? differences : telling;
    }

    /** The differences, except the one in keda4j's own record. */
    private static List<String> ofTheObject(List<String> differences) {
        return differences.stream()
                .filter(line -> !line.contains(Owner.DESCRIBED_ANNOTATION) && !line.contains(Owner.ADOPTED_ANNOTATION))
                .toList();
    }

    /** The differences without those of keda4j's records and of the labels of stacks. */
    static List<String> withoutMarks(List<String> differences) {
        return ofTheObject(differences).stream()
                .filter(line -> line.equals(inWords(line)))
                .toList();
    }

    private static String inWords(String difference) {
        String labels = "metadata.labels.";
        int end = difference.lastIndexOf(": ");
        return end > 0
                        && difference.startsWith(labels)
                        && Owner.isOwnerLabel(difference.substring(labels.length(), end))
                ? Owner.names(Set.of(difference.substring(labels.length(), end)))
                        + (difference.endsWith("(absent)") ? " no longer needs it" : " needs it too")
                : difference;
    }

    @Override
    public String toString() {
        return ExecutableChange.inWords(this);
    }

    @Override
    public List<ObjectPermission> objectPermissions() {
        ObjectPermission patch = ObjectPermission.of("patch", object);
        return seen.isPresent() ? List.of(patch) : List.of(ObjectPermission.of("create", object), patch);
    }

    @Override
    public Basis basis() {
        return new Basis(
                seen.map(LiveObject::uid).orElse(null),
                seen.map(live -> Trees.shown(Trees.settled(live.tree(), scaledByKeda)))
                        .orElse(null),
                (force ? "by force " : "") + Trees.shown(configuration));
    }

    @Override
    public Optional<String> staleness(Clients clients) {
        Cluster cluster = new Cluster(clients);
        return staleness(cluster, live(cluster));
    }

    private Optional<LiveObject> live(Cluster cluster) {
        return cluster.get(object).map(LiveObject::new);
    }

    private Optional<String> staleness(Cluster cluster, Optional<LiveObject> live) {
        return mismatch(live).filter(change -> live.isEmpty() || !isMade(cluster, live.get()));
    }

    /** How the object differs from what the plan found. */
    private Optional<String> mismatch(Optional<LiveObject> live) {
        if (seen.isEmpty()) {
            return live.filter(found -> !found.isTerminating())
                    .map(found -> target + " was created by somebody else since the plan.");
        }
        if (live.isEmpty()) {
            return Optional.of(target + " was deleted since the plan.");
        }
        if (live.get().isTerminating()) {
            return Optional.of(target + " has been marked for deletion since the plan.");
        }
        if (!live.get().uid().equals(seen.get().uid())) {
            return Optional.of(target + " was recreated since the plan.");
        }
        List<String> changes = Trees.differences(
                Trees.settled(seen.get().tree(), scaledByKeda),
                Trees.settled(live.get().tree(), scaledByKeda));
        return changes.isEmpty()
                ? Optional.empty()
                : Optional.of(target + " has changed since the plan: " + String.join("; ", orAll(changes)));
    }

    /** Whether applying would change nothing. */
    private boolean isMade(Cluster cluster, LiveObject live) {
        if (live.owners().isEmpty() || live.isTerminating()) {
            return false;
        }
        try {
            ObjectNode outcome = cluster.apply(object, current(live), false, true);
            return Trees.differences(Trees.described(live.tree()), Trees.described(outcome))
                    .isEmpty();
        } catch (KubernetesClientException refused) {
            return false;
        }
    }

    /**
     * Keeps replicas that somebody has set in the meantime, and the labels of all stacks that share the object by
     * now.
     */
    private ObjectNode current(LiveObject live) {
        ObjectNode current = configuration.deepCopy();
        Set<String> before = seen.map(LiveObject::owners).orElse(Set.of());
        live.owners().stream()
                .filter(label -> !before.contains(label))
                .forEach(label -> current.withObjectProperty("metadata")
                        .withObjectProperty("labels")
                        .put(label, ""));
        if (scaledByKeda && current.get("spec") instanceof ObjectNode spec) {
            spec.remove("replicas");
            if (live.replicasAreOurs()) {
                spec.set("replicas", live.tree().at("/spec/replicas"));
            }
        }
        return current;
    }

    @Override
    public void awaitRoom(Clients clients) {
        if (action == Action.REPLACE) {
            room(clients, new Cluster(clients));
        }
    }

    /** Reads the existing object. If it is being deleted, this first waits until it is gone. */
    private Optional<LiveObject> room(Clients clients, Cluster cluster) {
        Optional<LiveObject> live = live(cluster);
        if (seen.isPresent() || live.isEmpty() || !live.get().isTerminating()) {
            return live;
        }
        String uid = live.get().uid();
        Termination.awaitEnd(
                clients,
                target,
                live.get(),
                () -> live(cluster).filter(found -> found.uid().equals(uid)));
        return live(cluster);
    }

    @Override
    public boolean execute(Clients clients) {
        Cluster cluster = new Cluster(clients);
        for (int attempt = 1; ; attempt++) {
            Optional<LiveObject> live = room(clients, cluster);
            Optional<String> mismatch = mismatch(live);
            if (mismatch.isPresent()) {
                if (live.isPresent() && isMade(cluster, live.get())) {
                    return false;
                }
                throw new StaleException(mismatch.get());
            }
            try {
                write(cluster, live);
                return true;
            } catch (KubernetesClientException refused) {
                if (!Cluster.fieldConflicts(refused).isEmpty()) {
                    throw new StaleException(
                            target + " has fields of other owners since the plan: " + Cluster.message(refused));
                }
                if (!Cluster.isOutrun(refused) || attempt >= ATTEMPTS) {
                    throw refused;
                }
            }
        }
    }

    private void write(Cluster cluster, Optional<LiveObject> live) {
        ObjectNode body = live.isPresent() ? current(live.get()) : configuration.deepCopy();
        live.ifPresent(found -> body.withObjectProperty("metadata")
                .set("resourceVersion", found.tree().at("/metadata/resourceVersion")));
        LiveObject written = new LiveObject(cluster.apply(object, body, force, false));
        boolean created = live.isEmpty();
        if (created && !written.otherManagers().isEmpty()) {
            // Somebody created it between the last read and the apply.
            String owner = written.foreignOwner();
            cluster.release(
                    object,
                    written.tree(),
                    List.copyOf(written.owners()),
                    List.of(Owner.DESCRIBED_ANNOTATION, Owner.ADOPTED_ANNOTATION),
                    true);
            throw new StaleException(target + " was created by " + owner + " since the plan.");
        }
    }
}
