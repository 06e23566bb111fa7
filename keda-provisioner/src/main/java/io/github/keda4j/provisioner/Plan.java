package io.github.keda4j.provisioner;

import io.github.keda4j.provisioner.internal.ExecutableChange;
import io.github.keda4j.provisioner.internal.Printable;
import io.github.keda4j.provisioner.internal.Scrubber;
import io.github.keda4j.provisioner.internal.SlowHash;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The writes that bring AWS and Kubernetes to the state that stacks describe, in the order in which they will be made.
 * It is valid for the account, the region and the cluster that it was made for, and only as long as the state that it
 * is based on has not changed. Immutable.
 */
public final class Plan {

    private static final String NOTHING_TO_DO = "nothing to do";

    private final Binding binding;
    private final boolean removal;
    private final Descriptions concerned;
    private final List<ExecutableChange> changes;
    private final List<String> notes;
    private final Scrubber scrubber;

    Plan(
            Binding binding,
            boolean removal,
            Descriptions concerned,
            List<ExecutableChange> changes,
            List<String> notes,
            Scrubber scrubber) {
        this.binding = binding;
        this.removal = removal;
        this.concerned = concerned;
        this.changes = List.copyOf(changes);
        this.notes = List.copyOf(notes);
        this.scrubber = scrubber;
    }

    /**
     * What a plan was made for.
     *
     * @param cluster the cluster's ARN, which contains account and region
     * @param identity an identity that the cluster keeps for its whole lifetime
     */
    record Binding(String cluster, String identity) {}

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

    boolean isRemoval() {
        return removal;
    }

    Binding binding() {
        return binding;
    }

    List<ExecutableChange> executableChanges() {
        return changes;
    }

    Scrubber scrubber() {
        return scrubber;
    }

    /** Creates a plan without the hash of hidden values, which is slow to compute. */
    SavedPlan.Origin origin() {
        return origin(Optional.empty());
    }

    private SavedPlan.Origin origin(Optional<SlowHash> hidden) {
        return new SavedPlan.Origin(
                removal, binding.cluster(), binding.identity(), concerned.names(), concerned.hashes(), hidden);
    }

    List<SavedPlan.Entry> entries() {
        return changes.stream().map(SavedPlan.Entry::of).toList();
    }

    /** The changes that a reviewer must have seen. */
    List<SavedPlan.Entry> entriesToReview() {
        return changes.stream()
                .filter(change -> !change.isHousekeeping())
                .map(SavedPlan.Entry::of)
                .toList();
    }

    /**
     * {@return the plan as JSON, for a person to review and another job to apply} It contains the changes in readable
     * form, and hashes of what was read and of what will be written. Instead of the values of environment variables and
     * secrets it contains one hash of them, which takes half a second to compute.
     *
     * @throws IllegalStateException if the plan was made without stacks
     * @see SavedPlan#read(String)
     */
    public String toJson() {
        return toJson(SlowHash.ITERATIONS);
    }

    /**
     * Like {@link #toJson()}, but with a hash of hidden values that is faster to compute and therefore easier to crack.
     * For tests only.
     */
    String toJson(int iterations) {
        if (concerned.isEmpty()) {
            throw new IllegalStateException("a plan for no stack cannot be saved");
        }
        List<String> values = concerned.hiddenValues();
        Optional<SlowHash> hidden = values.isEmpty() ? Optional.empty() : Optional.of(SlowHash.of(values, iterations));
        return new SavedPlan(
                        origin(hidden),
                        entries(),
                        notes.stream().map(Printable::of).toList())
                .toJson();
    }

    /**
     * {@return the changes as readable text, each with its differences below it, then what stays and why, and a
     * summary} Values of environment variables and secrets are hidden.
     */
    @Override
    public String toString() {
        return text(changes, notes);
    }

    static String text(List<? extends Change> changes, List<String> notes) {
        List<String> lines = new ArrayList<>();
        for (Change change : changes) {
            lines.add(String.format("%3s %s", change.action().symbol(), change.target()));
            change.details().forEach(detail -> lines.add("      " + detail));
        }
        if (!notes.isEmpty()) {
            if (!lines.isEmpty()) {
                lines.add("");
            }
            notes.forEach(note -> lines.add("    " + note));
        }
        if (!lines.isEmpty()) {
            lines.add("");
        }
        lines.add(changes.isEmpty() ? NOTHING_TO_DO : summary(changes));
        return lines.stream().map(Printable::of).collect(Collectors.joining("\n"));
    }

    private static String summary(List<? extends Change> changes) {
        Map<Change.Action, Integer> counts = new EnumMap<>(Change.Action.class);
        changes.forEach(change -> counts.merge(change.action(), 1, Integer::sum));
        List<String> parts = new ArrayList<>();
        parts.add(counts.getOrDefault(Change.Action.CREATE, 0) + " to add");
        parts.add(counts.getOrDefault(Change.Action.UPDATE, 0) + " to change");
        if (counts.containsKey(Change.Action.REPLACE)) {
            parts.add(counts.get(Change.Action.REPLACE) + " to replace");
        }
        parts.add(counts.getOrDefault(Change.Action.DELETE, 0) + " to destroy");
        if (counts.containsKey(Change.Action.RELEASE)) {
            parts.add(counts.get(Change.Action.RELEASE) + " to release");
        }
        return "Plan: " + String.join(", ", parts) + ".";
    }
}
