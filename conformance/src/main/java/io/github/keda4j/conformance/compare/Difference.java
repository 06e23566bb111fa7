package io.github.keda4j.conformance.compare;

/**
 * A difference between this library and KEDA.
 *
 * @param kind identifies cases with the same cause; it says which side refuses or reports something, and for which
 *     type, but omits the values of the individual case
 * @param ours what this library says
 * @param keda what KEDA says
 */
public record Difference(String kind, String ours, String keda) {}
