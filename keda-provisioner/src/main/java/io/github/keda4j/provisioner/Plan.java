package io.github.keda4j.provisioner;

import io.github.keda4j.provisioner.internal.ExecutableChange;
import java.util.List;
import java.util.Locale;

/** The writes that take AWS and Kubernetes to what stacks describe, in the order in which they will be made. Immutable. */
public final class Plan {

    private final List<ExecutableChange> changes;

    Plan(List<ExecutableChange> changes) {
        this.changes = List.copyOf(changes);
    }

    /**
     * The writes.
     *
     * @return in the order in which they will be made
     */
    public List<Change> changes() {
        return List.copyOf(changes);
    }

    /**
     * Whether there is nothing to write.
     *
     * @return true where everything is as described
     */
    public boolean isEmpty() {
        return changes.isEmpty();
    }

    List<ExecutableChange> executableChanges() {
        return changes;
    }

    /** Returns the changes for people, one a line, with what differs below each. */
    @Override
    public String toString() {
        if (changes.isEmpty()) {
            return "nothing to do";
        }
        StringBuilder text = new StringBuilder();
        for (Change change : changes) {
            if (!text.isEmpty()) {
                text.append('\n');
            }
            text.append(String.format("%-6s ", change.action().name().toLowerCase(Locale.ROOT)))
                    .append(change.target());
            change.details().forEach(line -> text.append("\n         ").append(line));
        }
        return text.toString();
    }
}
