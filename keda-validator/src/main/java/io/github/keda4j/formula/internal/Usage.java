package io.github.keda4j.formula.internal;

import java.util.Collections;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.Set;

/** The names that a formula reads. */
final class Usage {

    private final Set<String> read = new HashSet<>();
    private final Set<Node> seen = Collections.newSetFromMap(new IdentityHashMap<>());
    private boolean everything;
    private int coalesceOfTrigger = -1;

    private Usage() {}

    static Usage of(Node root) {
        Usage usage = new Usage();
        usage.look(root);
        return usage;
    }

    boolean reads(String trigger) {
        return everything || read.contains(trigger);
    }

    /** The place of a {@code ??} that follows a trigger; negative if there is none. */
    int coalesceOfTrigger() {
        return coalesceOfTrigger;
    }

    private void look(Node node) {
        if (!seen.add(node)) {
            return;
        }
        if (node instanceof Node.Name name) {
            everything |= name.name.equals(Names.ENVIRONMENT);
            read.add(name.name);
        } else if (node instanceof Node.Member member
                && isEnvironment(member.node)
                && member.property instanceof Node.Text text) {
            read.add(text.value);
            return;
        } else if (node instanceof Node.Binary binary
                && binary.operator == Operator.COALESCE
                && isTrigger(binary.left)) {
            coalesceOfTrigger = Math.max(coalesceOfTrigger, binary.offset());
        }
        node.replaceChildren(child -> {
            look(child);
            return child;
        });
    }

    private static boolean isTrigger(Node node) {
        return node instanceof Node.Name || (node instanceof Node.Member member && isEnvironment(member.node));
    }

    private static boolean isEnvironment(Node node) {
        return node instanceof Node.Name name && name.name.equals(Names.ENVIRONMENT);
    }
}
