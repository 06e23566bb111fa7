package io.github.keda4j.trigger.generator.emit;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.ParameterizedTypeName;
import com.palantir.javapoet.TypeName;
import io.github.keda4j.trigger.generator.catalogue.Parameter;
import io.github.keda4j.trigger.generator.catalogue.Source;
import io.github.keda4j.trigger.generator.catalogue.TriggerType;
import io.github.keda4j.trigger.generator.catalogue.ValueType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import javax.lang.model.element.Modifier;

/** Generates the methods of a trigger that return its parameters. */
final class Getters {

    private final TriggerType trigger;

    Getters(TriggerType trigger) {
        this.trigger = trigger;
    }

    List<MethodSpec> methods() {
        List<MethodSpec> methods = new ArrayList<>();
        for (Parameter parameter : trigger.parameters()) {
            if (parameter.isAliveIn(Source.METADATA)) {
                methods.add(value(parameter));
            }
            if (parameter.isAliveIn(Source.ENV)) {
                methods.add(variable(parameter));
            }
        }
        return methods;
    }

    private MethodSpec variable(Parameter parameter) {
        Javadoc javadoc = new Javadoc(Javadoc.MEMBER)
                .paragraph("The environment variable that {@code " + parameter.name() + "} is read from.")
                .tag("return", "the variable's name; empty if the metadata does not name one");
        Deprecation.add(javadoc, parameter);
        MethodSpec.Builder method = MethodSpec.methodBuilder(JavaNames.fromEnv(parameter))
                .addJavadoc("$L", javadoc)
                .addModifiers(Modifier.PUBLIC)
                .returns(ParameterizedTypeName.get(Optional.class, String.class))
                .addStatement("return optionalVariable($L)", JavaNames.constant(parameter));
        Deprecation.mark(method, parameter);
        return method.build();
    }

    private MethodSpec value(Parameter parameter) {
        boolean always = isAlways(parameter);
        MethodSpec.Builder method = MethodSpec.methodBuilder(parameter.property())
                .addJavadoc("$L", javadoc(parameter, always))
                .addModifiers(Modifier.PUBLIC);
        Deprecation.mark(method, parameter);
        String constant = JavaNames.constant(parameter);
        TypeName type = ValueCode.type(trigger, parameter);
        ValueType valueType = parameter.type();
        if (valueType instanceof ValueType.Choice) {
            addChoice(method, constant, type, always);
        } else if (valueType instanceof ValueType.Items items && items.values().isPresent()) {
            addWords(method, constant, ValueCode.element(trigger, parameter, items));
        } else if (isCollection(parameter)) {
            method.returns(type).addStatement("return $L($L)", collectionReader(parameter), constant);
        } else if (always) {
            method.returns(type).addStatement("return $L($L)", reader(valueType), constant);
        } else {
            String reader = "optional" + JavaNames.classOf(reader(valueType));
            method.returns(optional(type)).addStatement("return $L($L)", reader, constant);
        }
        return method.build();
    }

    /**
     * Whether the parameter has a value in every valid trigger: it has a default, or is required and can only come from
     * the metadata.
     */
    private static boolean isAlways(Parameter parameter) {
        return parameter.defaultValue().isPresent()
                || (parameter.required() && parameter.from().equals(List.of(Source.METADATA)));
    }

    private static boolean isCollection(Parameter parameter) {
        ValueType type = parameter.type();
        return parameter.isFamily()
                || type instanceof ValueType.Items
                || type instanceof ValueType.Pairs
                || type instanceof ValueType.Query;
    }

    private static String collectionReader(Parameter parameter) {
        if (parameter.type() instanceof ValueType.Items items) {
            return items.element() == ValueType.Element.INT ? "integers" : "list";
        }
        return parameter.type() instanceof ValueType.Query ? "query" : "map";
    }

    /**
     * The name of the method that reads such a parameter. All texts have the same method, whether or not they are
     * secret.
     */
    private static String reader(ValueType type) {
        return type instanceof ValueType.Text ? "text" : ParameterCode.factory(type);
    }

    private static TypeName optional(TypeName type) {
        if (type.equals(TypeName.INT)) {
            return ClassName.get(OptionalInt.class);
        }
        if (type.equals(TypeName.LONG)) {
            return ClassName.get(OptionalLong.class);
        }
        if (type.equals(TypeName.DOUBLE)) {
            return ClassName.get(OptionalDouble.class);
        }
        return ParameterizedTypeName.get(ClassName.get(Optional.class), type.box());
    }

    private static void addChoice(MethodSpec.Builder method, String constant, TypeName type, boolean always) {
        if (always) {
            method.returns(type).addStatement("return $T.of(text($L))", type, constant);
            return;
        }
        method.returns(optional(type))
                .addStatement("String value = text($L)", constant)
                .addStatement(
                        "return value.isEmpty() ? $T.empty() : $T.of($T.of(value))",
                        Optional.class,
                        Optional.class,
                        type);
    }

    private static void addWords(MethodSpec.Builder method, String constant, TypeName element) {
        method.returns(ParameterizedTypeName.get(ClassName.get(List.class), element))
                .addStatement("$T<$T> values = new $T<>()", List.class, element, ArrayList.class)
                .beginControlFlow("for (String value : list($L))", constant)
                .addStatement("values.add($T.of(value))", element)
                .endControlFlow()
                .addStatement("return $T.copyOf(values)", List.class);
    }

    /** Whether the metadata may contain an invalid value, because another source may take precedence. */
    private static boolean isUnreadable(Parameter parameter) {
        boolean overridden = parameter.isAliveIn(Source.AUTH) || parameter.isAliveIn(Source.ENV);
        ValueType type = parameter.type();
        boolean text = type instanceof ValueType.Text || type.enumValues().isPresent();
        return overridden && !text;
    }

    private static Javadoc javadoc(Parameter parameter, boolean always) {
        List<String> what = new ArrayList<>();
        what.add("the value"
                + parameter.unit().map(unit -> " in " + Javadoc.escape(unit)).orElse(""));
        if (parameter.defaultValue().isPresent()) {
            what.add("defaults to " + Javadoc.code(parameter.defaultValue().get())
                    + (isUnreadable(parameter) ? ", also if the metadata sets an invalid value" : ""));
        } else if (!always) {
            what.add("empty if the metadata does not set it"
                    + (isUnreadable(parameter) ? " or sets it to an invalid value" : ""));
        } else if (parameter.example().isPresent()) {
            what.set(
                    0,
                    what.get(0) + ", for example "
                            + Javadoc.code(parameter.example().get()));
        }
        Javadoc javadoc = new Javadoc(Javadoc.MEMBER).paragraph(Javadoc.sentence(parameter.description()));
        String facts = String.join(" ", new ParameterFacts(parameter).ofGetter());
        if (!facts.isEmpty()) {
            javadoc.paragraph(facts);
        }
        javadoc.tag("return", String.join("; ", what));
        Deprecation.add(javadoc, parameter);
        return javadoc;
    }
}
