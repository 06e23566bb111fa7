package io.github.keda4j.validator.editor;

import io.github.keda4j.trigger.generator.catalogue.Parameter;
import io.github.keda4j.trigger.generator.catalogue.Release;
import io.github.keda4j.trigger.generator.catalogue.TriggerType;
import java.util.Optional;

/**
 * A trigger type as a release knows it.
 *
 * @param type with the parameters and rules of the release
 * @param latest the same of the latest release, whose names the rules use
 * @param release the one in question
 */
record TriggerOfRelease(TriggerType type, TriggerType latest, Release release) {

    /**
     * A parameter by the name that rules have for it, which may be another one than the release has.
     *
     * @return empty if the release does not know the parameter
     */
    Optional<Parameter> parameter(String name) {
        return latest.parameter(name).at(release);
    }
}
