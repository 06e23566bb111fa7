package io.github.keda4j.provisioner.internal;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** The result of planning: the writes, what stays and why, and what rules out the plan. Mutable. */
public final class Draft {

    private final Set<String> adopted;
    private final Set<Owner> concerned;
    private final List<ExecutableChange> changes = new ArrayList<>();
    private final Set<String> notes = new LinkedHashSet<>();
    private final Set<String> foreign = new LinkedHashSet<>();
    private final Set<String> problems = new LinkedHashSet<>();

    /**
     * Creates an empty draft.
     *
     * @param adopted the targets that may be taken over from others, such as {@code IAM role orders}
     * @param concerned the stacks to plan: what they no longer describe is removed
     */
    public Draft(Set<String> adopted, Set<Owner> concerned) {
        this.adopted = Set.copyOf(adopted);
        this.concerned = Set.copyOf(concerned);
    }

    Set<Owner> concerned() {
        return concerned;
    }

    boolean mayAdopt(String target) {
        return adopted.contains(target);
    }

    void add(ExecutableChange change) {
        changes.add(change);
    }

    void note(String sentence) {
        notes.add(sentence);
    }

    /** Notes that something belongs to somebody else. */
    void refuseForeign(String target, String owner, String advice) {
        foreign.add(target + " belongs to " + owner + ". " + advice);
    }

    /**
     * Notes that something would be refused while the plan is applied.
     *
     * @param sentence what would be refused and why, as a sentence
     */
    public void refuse(String sentence) {
        problems.add(sentence);
    }

    /** {@return the writes, in order} */
    public List<ExecutableChange> changes() {
        return List.copyOf(changes);
    }

    /** {@return what stays and why, one sentence each} */
    public List<String> notes() {
        return List.copyOf(notes);
    }

    /** {@return what belongs to others, and what to do, one line each} */
    public List<String> foreign() {
        return List.copyOf(foreign);
    }

    /** {@return what would be refused while the plan is applied, one line each} */
    public List<String> problems() {
        return List.copyOf(problems);
    }
}
