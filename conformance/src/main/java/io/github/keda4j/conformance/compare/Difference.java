package io.github.keda4j.conformance.compare;

/**
 * A difference between this library and KEDA.
 *
 * @param kind what cases with the same cause have in common: who says what about which type, without the values of
 * the case
 * @param ours what this library says
 * @param keda what KEDA says
 */
public record Difference(String kind, String ours, String keda) {}
