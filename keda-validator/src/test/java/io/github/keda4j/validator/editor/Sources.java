package io.github.keda4j.validator.editor;

import io.github.keda4j.trigger.generator.catalogue.Parameter;
import io.github.keda4j.trigger.generator.catalogue.Source;
import io.github.keda4j.trigger.generator.words.Sentences;
import java.util.List;

/** Says in words from where KEDA reads a parameter. */
final class Sources {

    private Sources() {}

    static String missing(Parameter parameter) {
        return parameter.name() + " is missing. KEDA reads it from " + of(parameter) + ".";
    }

    static String elsewhere(Parameter parameter) {
        return "KEDA does not read " + parameter.name() + " from the trigger's metadata. It reads it from "
                + of(parameter) + ".";
    }

    private static String of(Parameter parameter) {
        List<String> places = parameter.from().stream()
                .filter(parameter::isAliveIn)
                .map(source -> place(source, parameter))
                .toList();
        return Sentences.list(places, "or");
    }

    private static String place(Source source, Parameter parameter) {
        return switch (source) {
            case METADATA -> "the trigger's metadata";
            case ENV -> "the environment (" + parameter.name() + "FromEnv)";
            case AUTH -> "an authentication (authenticationRef)";
        };
    }
}
