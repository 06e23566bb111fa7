package io.github.keda4j.trigger.generator.emit;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.FieldSpec;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.TypeSpec;
import io.github.keda4j.trigger.generator.catalogue.EnumValues;
import io.github.keda4j.trigger.generator.catalogue.Parameter;
import io.github.keda4j.trigger.generator.catalogue.TriggerType;
import io.github.keda4j.trigger.generator.examples.ExampleChoice;
import io.github.keda4j.trigger.generator.words.RuleWords;
import javax.lang.model.element.Modifier;

/** Generates the class of a trigger type. */
final class TriggerClass {

    private final TriggerType trigger;
    private final ClassName name;
    private final BuilderClass builder;
    private final AuthenticationClasses authentication;

    private TriggerClass(TriggerType trigger) {
        this.trigger = trigger;
        this.name = RuntimeTypes.own(trigger.className());
        this.builder = new BuilderClass(trigger);
        this.authentication = new AuthenticationClasses(trigger);
    }

    static TypeSpec of(TriggerType trigger) {
        return new TriggerClass(trigger).type();
    }

    private TypeSpec type() {
        TypeSpec.Builder type = TypeSpec.classBuilder(name)
                .addJavadoc("$L", javadoc())
                .addModifiers(Modifier.PUBLIC, Modifier.FINAL)
                .superclass(RuntimeTypes.TRIGGER)
                .addField(FieldSpec.builder(String.class, "TYPE", Modifier.PUBLIC, Modifier.STATIC, Modifier.FINAL)
                        .addJavadoc("The trigger's type, as written in YAML.\n")
                        .initializer("$S", trigger.type())
                        .build());
        if (trigger.deprecated().isPresent()) {
            type.addAnnotation(Deprecated.class);
        }
        trigger.parameters().forEach(parameter -> type.addField(ParameterCode.field(parameter)));
        type.addField(DefinitionCode.field(trigger));
        addWaysToMakeOne(type);
        type.addMethods(new Getters(trigger).methods());
        RulesMethod.of(trigger).ifPresent(type::addMethod);
        NameMethods names = new NameMethods(trigger);
        names.metricName(trigger.metricName()).ifPresent(type::addMethod);
        names.target(trigger).ifPresent(type::addMethod);
        names.aws(trigger.aws()).ifPresent(type::addMethod);
        addEnums(type);
        type.addType(builder.type());
        if (authentication.areNeeded()) {
            authentication.addTo(type);
        }
        return type.build();
    }

    private Javadoc javadoc() {
        Javadoc javadoc = new Javadoc(Javadoc.CLASS)
                .paragraph(
                        Javadoc.sentence(trigger.description()) + " Trigger type " + Javadoc.code(trigger.type()) + ".")
                .code(JavaExample.of(trigger, ExampleChoice.of(trigger), trigger.type() + "-auth")
                        .lines()
                        .toList());
        if (!trigger.rules().isEmpty()) {
            RuleWords rules = new RuleWords(trigger, Javadoc::code, Javadoc::escape);
            javadoc.paragraph("KEDA's rules, in addition to those of each parameter:")
                    .list(trigger.rules().stream().map(rules::of).toList());
        }
        trigger.since().ifPresent(since -> javadoc.paragraph("Available since KEDA " + since.text() + "."));
        trigger.documentation()
                .ifPresent(address ->
                        javadoc.tag("see", "<a href=\"" + address + "\">KEDA's documentation of this trigger</a>"));
        trigger.deprecated().ifPresent(words -> javadoc.tag("deprecated", Javadoc.sentence(words)));
        return javadoc;
    }

    private void addWaysToMakeOne(TypeSpec.Builder type) {
        type.addMethod(MethodSpec.constructorBuilder()
                .addParameter(RuntimeTypes.TRIGGER_DATA, "data")
                .addStatement("super(DEFINITION, data)")
                .build());
        type.addMethod(MethodSpec.methodBuilder("view")
                .addModifiers(Modifier.STATIC)
                .returns(RuntimeTypes.TRIGGER)
                .addParameter(RuntimeTypes.TRIGGER_DATA, "data")
                .addStatement("return new $T(data)", name)
                .build());
        type.addMethod(MethodSpec.methodBuilder("builder")
                .addJavadoc("{@return a builder with nothing set}\n")
                .addModifiers(Modifier.PUBLIC, Modifier.STATIC)
                .returns(builder.name())
                .addStatement("return new $T(new $T())", builder.name(), RuntimeTypes.TRIGGER_DATA)
                .build());
        type.addMethod(from());
        type.addMethod(MethodSpec.methodBuilder("toBuilder")
                .addJavadoc("{@return a builder with all settings of this trigger}\n")
                .addModifiers(Modifier.PUBLIC)
                .returns(builder.name())
                .addStatement("return new $T(data())", builder.name())
                .build());
        if (authentication.areNeeded()) {
            type.addMethod(authentication.entryPoint());
        }
    }

    private MethodSpec from() {
        Javadoc javadoc = new Javadoc(Javadoc.MEMBER)
                .paragraph("Reads an entry of {@code triggers}.")
                .tag(
                        "param",
                        "entry an entry of type " + Javadoc.code(trigger.type())
                                + "; later changes to it have no effect")
                .tag("return", "the trigger")
                .tag("throws", "$T if the entry has another type or KEDA would refuse it; lists every problem");
        return MethodSpec.methodBuilder("from")
                .addJavadoc(javadoc.toString(), RuntimeTypes.FINDINGS_EXCEPTION)
                .addModifiers(Modifier.PUBLIC, Modifier.STATIC)
                .returns(name)
                .addParameter(RuntimeTypes.SCALE_TRIGGERS, "entry")
                .addStatement("return ($T) $T.read(TYPE, entry)", name, RuntimeTypes.TRIGGERS)
                .build();
    }

    private void addEnums(TypeSpec.Builder type) {
        for (Parameter parameter : trigger.parameters()) {
            EnumValues values = parameter.type().enumValues().orElse(null);
            if (values != null && values.enumType().isEmpty() && parameter.isAlive() && parameter.isInTrigger()) {
                ClassName own = ValueCode.enumType(trigger, parameter);
                type.addType(EnumClass.of(own, parameter.name(), values.values()));
            }
        }
    }
}
