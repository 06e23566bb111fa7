package io.github.keda4j.conformance.compare;

import io.github.keda4j.conformance.judge.Release;
import java.util.List;
import java.util.Map;

/**
 * The result of a run of a suite.
 *
 * @param suite the suite's name
 * @param release the release of KEDA
 * @param cases how many questions were asked
 * @param leftOut how many of them were not compared, by reason
 * @param listed how many disagreements of each kind are known ones
 * @param unlisted all other disagreements, by kind
 * @param seconds how long it took
 */
public record SuiteResult(
        String suite,
        Release release,
        int cases,
        Map<String, Integer> leftOut,
        Map<String, Integer> listed,
        List<Kind> unlisted,
        double seconds) {

    /**
     * Disagreements of the same kind.
     *
     * @param count how many
     * @param example a small example
     */
    public record Kind(int count, Disagreement example) {

        /** {@return a line that describes the disagreement completely and reproduces the example} */
        @Override
        public String toString() {
            return count + "x " + example;
        }
    }

    /** {@return how many disagreements are known} */
    public int listedCount() {
        return listed.values().stream().mapToInt(Integer::intValue).sum();
    }

    /** {@return the number of unlisted disagreements} */
    public int unlistedCount() {
        return unlisted.stream().mapToInt(Kind::count).sum();
    }
}
