package io.github.keda4j.validator.editor;

import io.github.keda4j.trigger.generator.catalogue.Parameter;
import io.github.keda4j.trigger.generator.catalogue.Release;
import io.github.keda4j.trigger.generator.catalogue.TriggerType;
import java.util.Optional;

/**
 * A trigger type, as in a given release.
 *
 * @param type the type with the parameters and rules of the release
 * @param latest the type in the latest release, whose names the rules use
 * @param release the given release
 */
record TriggerOfRelease(TriggerType type, TriggerType latest, Release release) {

    /**
     * Finds a parameter by the name that rules use, which may differ from the name in the release.
     *
     * @return the parameter; empty if the release does not know it
     */
    Optional<Parameter> parameter(String name) {
        return latest.parameter(name).at(release);
    }
}
