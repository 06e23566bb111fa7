package io.github.keda4j.trigger.generator.emit;

import com.palantir.javapoet.MethodSpec;
import io.github.keda4j.trigger.generator.catalogue.Parameter;

/** Adds deprecation notes to the methods of a deprecated parameter. */
final class Deprecation {

    private Deprecation() {}

    static void add(Javadoc javadoc, Parameter parameter) {
        if (isDeprecated(parameter)) {
            javadoc.tag(
                    "deprecated",
                    Javadoc.sentence(parameter.lifetime().deprecated().orElseThrow()));
        }
    }

    static void mark(MethodSpec.Builder method, Parameter parameter) {
        if (isDeprecated(parameter)) {
            method.addAnnotation(Deprecated.class);
        }
    }

    /** Whether a parameter is deprecated as a whole. A parameter that only lost a source can still be used. */
    private static boolean isDeprecated(Parameter parameter) {
        return parameter.lifetime().deprecated().isPresent()
                && parameter.lifetime().removed().isEmpty();
    }
}
