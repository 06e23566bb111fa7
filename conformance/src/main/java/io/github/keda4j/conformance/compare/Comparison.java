package io.github.keda4j.conformance.compare;

import java.util.List;
import java.util.Optional;

/**
 * The result of one question.
 *
 * @param differences none if this library and KEDA agree
 * @param leftOut why there was nothing to compare; empty if answers were compared
 */
public record Comparison(List<Difference> differences, Optional<String> leftOut) {

    private static final Comparison AGREED = new Comparison(List.of(), Optional.empty());

    /** {@return the result if both agree} */
    public static Comparison agreed() {
        return AGREED;
    }

    /**
     * {@return the result if they disagree}
     *
     * @param kind see {@link Difference}
     * @param ours what this library says
     * @param keda what KEDA says
     */
    public static Comparison differs(String kind, String ours, String keda) {
        return of(List.of(new Difference(kind, ours, keda)));
    }

    /**
     * {@return the result if both agree except for these differences}
     *
     * @param differences none if they agree
     */
    public static Comparison of(List<Difference> differences) {
        return new Comparison(List.copyOf(differences), Optional.empty());
    }

    /**
     * {@return the result if there was nothing to compare}
     *
     * @param reason the reason, with the same text for all cases of a kind
     */
    public static Comparison leftOut(String reason) {
        return new Comparison(List.of(), Optional.of(reason));
    }
}
