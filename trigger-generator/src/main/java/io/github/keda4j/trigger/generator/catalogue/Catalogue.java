package io.github.keda4j.trigger.generator.catalogue;

import java.util.List;
import java.util.Map;

/**
 * All trigger types.
 *
 * @param triggers the types for which there is a class, in alphabetical order
 * @param removed the types that the latest release no longer knows, in alphabetical order
 * @param sharedEnums the Java types that files name for parameters that can still be set, and the words of each type;
 *     in alphabetical order
 */
public record Catalogue(List<TriggerType> triggers, List<TriggerType> removed, Map<String, List<String>> sharedEnums) {

    /**
     * Returns the catalogue of a release. For a type that was removed later, it contains only the removal.
     *
     * @param release a release of KEDA
     * @return the types of that release, with their parameters and rules in that release
     */
    public Catalogue at(Release release) {
        return new Catalogue(
                triggers.stream()
                        .flatMap(trigger -> trigger.at(release).stream())
                        .toList(),
                removed,
                sharedEnums);
    }
}
