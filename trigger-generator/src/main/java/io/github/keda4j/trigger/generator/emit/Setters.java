package io.github.keda4j.trigger.generator.emit;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.ParameterSpec;
import com.palantir.javapoet.TypeName;
import io.github.keda4j.trigger.generator.catalogue.Format;
import io.github.keda4j.trigger.generator.catalogue.Parameter;
import io.github.keda4j.trigger.generator.catalogue.Source;
import io.github.keda4j.trigger.generator.catalogue.TriggerType;
import io.github.keda4j.trigger.generator.catalogue.ValueType;
import java.net.URI;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import javax.lang.model.element.Modifier;

/** Generates the methods of a builder that set its parameters. */
final class Setters {

    private final TriggerType trigger;
    private final ClassName builder;

    Setters(TriggerType trigger, ClassName builder) {
        this.trigger = trigger;
        this.builder = builder;
    }

    List<MethodSpec> methods() {
        List<MethodSpec> methods = new ArrayList<>();
        for (Parameter parameter : trigger.parameters()) {
            if (parameter.isAliveIn(Source.METADATA)) {
                addValues(methods, parameter);
            }
            if (parameter.isAliveIn(Source.ENV)) {
                methods.add(variable(parameter));
            }
        }
        return methods;
    }

    private void addValues(List<MethodSpec> methods, Parameter parameter) {
        TypeName type = ValueCode.type(trigger, parameter);
        String property = parameter.property();
        methods.add(setter(parameter, type, property).build());
        if (parameter.type() instanceof ValueType.Items items) {
            TypeName array = ValueCode.arrayOf(ValueCode.element(trigger, parameter, items));
            String list = "Arrays.asList(" + property + ")";
            methods.add(setter(parameter, array, list).varargs().build());
        }
        Format format = parameter.format().orElse(null);
        if (format == Format.URL || format == Format.ABSOLUTE_URL) {
            methods.add(setter(parameter, ClassName.get(URI.class), property).build());
        }
    }

    private MethodSpec.Builder setter(Parameter parameter, TypeName type, String value) {
        MethodSpec.Builder method = method(parameter.property(), javadoc(parameter), type, parameter.property());
        Deprecation.mark(method, parameter);
        String constant = JavaNames.constant(parameter);
        if (value.startsWith("Arrays.")) {
            return method.addStatement("return set($L, $T.asList($L))", constant, Arrays.class, parameter.property());
        }
        return method.addStatement("return set$L", Code.arguments(22, 20, "", List.of(constant, value)));
    }

    private MethodSpec variable(Parameter parameter) {
        Javadoc javadoc = new Javadoc(Javadoc.INNER)
                .paragraph(
                        "Reads {@code " + parameter.name() + "} from an environment variable of the scaled container.")
                .tag("param", "variable name of the variable")
                .tag("return", "this");
        Deprecation.add(javadoc, parameter);
        MethodSpec.Builder method = method(
                        JavaNames.fromEnv(parameter), javadoc, ClassName.get(String.class), "variable")
                .addStatement("return setVariable($L, variable)", JavaNames.constant(parameter));
        Deprecation.mark(method, parameter);
        return method.build();
    }

    private MethodSpec.Builder method(String name, Javadoc javadoc, TypeName type, String argument) {
        return MethodSpec.methodBuilder(name)
                .addJavadoc("$L", javadoc)
                .addModifiers(Modifier.PUBLIC)
                .returns(builder)
                .addParameter(ParameterSpec.builder(type, argument).build());
    }

    private static Javadoc javadoc(Parameter parameter) {
        String required = parameter.required() ? " " + required(parameter) : "";
        Javadoc javadoc = new Javadoc(Javadoc.INNER).paragraph(Javadoc.sentence(parameter.description()) + required);
        String facts = String.join(" ", new ParameterFacts(parameter).sentences());
        if (!facts.isEmpty()) {
            javadoc.paragraph(facts);
        }
        javadoc.tag("param", parameter.property() + " " + new ParameterFacts(parameter).argument())
                .tag("return", "this");
        Deprecation.add(javadoc, parameter);
        return javadoc;
    }

    private static String required(Parameter parameter) {
        boolean env = parameter.isAliveIn(Source.ENV);
        boolean auth = parameter.isAliveIn(Source.AUTH);
        if (env && auth) {
            return "Required: set it here, by an environment variable or in an authentication.";
        }
        return env
                ? "Required: set it here or by an environment variable."
                : auth ? "Required: set it here or in an authentication." : "Required.";
    }
}
