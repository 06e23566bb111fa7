package io.github.keda4j.conformance.compare;

/**
 * Where this library and KEDA do not say the same.
 *
 * @param kind what cases of the same cause have in common: who says what, of which type, without the values of the case
 * @param ours what this library says
 * @param keda what KEDA says
 */
public record Difference(String kind, String ours, String keda) {}
