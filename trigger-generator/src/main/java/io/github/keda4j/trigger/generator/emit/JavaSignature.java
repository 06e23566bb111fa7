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

/** How the generated classes take a parameter, for the reference page. */
public final class JavaSignature {

    private JavaSignature() {}

    /**
     * The ways to set a parameter.
     *
     * @param parameter one that the latest release takes
     * @return methods of the builder, and the constant of what an authentication gives
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
     * The type that the builder's method takes.
     *
     * @param trigger that has the parameter
     * @param parameter one that the metadata may give
     * @return the signature, with simple class names
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
