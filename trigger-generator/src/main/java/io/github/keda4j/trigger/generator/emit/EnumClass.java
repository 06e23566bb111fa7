package io.github.keda4j.trigger.generator.emit;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.FieldSpec;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.ParameterizedTypeName;
import com.palantir.javapoet.TypeSpec;
import java.util.ArrayList;
import java.util.List;
import javax.lang.model.element.Modifier;

/** Generates the open enum for a parameter's words. */
final class EnumClass {

    private EnumClass() {}

    /**
     * Generates a top-level class, or one inside a trigger's class; {@code parameter} is KEDA's name for the parameter
     * with these values.
     */
    static TypeSpec of(ClassName name, String parameter, List<String> words) {
        boolean inner = name.enclosingClassName() != null;
        int column = inner ? Javadoc.MEMBER : Javadoc.CLASS;
        TypeSpec.Builder type = TypeSpec.classBuilder(name)
                .addJavadoc(
                        "$L",
                        new Javadoc(column)
                                .paragraph(
                                        "Values of " + Javadoc.code(parameter)
                                                + ". {@link #of} accepts any other string as well; checks report the values that KEDA refuses."))
                .addModifiers(Modifier.PUBLIC)
                .superclass(RuntimeTypes.OPEN_ENUM);
        if (inner) {
            type.addModifiers(Modifier.STATIC);
        }
        type.addModifiers(Modifier.FINAL);
        List<String> constants = new ArrayList<>();
        for (String word : words) {
            String constant = JavaNames.constant(word);
            if (constants.contains(constant)) {
                throw new IllegalStateException(
                        "two values of " + parameter + " would both be " + constant + " in Java: " + words);
            }
            constants.add(constant);
            type.addField(FieldSpec.builder(name, constant, Modifier.PUBLIC, Modifier.STATIC, Modifier.FINAL)
                    .addJavadoc("The value $L.\n", Javadoc.code(word))
                    .initializer("new $T($S)", name, word)
                    .build());
        }
        return type.addMethod(MethodSpec.constructorBuilder()
                        .addModifiers(Modifier.PRIVATE)
                        .addParameter(String.class, "value")
                        .addStatement("super(value)")
                        .build())
                .addMethod(of(name, column + 4))
                .addMethod(values(name, constants, column + 8))
                .build();
    }

    private static MethodSpec of(ClassName name, int column) {
        Javadoc javadoc = new Javadoc(column)
                .paragraph(
                        "{@return the value with the given text} It equals the constant with the same text, if there is one.")
                .tag("param", "value the text, as written in YAML");
        return MethodSpec.methodBuilder("of")
                .addJavadoc("$L", javadoc)
                .addModifiers(Modifier.PUBLIC, Modifier.STATIC)
                .returns(name)
                .addParameter(String.class, "value")
                .addStatement("return new $T(value)", name)
                .build();
    }

    private static MethodSpec values(ClassName name, List<String> constants, int column) {
        String of = Code.arguments(column + "return List.of".length(), column + 8, "", constants);
        return MethodSpec.methodBuilder("values")
                .addJavadoc("{@return the values that KEDA knows}\n")
                .addModifiers(Modifier.PUBLIC, Modifier.STATIC)
                .returns(ParameterizedTypeName.get(ClassName.get(List.class), name))
                .addStatement("return $T.of$L", List.class, of)
                .build();
    }
}
