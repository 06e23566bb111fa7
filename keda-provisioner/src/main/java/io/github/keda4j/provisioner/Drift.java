package io.github.keda4j.provisioner;

import java.util.ArrayList;
import java.util.List;

/**
 * How AWS and Kubernetes differ from what stacks describe. Nothing is refused here: things that belong to others are
 * reported too.
 *
 * @param changes what an apply would write
 * @param problems why an apply would be refused, one sentence each; empty if it would not be refused
 * @param notes what stays and why, one sentence each
 */
public record Drift(List<Change> changes, List<String> problems, List<String> notes) {

    /**
     * Copies the lists.
     *
     * @param changes what an apply would write
     * @param problems why an apply would be refused
     * @param notes what stays and why
     */
    public Drift {
        changes = List.copyOf(changes);
        problems = List.copyOf(problems);
        notes = List.copyOf(notes);
    }

    /** {@return whether everything is as described} */
    public boolean isEmpty() {
        return changes.isEmpty() && problems.isEmpty();
    }

    /** {@return the differences as readable text, in the form of a plan} */
    @Override
    public String toString() {
        List<String> lines = new ArrayList<>();
        problems.forEach(problem -> lines.add("  ! " + problem));
        String text = Plan.text(changes, notes);
        return lines.isEmpty() ? text : String.join("\n", lines) + "\n\n" + text;
    }
}
