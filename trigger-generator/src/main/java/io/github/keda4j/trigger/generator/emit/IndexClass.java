package io.github.keda4j.trigger.generator.emit;

import com.palantir.javapoet.AnnotationSpec;
import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.FieldSpec;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.ParameterizedTypeName;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeSpec;
import io.github.keda4j.trigger.generator.catalogue.Catalogue;
import io.github.keda4j.trigger.generator.catalogue.Release;
import io.github.keda4j.trigger.generator.catalogue.TriggerType;
import io.github.keda4j.trigger.generator.words.Sentences;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import javax.lang.model.element.Modifier;

/** Generates the class that finds a trigger's class by its type. */
final class IndexClass {

    static final String NAME = "TriggerIndex";
    private static final String LATEST = Release.latest().text();

    private final Catalogue catalogue;

    private IndexClass(Catalogue catalogue) {
        this.catalogue = catalogue;
    }

    static TypeSpec of(Catalogue catalogue) {
        return new IndexClass(catalogue).type();
    }

    private TypeSpec type() {
        List<String> types =
                catalogue.triggers().stream().map(TriggerType::type).toList();
        TypeSpec.Builder type = TypeSpec.classBuilder(NAME)
                .addJavadoc("The types of triggers. Loads the class of a type only when it is first needed.\n")
                .addModifiers(Modifier.FINAL)
                .addField(FieldSpec.builder(
                                ParameterizedTypeName.get(List.class, String.class),
                                "TYPES",
                                Modifier.STATIC,
                                Modifier.FINAL)
                        .addJavadoc("Every type that KEDA $L knows, in alphabetical order.\n", LATEST)
                        .initializer("$T.of$L", List.class, Code.arguments(50, 4, Code.CONTINUED, Code.literals(types)))
                        .build())
                .addMethod(MethodSpec.constructorBuilder()
                        .addModifiers(Modifier.PRIVATE)
                        .build());
        if (catalogue.triggers().stream()
                .anyMatch(trigger -> trigger.deprecated().isPresent())) {
            type.addAnnotation(AnnotationSpec.builder(SuppressWarnings.class)
                    .addMember("value", "$S", "deprecation")
                    .build());
        }
        return type.addMethod(view())
                .addMethod(definition())
                .addMethod(ofRemoved(
                        "removed",
                        RuntimeTypes.KEDA_VERSION,
                        "The release that removed a type; null if no release did.",
                        trigger -> trigger.removed().map(ParameterCode::version)))
                .addMethod(ofRemoved(
                        "insteadOf",
                        ClassName.get(String.class),
                        "What to use instead of a type that a release removed; null if no release did.",
                        trigger -> trigger.deprecated().map(Sentences::of).map(Code::literal)))
                .build();
    }

    private MethodSpec view() {
        return method(
                        RuntimeTypes.TRIGGER,
                        "view",
                        "The unchecked view of an entry; null if KEDA " + LATEST + " does not know the type.")
                .addParameter(RuntimeTypes.TRIGGER_DATA, "data")
                .addComment(
                        "This is not a constructor call, because verifying this method would then load every class.")
                .addCode(choice(catalogue.triggers(), trigger -> Optional.of(trigger.className() + ".view(data)")))
                .build();
    }

    private MethodSpec definition() {
        return method(
                        RuntimeTypes.TRIGGER_DEFINITION,
                        "definition",
                        "What KEDA " + LATEST + " knows about a type; null if it does not know the type.")
                .addCode(choice(catalogue.triggers(), trigger -> Optional.of(trigger.className() + ".DEFINITION")))
                .build();
    }

    private MethodSpec ofRemoved(
            String name, TypeName type, String javadoc, Function<TriggerType, Optional<String>> value) {
        return method(type, name, javadoc)
                .addCode(choice(catalogue.removed(), value))
                .build();
    }

    private static MethodSpec.Builder method(TypeName type, String name, String javadoc) {
        return MethodSpec.methodBuilder(name)
                .addJavadoc("$L\n", javadoc)
                .addModifiers(Modifier.STATIC)
                .returns(((ClassName) type)
                        .annotated(AnnotationSpec.builder(RuntimeTypes.NULLABLE).build()))
                .addParameter(String.class, "type");
    }

    /** Generates a switch over the types that have a value. */
    private static CodeBlock choice(List<TriggerType> triggers, Function<TriggerType, Optional<String>> value) {
        CodeBlock.Builder code = CodeBlock.builder().add("return switch (type) {\n$>");
        for (TriggerType trigger : triggers) {
            value.apply(trigger).ifPresent(result -> code.add("case $S -> $L;\n", trigger.type(), result));
        }
        return code.add("default -> null;\n$<};\n").build();
    }
}
