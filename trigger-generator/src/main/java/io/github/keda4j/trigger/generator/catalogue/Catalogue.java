package io.github.keda4j.trigger.generator.catalogue;

import java.util.List;
import java.util.Map;

/**
 * All trigger types.
 *
 * @param triggers those that make a class, by type in alphabetical order
 * @param removed those that the latest release no longer knows, by type in alphabetical order
 * @param sharedEnums the Java types of words that the files name for what can still be set, with their words; by name in
 *     alphabetical order
 */
public record Catalogue(List<TriggerType> triggers, List<TriggerType> removed, Map<String, List<String>> sharedEnums) {

    /**
     * What a release knows about it. For types that were removed since then, it knows only that they are gone.
     *
     * @param release one of KEDA's
     * @return the types of that release, with the parameters and rules that they have there
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
