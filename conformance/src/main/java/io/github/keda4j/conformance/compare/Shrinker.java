package io.github.keda4j.conformance.compare;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.List;

/**
 * Makes the question of a disagreement as small as possible while it still shows a difference of the same kind: drops
 * parts, shortens texts, and replaces odd values with plain ones.
 */
public final class Shrinker {

    private static final int QUESTIONS_AT_ONCE = 64;
    private static final int MOST_QUESTIONS = 4_000;

    private final Asking asking;

    /**
     * Creates a shrinker.
     *
     * @param asking decides whether a smaller question still shows the difference
     */
    public Shrinker(Asking asking) {
        this.asking = asking;
    }

    /**
     * {@return a disagreement of the same kind that cannot be reduced further}
     *
     * @param disagreement the disagreement to start from
     * @throws IOException if the judge ends
     */
    public Disagreement shrink(Disagreement disagreement) throws IOException {
        Disagreement smallest = disagreement;
        int left = MOST_QUESTIONS;
        boolean smaller = true;
        while (smaller && left > 0) {
            List<ObjectNode> candidates = Smaller.than(smallest.question());
            smaller = false;
            for (int start = 0; start < candidates.size() && !smaller && left > 0; start += QUESTIONS_AT_ONCE) {
                List<ObjectNode> some =
                        candidates.subList(start, Math.min(candidates.size(), start + QUESTIONS_AT_ONCE));
                left -= some.size();
                Disagreement found =
                        asking.firstOfKind(some, disagreement.difference().kind());
                if (found != null) {
                    smallest = found;
                    smaller = true;
                }
            }
        }
        return smallest;
    }
}
