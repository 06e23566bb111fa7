package io.github.keda4j.trigger.generator.emit;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.ParameterizedTypeName;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeSpec;
import io.github.keda4j.trigger.generator.catalogue.CommonField;
import io.github.keda4j.trigger.generator.catalogue.Parameter;
import io.github.keda4j.trigger.generator.catalogue.Source;
import io.github.keda4j.trigger.generator.catalogue.TriggerType;
import io.github.keda4j.trigger.generator.words.Sentences;
import java.util.List;
import javax.lang.model.element.Modifier;

/** Generates the builder inside a trigger's class. */
final class BuilderClass {

    private final TriggerType trigger;
    private final ClassName triggerClass;
    private final ClassName name;

    BuilderClass(TriggerType trigger) {
        this.trigger = trigger;
        this.triggerClass = RuntimeTypes.own(trigger.className());
        this.name = triggerClass.nestedClass("Builder");
    }

    ClassName name() {
        return name;
    }

    TypeSpec type() {
        boolean allFields = trigger.without().isEmpty();
        TypeSpec.Builder type = TypeSpec.classBuilder(name)
                .addJavadoc("$L", javadoc())
                .addModifiers(Modifier.PUBLIC, Modifier.STATIC, Modifier.FINAL)
                .superclass(ParameterizedTypeName.get(
                        allFields ? RuntimeTypes.SCALER_BUILDER : RuntimeTypes.TRIGGER_BUILDER, triggerClass, name))
                .addMethod(MethodSpec.constructorBuilder()
                        .addModifiers(Modifier.PRIVATE)
                        .addParameter(RuntimeTypes.TRIGGER_DATA, "data")
                        .addStatement("super(DEFINITION, data)")
                        .build())
                .addMethod(MethodSpec.methodBuilder("view")
                        .addAnnotation(Override.class)
                        .returns(RuntimeTypes.TRIGGER)
                        .addParameter(RuntimeTypes.TRIGGER_DATA, "data")
                        .addStatement("return new $T(data)", triggerClass)
                        .build())
                .addMethods(new Setters(trigger, name).methods());
        if (!allFields) {
            addFields(type);
        }
        return type.build();
    }

    private Javadoc javadoc() {
        Javadoc javadoc =
                new Javadoc(Javadoc.MEMBER).paragraph("Builds a trigger of type " + Javadoc.code(trigger.type()) + ".");
        List<String> authOnly = trigger.parameters().stream()
                .filter(parameter -> parameter.isAliveIn(Source.AUTH))
                .filter(parameter -> !parameter.isAliveIn(Source.METADATA) && !parameter.isAliveIn(Source.ENV))
                .map(Parameter::name)
                .map(Javadoc::code)
                .toList();
        if (!authOnly.isEmpty()) {
            javadoc.paragraph("These parameters can only come from an authentication ({@link #authentication}): "
                    + String.join(", ", authOnly) + ".");
        }
        return javadoc;
    }

    private void addFields(TypeSpec.Builder type) {
        if (trigger.has(CommonField.METRIC_TYPE)) {
            List<String> known =
                    trigger.metricTypes().isEmpty() ? List.of("AverageValue", "Value") : trigger.metricTypes();
            type.addMethod(setter(
                    "metricType",
                    RuntimeTypes.METRIC_TARGET_TYPE,
                    "Sets how the metric relates to the number of replicas."
                            + (trigger.requiresMetricType() ? " Required." : ""),
                    Sentences.list(Javadoc.codes(known), "or")
                            + (trigger.requiresMetricType() ? "" : "; defaults to {@code AverageValue}")));
        }
        if (trigger.has(CommonField.USE_CACHED_METRICS)) {
            type.addMethod(setter(
                    "useCachedMetrics",
                    TypeName.BOOLEAN,
                    "Sets whether the autoscaler gets the value of KEDA's last poll instead of a new one.",
                    "whether it gets the last value; defaults to {@code false}"));
        }
        if (trigger.has(CommonField.AUTHENTICATION_REF)) {
            type.addMethod(setter(
                    "authenticationRef",
                    ClassName.get(String.class),
                    "Sets the authentication that parameters are read from.",
                    "name of a TriggerAuthentication in the same namespace"));
            type.addMethod(setter(
                    "authenticationRef",
                    RuntimeTypes.AUTHENTICATION_REF,
                    "Sets the authentication that parameters are read from.",
                    "name and kind of the authentication"));
        }
    }

    private MethodSpec setter(String field, TypeName argument, String description, String what) {
        Javadoc javadoc = new Javadoc(Javadoc.INNER)
                .paragraph(description)
                .tag("param", field + " " + what)
                .tag("return", "this");
        return MethodSpec.methodBuilder(field)
                .addJavadoc("$L", javadoc)
                .addModifiers(Modifier.PUBLIC)
                .returns(name)
                .addParameter(argument, field)
                .addStatement("return set$L($L)", JavaNames.classOf(field), field)
                .build();
    }
}
