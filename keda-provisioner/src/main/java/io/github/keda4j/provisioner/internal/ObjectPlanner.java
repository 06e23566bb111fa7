package io.github.keda4j.provisioner.internal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.github.keda4j.keda.v1alpha1.ScaledObject;
import io.github.keda4j.keda.v1alpha1.TriggerAuthentication;
import io.github.keda4j.provisioner.Change.Action;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Compares the objects that stacks describe with what the API server has, by applying them as a dry run: fields that
 * the server defaults, drops or rewrites then do not count as differences, and everything that it would refuse is
 * known before the first write.
 */
public final class ObjectPlanner {

    /** The kinds that stacks have, in the order in which they are removed. */
    private static final List<Class<? extends HasMetadata>> KINDS = List.of(
            ScaledObject.class, TriggerAuthentication.class, Deployment.class, StatefulSet.class, ServiceAccount.class);

    private static final int DIGITS = 16;

    private final Cluster cluster;
    private final ObjectTrial trials;
    /** The labels of the planned stacks, by namespace: in another namespace, a label names another stack. */
    private final Map<String, Set<String>> concerned = new TreeMap<>();

    private final ObjectInventory inventory;
    private final Draft draft;
    private final Set<String> secrets;
    private final Set<String> described;
    private final Set<String> referenced;
    private final Set<String> left = new HashSet<>();

    /**
     * Creates a planner, which reads objects and applies them as a dry run.
     *
     * @param clients the clients to read with
     * @param draft receives the planned changes
     * @param secrets receives the values that must not be shown
     * @param described the objects that stay, by target
     * @param referenced the objects that the stacks need, whoever describes them, by target
     */
    public ObjectPlanner(
            Clients clients, Draft draft, Set<String> secrets, Set<String> described, Set<String> referenced) {
        this.cluster = new Cluster(clients);
        this.inventory = new ObjectInventory(clients, cluster, draft.concerned());
        this.draft = draft;
        this.trials = new ObjectTrial(cluster, draft);
        draft.concerned()
                .forEach(owner -> concerned
                        .computeIfAbsent(owner.namespace(), namespace -> new TreeSet<>())
                        .add(owner.labelKey()));
        this.secrets = secrets;
        this.described = Set.copyOf(described);
        this.referenced = Set.copyOf(referenced);
    }

    /**
     * Plans to make an object as described.
     *
     * @param desired the object
     * @param scaledByKeda whether KEDA owns its {@code spec.replicas}, which then matters only on creation
     * @param owners who describes it
     */
    public void plan(HasMetadata desired, boolean scaledByKeda, Set<Owner> owners) {
        ObjectNode described = cluster.tree(desired);
        described.remove("status");
        KedaForm.apply(described);
        secrets.addAll(Trees.secrets(described));
        Optional<LiveObject> live = inventory.get(desired).map(LiveObject::new);
        live.ifPresent(found -> secrets.addAll(Trees.secrets(found.tree())));
        String target = Cluster.target(desired);
        draft.describes(target);
        if (live.isEmpty() || live.get().isTerminating()) {
            create(desired, described, scaledByKeda, owners, live);
            return;
        }
        LiveObject found = live.get();
        boolean adopts = draft.mayAdopt(target);
        if (!found.isOurs() && !adopts) {
            draft.refuseForeign(
                    target, found.foreignOwner(), "Give it another name, or call adopt(\"" + target + "\").");
            return;
        }
        ObjectNode configuration = configuration(described, owners, found);
        keepReplicas(configuration, scaledByKeda, found);
        KedaForm.keepQuantities(configuration, found.tree());
        if (LastApply.hasAll(found.tree(), configuration)) {
            return;
        }
        Optional<ObjectTrial.Outcome> trial = trials.attempt(desired, configuration, adopts, found);
        if (trial.isEmpty()) {
            return;
        }
        List<String> differences = Trees.differences(
                Trees.described(found.tree()), Trees.described(trial.get().object()));
        if (differences.isEmpty()) {
            return;
        }
        Set<String> others = new TreeSet<>(found.owners());
        others.removeAll(concernedIn(desired));
        String hash = hash(described);
        if (!others.isEmpty() && !adopts && !found.described().equals(hash)) {
            draft.refuseShared(
                    target,
                    others,
                    ObjectWrite.withoutMarks(differences),
                    "Describe it in the same way",
                    renamed(others));
            return;
        }
        List<String> details = new ArrayList<>(differences);
        if (restartsPods(desired, configuration, differences)) {
            details.add("its pods restart, because their template changes");
        }
        if (!found.isOurs()) {
            details.add("adopted from " + found.foreignOwner());
        } else if (found.described().isEmpty()) {
            details.add("without keda4j's annotation it counts as adopted: when no stack needs it any longer, it is"
                    + " released, not deleted");
        }
        draft.add(new ObjectWrite(
                Action.UPDATE,
                target,
                details,
                desired,
                configuration,
                scaledByKeda,
                trial.get().forced(),
                Optional.of(found)));
    }

    /**
     * Stacks are identified by their workloads, so after a workload was renamed, its stack's earlier objects seem to
     * belong to another stack.
     */
    private static String renamed(Set<String> others) {
        return others.size() == 1
                ? " If " + Owner.names(others) + " is the earlier name of your stack, destroy that stack first."
                : "";
    }

    /** Whether the controller of a workload replaces its pods with new ones. */
    private static boolean restartsPods(HasMetadata workload, ObjectNode configuration, List<String> differences) {
        boolean onDelete =
                configuration.at("/spec/updateStrategy/type").asText().equals("OnDelete");
        boolean rolls = workload instanceof Deployment || (workload instanceof StatefulSet && !onDelete);
        return rolls && differences.stream().anyMatch(difference -> difference.startsWith("spec.template."));
    }

    private void create(
            HasMetadata desired,
            ObjectNode described,
            boolean scaledByKeda,
            Set<Owner> owners,
            Optional<LiveObject> terminating) {
        LiveObject nothing = new LiveObject(Cluster.JSON.createObjectNode());
        ObjectNode configuration = configuration(described, owners, nothing);
        Optional<HasMetadata> predecessor = predecessor(desired);
        predecessor.ifPresent(old -> {
            left.add(Cluster.target(old));
            leave(old, cluster.tree(old));
        });
        if (terminating.isEmpty()
                && trials.attempt(desired, configuration, false, nothing, predecessor.isPresent())
                        .isEmpty()) {
            return;
        }
        List<String> details = new ArrayList<>();
        terminating.ifPresent(old -> details.add("the existing one has been "
                + new Termination(Cluster.target(desired), old.tree()).facts() + "; the apply waits until it is gone"));
        if (described.get("spec") != null) {
            details.addAll(
                    Trees.differences(null, Cluster.JSON.createObjectNode().set("spec", described.get("spec"))));
        }
        draft.add(new ObjectWrite(
                terminating.isPresent() ? Action.REPLACE : Action.CREATE,
                Cluster.target(desired),
                details,
                desired,
                configuration,
                scaledByKeda,
                false,
                Optional.empty()));
    }

    /**
     * The ScaledObject that a stack has renamed. KEDA refuses a second one for a workload, so the old one is deleted
     * first.
     */
    private Optional<HasMetadata> predecessor(HasMetadata desired) {
        if (!(desired instanceof ScaledObject)) {
            return Optional.empty();
        }
        Set<String> labels = concernedIn(desired);
        String target = scales(desired);
        return inventory.owned(ScaledObject.class).stream()
                .filter(old -> !described.contains(Cluster.target(old)))
                .filter(old -> old.getMetadata()
                        .getNamespace()
                        .equals(desired.getMetadata().getNamespace()))
                .filter(old -> scales(old).equals(target))
                .filter(old -> {
                    LiveObject live = new LiveObject(cluster.tree(old));
                    return live.isOurs() && !live.isAdopted() && labels.containsAll(live.owners());
                })
                .findFirst();
    }

    private String scales(HasMetadata scaledObject) {
        JsonNode target = cluster.tree(scaledObject).at("/spec/scaleTargetRef");
        return target.path("kind").asText("Deployment") + "/"
                + target.path("name").asText();
    }

    private ObjectNode configuration(ObjectNode described, Set<Owner> owners, LiveObject live) {
        ObjectNode configuration = described.deepCopy();
        ObjectNode metadata = configuration.withObjectProperty("metadata");
        metadata.remove(List.of("creationTimestamp", "resourceVersion", "uid", "generation", "managedFields"));
        ObjectNode labels = metadata.withObjectProperty("labels");
        Owner.labelKeys(owners).forEach(label -> labels.put(label, ""));
        Set<String> leaving = concerned.getOrDefault(metadata.path("namespace").asText(), Set.of());
        live.owners().stream().filter(label -> !leaving.contains(label)).forEach(label -> labels.put(label, ""));
        ObjectNode annotations = metadata.withObjectProperty("annotations");
        boolean isAdopted = !isNew(live) && (live.isAdopted() || !live.isOurs());
        annotations.put(Owner.DESCRIBED_ANNOTATION, LiveObject.description(hash(described), isAdopted));
        if (isAdopted) {
            annotations.put(Owner.ADOPTED_ANNOTATION, "true");
        }
        return configuration;
    }

    private static boolean isNew(LiveObject live) {
        return live.tree().isEmpty();
    }

    /** A hash of the parts that all owners must agree on, without hidden values. */
    private static String hash(ObjectNode described) {
        ObjectNode copy = described.deepCopy();
        Trees.redact(copy);
        return Hashes.of(copy.toString(), DIGITS);
    }

    /**
     * keda4j owns the replicas of a new object until somebody scales it; omitting them before that would set them to
     * one.
     */
    private static void keepReplicas(ObjectNode configuration, boolean scaledByKeda, LiveObject live) {
        if (scaledByKeda && configuration.get("spec") instanceof ObjectNode spec) {
            spec.remove("replicas");
            if (live.replicasAreOurs()) {
                spec.set("replicas", live.tree().at("/spec/replicas"));
            }
        }
    }

    /**
     * Plans the removal of owners from the objects that they no longer describe. An object that keda4j made is removed
     * with its last owner.
     *
     * @param known objects that were described before
     */
    public void prune(List<HasMetadata> known) {
        Map<String, HasMetadata> present = new LinkedHashMap<>();
        Map<String, ObjectNode> trees = new HashMap<>();
        for (Class<? extends HasMetadata> kind : KINDS) {
            inventory.owned(kind).forEach(object -> present.put(Cluster.target(object), object));
        }
        for (HasMetadata object : known) {
            String target = Cluster.target(object);
            if (!present.containsKey(target) && !described.contains(target)) {
                // Somebody may have taken its labels away.
                inventory.get(object).ifPresent(tree -> {
                    present.put(target, object);
                    trees.put(target, tree);
                });
            }
        }
        present.keySet().stream()
                .filter(target -> !described.contains(target) && !left.contains(target))
                .sorted(Comparator.comparing(target -> KINDS.indexOf(
                        Objects.requireNonNull(present.get(target)).getClass())))
                .forEach(target -> {
                    HasMetadata object = Objects.requireNonNull(present.get(target));
                    leave(object, trees.getOrDefault(target, cluster.tree(object)));
                });
    }

    private Set<String> concernedIn(HasMetadata object) {
        return concerned.getOrDefault(object.getMetadata().getNamespace(), Set.of());
    }

    private void leave(HasMetadata object, ObjectNode tree) {
        Set<String> leaving = concernedIn(object);
        LiveObject live = new LiveObject(tree);
        secrets.addAll(Trees.secrets(live.tree()));
        String target = Cluster.target(object);
        Set<String> remaining = new TreeSet<>(live.owners());
        remaining.removeAll(leaving);
        if (!live.isOurs() || (!remaining.isEmpty() && remaining.equals(live.owners()))) {
            draft.note(target + " stays: it belongs to "
                    + (live.isOurs() ? Owner.names(remaining) : live.foreignOwner()) + ".");
            return;
        }
        boolean goes =
                remaining.isEmpty() && !live.isAdopted() && live.takenBy().isEmpty() && !referenced.contains(target);
        if (live.isTerminating() && !goes) {
            draft.note(target + " has already been " + new Termination(target, live.tree()).facts() + ".");
            return;
        }
        if (!remaining.isEmpty()) {
            draft.note(target + " stays: it belongs to " + Owner.names(remaining) + " too.");
        } else if (live.isAdopted()) {
            draft.note(target + " stays: it existed before it was adopted.");
        } else if (referenced.contains(target)) {
            draft.note(target + " stays: a ScaledObject refers to it as an existing object.");
        } else if (live.takenBy().isPresent()) {
            draft.note(target + " stays: it belongs to " + live.takenBy().get() + " too.");
        }
        draft.add(new ObjectLeave(target, object, live, Set.copyOf(leaving), goes));
    }
}
