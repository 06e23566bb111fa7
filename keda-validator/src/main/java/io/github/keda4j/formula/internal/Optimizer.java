package io.github.keda4j.formula.internal;

import java.util.IdentityHashMap;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * Rewrites the tree as expr's optimizer does, in its order. Most rewrites only make a formula faster; they are here
 * because of their side effects: what fails, what is never computed, what counts against the budget of memory.
 */
final class Optimizer {

    /** Ten times the number of nodes that expr allows the parser to create. */
    private static final int MAX_SIZE = 10 * Parser.MAX_NODES;

    private static final int MAX_FOLDS = 1001;

    private Optimizer() {}

    static Node optimize(Node root) {
        refuseWideSharing(root);
        Node node = walk(root, Sets::replace);
        boolean changed = true;
        for (int i = 0; i < MAX_FOLDS && changed; i++) {
            Folding folding = new Folding();
            node = walk(node, folding::replace);
            changed = folding.isApplied();
        }
        List<UnaryOperator<Node>> passes = List.of(
                Sets::inRange,
                Filters::mapped,
                Filters::counted,
                Filters::last,
                Filters::first,
                Predicates::combined,
                Sums::ofRange,
                Sums::ofArray,
                Sums::ofMap,
                Counts::any,
                Counts::enough);
        for (UnaryOperator<Node> pass : passes) {
            node = walk(node, pass);
        }
        refuseWideSharing(node);
        return node;
    }

    /**
     * Each comparison in {@code a < (b < (c < d) < e) < f} doubles the nodes inside it; expr would then run practically
     * forever.
     */
    static void refuseWideSharing(Node node) {
        if (node.size() > MAX_SIZE) {
            throw new Unsupported(
                    node.offset(), "Nested comparisons make the formula grow beyond " + MAX_SIZE + " nodes.");
        }
    }

    /** Replaces nodes from the leaves up. A node with two parents is visited once and remains a single node. */
    private static Node walk(Node root, UnaryOperator<Node> replacement) {
        return new Walk(replacement).apply(root);
    }

    private static final class Walk implements UnaryOperator<Node> {

        private final UnaryOperator<Node> replacement;
        private final IdentityHashMap<Node, Node> done = new IdentityHashMap<>();

        Walk(UnaryOperator<Node> replacement) {
            this.replacement = replacement;
        }

        @Override
        public Node apply(Node node) {
            Node known = done.get(node);
            if (known != null) {
                return known;
            }
            node.replaceChildren(this);
            node.measure();
            Node replaced = replacement.apply(node);
            replaced.measure();
            done.put(node, replaced);
            return replaced;
        }
    }
}
