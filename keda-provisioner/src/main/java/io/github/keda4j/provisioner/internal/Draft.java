package io.github.keda4j.provisioner.internal;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** The result of planning: the writes, what stays and why, and what rules out the plan. Mutable. */
public final class Draft {

    private final Set<String> adopted;
    private final Set<Owner> concerned;
    private final List<ExecutableChange> changes = new ArrayList<>();
    private final Set<String> notes = new LinkedHashSet<>();
    private final Set<String> foreign = new LinkedHashSet<>();
    private final Set<String> problems = new LinkedHashSet<>();
    private final Set<String> described = new TreeSet<>();

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

    /** Takes note of what the stacks describe, as plans name it. */
    void describes(String target) {
        described.add(target);
    }

    boolean mayAdopt(String target) {
        return adopted.contains(target);
    }

    void add(ExecutableChange change) {
        changes.add(change);
    }

    void note(String sentence) {
        notes.add(Printable.of(sentence));
    }

    /** Notes that something belongs to somebody else. */
    void refuseForeign(String target, String owner, String advice) {
        // Names that others chose may contain anything, such as lines that look like lines of ours.
        foreign.add(target + " belongs to " + Printable.of(owner) + ". " + advice);
    }

    /**
     * Notes that other stacks need something too and describe it differently.
     *
     * @param target its name in the plan
     * @param others the tags or labels of the others
     * @param differences how the descriptions differ
     * @param advice what to do instead of adopting it, without a full stop
     * @param more what else may help, as a sentence with a space before it; or empty
     */
    void refuseShared(String target, Set<String> others, List<String> differences, String advice, String more) {
        refuseForeign(
                target,
                Owner.names(others) + " too, which " + (others.size() == 1 ? "describes" : "describe")
                        + " it differently (" + String.join("; ", differences) + ")",
                advice + ", or call adopt(\"" + target + "\")." + more);
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
        List<String> all = new ArrayList<>(foreign);
        if (!foreign.isEmpty()) {
            adopted.stream()
                    .filter(target -> !described.contains(target))
                    .sorted()
                    .forEach(target -> all.add("adopt(\"" + target + "\") names nothing that these stacks describe."));
        }
        return all;
    }

    /** {@return what would be refused while the plan is applied, one line each} */
    public List<String> problems() {
        return List.copyOf(problems);
    }
}
