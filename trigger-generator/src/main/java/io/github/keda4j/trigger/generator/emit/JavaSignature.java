package io.github.keda4j.trigger.generator.emit;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.ParameterizedTypeName;
import com.palantir.javapoet.TypeName;
import io.github.keda4j.trigger.generator.catalogue.Parameter;
import io.github.keda4j.trigger.generator.catalogue.Source;
import io.github.keda4j.trigger.generator.catalogue.TriggerType;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Describes how a parameter is set with the generated classes, for the reference page. */
public final class JavaSignature {

    private JavaSignature() {}

    /**
     * Returns the ways to set a parameter.
     *
     * @param parameter a parameter that the latest release reads
     * @return the methods of the builder, and the constant for the authentication
     */
    public static List<String> names(Parameter parameter) {
        List<String> names = new ArrayList<>();
        if (parameter.isAliveIn(Source.METADATA)) {
            names.add(parameter.property());
        }
        if (parameter.isAliveIn(Source.ENV)) {
            names.add(JavaNames.fromEnv(parameter));
        }
        if (parameter.isAliveIn(Source.AUTH)) {
            names.add("AuthParameter." + JavaNames.constant(parameter));
        }
        return names;
    }

    /**
     * Returns the argument type of the builder's method.
     *
     * @param trigger the trigger that has the parameter
     * @param parameter a parameter that the metadata may contain
     * @return the type, with simple class names
     */
    public static String type(TriggerType trigger, Parameter parameter) {
        return simple(ValueCode.type(trigger, parameter));
    }

    private static String simple(TypeName type) {
        if (type instanceof ParameterizedTypeName parameterized) {
            return simple(parameterized.rawType())
                    + parameterized.typeArguments().stream()
                            .map(JavaSignature::simple)
                            .collect(Collectors.joining(", ", "<", ">"));
        }
        return type instanceof ClassName name ? String.join(".", name.simpleNames()) : type.toString();
    }
}
