package io.github.keda4j.trigger.internal;

import io.github.keda4j.findings.Pointer;
import io.github.keda4j.trigger.ParameterSource;

/** JSON pointers into an entry of {@code triggers}. */
final class EntryPointers {

    static final String AUTHENTICATION = "/authenticationRef";

    private EntryPointers() {}

    /** The pointer to a key of the metadata. */
    static String metadata(String key) {
        return Pointer.to("metadata", key).toString();
    }

    /** The pointer to the source of the value, or to where its source would be. */
    static String to(ParameterValue value) {
        if (value.source() != null) {
            return value.source() == ParameterSource.AUTH ? AUTHENTICATION : metadata(value.key());
        }
        Parameter parameter = value.parameter();
        if (parameter.reads(ParameterSource.METADATA)) {
            return metadata(parameter.name);
        }
        return parameter.reads(ParameterSource.ENV) && !parameter.reads(ParameterSource.AUTH)
                ? metadata(parameter.name + Parameter.FROM_ENV)
                : AUTHENTICATION;
    }
}
