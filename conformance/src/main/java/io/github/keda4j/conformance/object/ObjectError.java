package io.github.keda4j.conformance.object;

/**
 * Why an object would be refused.
 *
 * @param layer who refuses it: {@code schema}, {@code webhook}, {@code operator} or {@code reconcile}, as the judge names
 *     them
 * @param rule the rule's name, the same for all objects that break it
 * @param message what is wrong
 */
public record ObjectError(String layer, String rule, String message) {}
