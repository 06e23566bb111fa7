package io.github.keda4j.trigger.internal;

import io.github.keda4j.trigger.ParameterSource;
import org.jspecify.annotations.Nullable;

/** Says in words where KEDA looks for a parameter, and therefore where to set it. */
final class SourcesInWords {

    private SourcesInWords() {}

    /** The sources in words, such as {@code the trigger's metadata or from the environment (queueURLFromEnv)}. */
    static String of(Parameter parameter) {
        StringBuilder text = new StringBuilder();
        for (int index = 0; index < parameter.sources.length; index++) {
            if (index > 0) {
                text.append(index == parameter.sources.length - 1 ? " or from " : ", from ");
            }
            text.append(
                    switch (parameter.sources[index]) {
                        case METADATA -> "the trigger's metadata";
                        case ENV -> "the environment (" + parameter.name + Parameter.FROM_ENV + ")";
                        case AUTH -> "the authentication";
                    });
        }
        return text.toString();
    }

    /** Says what to do about a parameter that only an authentication can set; null for any other parameter. */
    static @Nullable String hint(Parameter parameter) {
        return parameter.reads(ParameterSource.METADATA) || parameter.reads(ParameterSource.ENV)
                ? null
                : "Put " + parameter + " into the TriggerAuthentication that authenticationRef names"
                        + " (authentication() of the trigger's class builds one).";
    }
}
