package io.github.keda4j.provisioner;

import io.github.keda4j.provisioner.internal.Basis;
import io.github.keda4j.provisioner.internal.ExecutableChange;
import io.github.keda4j.provisioner.internal.Printable;
import io.github.keda4j.provisioner.internal.SlowHash;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A plan as {@link Plan#toJson()} wrote it: planned by one job, reviewed by a person, applied by another job. It
 * contains hashes of what was read and of what will be written, but no value of an environment variable or a secret;
 * whoever applies it must provide the stacks again. Immutable.
 *
 * @see Provisioner#apply(SavedPlan, io.github.keda4j.wiring.ScalingStack...)
 */
public final class SavedPlan {

    private final Origin origin;
    private final List<Entry> changes;
    private final List<String> notes;

    SavedPlan(Origin origin, List<Entry> changes, List<String> notes) {
        this.origin = origin;
        this.changes = List.copyOf(changes);
        this.notes = List.copyOf(notes);
    }

    /**
     * The stacks and the state that a plan was made for.
     *
     * @param removal whether the plan removes the stacks
     * @param cluster the cluster's ARN, which contains account and region
     * @param identity an identity that the cluster keeps for its whole lifetime; empty if it could not be read
     * @param stacks the stacks
     * @param described a hash of what they describe, by target
     * @param hidden a hash of the hidden values, if the stacks have any
     */
    record Origin(
            boolean removal,
            String cluster,
            String identity,
            List<String> stacks,
            Map<String, String> described,
            Optional<SlowHash> hidden) {

        Origin {
            stacks = List.copyOf(stacks);
            described = Collections.unmodifiableMap(new TreeMap<>(described));
        }
    }

    /**
     * A change of a saved plan.
     *
     * @param action what happens to the target
     * @param target what is written to
     * @param details what differs
     * @param identity the uid or id of what was found
     * @param seen a hash of what was found; null if nothing was found
     * @param wanted a hash of the result; null if there is none
     */
    record Entry(
            Action action,
            String target,
            List<String> details,
            @Nullable String identity,
            @Nullable String seen,
            @Nullable String wanted)
            implements Change {

        Entry {
            details = List.copyOf(details);
        }

        static Entry of(ExecutableChange change) {
            Basis basis = change.basis();
            return new Entry(
                    change.action(),
                    Printable.of(change.target()),
                    change.details().stream().map(Printable::of).toList(),
                    basis.identity(),
                    hash(basis.seen()),
                    hash(basis.wanted()));
        }

        private static @Nullable String hash(@Nullable String text) {
            return text == null ? null : Descriptions.hash(text);
        }
    }

    /**
     * Reads a plan.
     *
     * @param json what {@link Plan#toJson()} wrote
     * @return the plan
     * @throws ProvisioningException with {@link ProvisioningException.Reason#UNREADABLE_PLAN} if this is not a plan,
     * or is a plan with another schema version; the exception lists every problem
     */
    public static SavedPlan read(String json) {
        return new PlanReader().read(json);
    }

    /** {@return the ARN of the cluster that the plan was made for} */
    public String cluster() {
        return origin.cluster();
    }

    /** {@return whether the plan removes the stacks} */
    public boolean isRemoval() {
        return origin.removal();
    }

    /** {@return the stacks that the plan was made for, as {@code namespace/workload}, sorted} */
    public List<String> stacks() {
        return origin.stacks();
    }

    /** {@return the writes, in the order in which they will be made} */
    public List<Change> changes() {
        return List.copyOf(changes);
    }

    /** {@return what stays and why, one sentence each} */
    public List<String> notes() {
        return notes;
    }

    /** {@return whether there is nothing to write} */
    public boolean isEmpty() {
        return changes.isEmpty();
    }

    Origin origin() {
        return origin;
    }

    List<Entry> entries() {
        return changes;
    }

    /** {@return the plan as JSON, as it was read} */
    public String toJson() {
        return PlanWriter.write(this);
    }

    /** {@return the changes as the saved plan describes them, as readable text} */
    @Override
    public String toString() {
        return Plan.text(changes, notes);
    }
}
