package io.github.keda4j.trigger.generator.emit;

import com.palantir.javapoet.FieldSpec;
import io.github.keda4j.trigger.generator.catalogue.CommonField;
import io.github.keda4j.trigger.generator.catalogue.TriggerType;
import io.github.keda4j.trigger.generator.words.Sentences;
import java.util.ArrayList;
import java.util.List;
import javax.lang.model.element.Modifier;

/** Generates the constant that describes a trigger type. */
final class DefinitionCode {

    private static final int COLUMN = "    static final TriggerDefinition DEFINITION = ".length();
    private static final String HEAD = "new TriggerDefinition";
    private static final String INDENT = Code.CONTINUED;

    private DefinitionCode() {}

    static FieldSpec field(TriggerType trigger) {
        List<String> arguments = new ArrayList<>(List.of("TYPE"));
        trigger.parameters().forEach(parameter -> arguments.add(JavaNames.constant(parameter)));
        String head = HEAD + Code.arguments(COLUMN + HEAD.length(), 4, INDENT + INDENT, arguments);
        List<String> calls = calls(trigger);
        String code = head.indexOf('\n') < 0
                ? Code.chain(COLUMN, INDENT, head, calls)
                : head
                        + String.join(
                                "",
                                calls.stream().map(call -> "\n" + INDENT + call).toList());
        return FieldSpec.builder(RuntimeTypes.TRIGGER_DEFINITION, "DEFINITION", Modifier.STATIC, Modifier.FINAL)
                .initializer(EngineNames.in(code))
                .build();
    }

    private static List<String> calls(TriggerType trigger) {
        List<String> calls = new ArrayList<>();
        for (CommonField field : CommonField.values()) {
            if (!trigger.has(field)) {
                calls.add(".without" + JavaNames.classOf(field.text()) + "()");
            }
        }
        if (!trigger.metricTypes().isEmpty()) {
            calls.add(".metricTypes(" + String.join(", ", Code.literals(trigger.metricTypes())) + ")");
        }
        if (trigger.requiresMetricType()) {
            calls.add(".requiresMetricType()");
        }
        if (trigger.additionalParameters()) {
            calls.add(".additionalParameters()");
        }
        if (!trigger.podIdentity().isEmpty()) {
            calls.add(".podIdentity(" + String.join(", ", Code.literals(trigger.podIdentity())) + ")");
        }
        if (trigger.rejectsOtherPodIdentity()) {
            calls.add(".rejectsOtherPodIdentity()");
        }
        trigger.since().ifPresent(since -> calls.add(".since(" + ParameterCode.version(since) + ")"));
        trigger.deprecated()
                .ifPresent(words ->
                        calls.add(".deprecated(" + Code.string(30, INDENT + INDENT, Sentences.of(words)) + ")"));
        trigger.deprecatedSince()
                .ifPresent(since -> calls.add(".deprecatedSince(" + ParameterCode.version(since) + ")"));
        trigger.target().ifPresent(name -> calls.add(".target(" + constant(trigger, name) + ")"));
        trigger.targetType().ifPresent(fixed -> calls.add(".targetType(" + Code.literal(fixed) + ")"));
        trigger.activation().ifPresent(name -> calls.add(".activation(" + constant(trigger, name) + ")"));
        return calls;
    }

    static String constant(TriggerType trigger, String parameter) {
        return JavaNames.constant(trigger.parameter(parameter));
    }
}
