package io.github.keda4j.trigger.generator.catalogue;

import java.util.List;
import java.util.Map;

/**
 * All trigger types.
 *
 * @param triggers those that make a class, by type in alphabetical order
 * @param removed those that KEDA 2.20 no longer knows, by type in alphabetical order
 * @param sharedEnums the Java types of words that the files name for what can still be set, with their words; by name in
 *     alphabetical order
 */
public record Catalogue(List<TriggerType> triggers, List<TriggerType> removed, Map<String, List<String>> sharedEnums) {}
