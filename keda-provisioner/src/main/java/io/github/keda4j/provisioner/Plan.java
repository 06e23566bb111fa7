package io.github.keda4j.provisioner;

import io.github.keda4j.provisioner.internal.ExecutableChange;
import io.github.keda4j.provisioner.internal.Scrubber;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * The writes that take AWS and Kubernetes to what stacks describe, in the order in which they will be made. It holds for the
 * account, the region and the cluster that it was made for, and only as long as what it was made on has not changed. Immutable.
 */
public final class Plan {

    private static final String NOTHING_TO_DO = "nothing to do";

    private final Binding binding;
    private final List<ExecutableChange> changes;
    private final List<String> notes;
    private final Scrubber scrubber;

    Plan(Binding binding, List<ExecutableChange> changes, List<String> notes, Scrubber scrubber) {
        this.binding = binding;
        this.changes = List.copyOf(changes);
        this.notes = List.copyOf(notes);
        this.scrubber = scrubber;
    }

    /**
     * What a plan was made for.
     *
     * @param cluster the cluster's ARN, which has account and region in it
     * @param identity what is the same for the cluster as long as it lives
     */
    record Binding(String cluster, String identity) {}

    /** {@return the writes, in the order in which they will be made} */
    public List<Change> changes() {
        return List.copyOf(changes);
    }

    /** {@return what stays and why, a sentence each} */
    public List<String> notes() {
        return notes;
    }

    /** {@return whether there is nothing to write} */
    public boolean isEmpty() {
        return changes.isEmpty();
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

    /**
     * {@return the changes for people: what differs below each, what stays and why, and a summary} Values of environment variables
     * and secrets are hidden.
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
        return String.join("\n", lines);
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
