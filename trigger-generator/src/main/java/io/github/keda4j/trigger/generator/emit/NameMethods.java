package io.github.keda4j.trigger.generator.emit;

import com.palantir.javapoet.MethodSpec;
import io.github.keda4j.trigger.generator.catalogue.AwsCall;
import io.github.keda4j.trigger.generator.catalogue.MetricName;
import io.github.keda4j.trigger.generator.catalogue.Target;
import io.github.keda4j.trigger.generator.catalogue.Template;
import io.github.keda4j.trigger.generator.catalogue.TriggerType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Generates the methods that build names from values: the name of the metric, and those of the AWS resources that are
 * read.
 */
final class NameMethods {

    private final ConditionCode conditions;
    private final TemplateCode templates;

    NameMethods(TriggerType trigger) {
        this.conditions = new ConditionCode(trigger);
        this.templates = new TemplateCode(trigger);
    }

    /** Generates the method for the metric's name; empty if KEDA makes no external metric, or a server names it. */
    Optional<MethodSpec> metricName(MetricName metricName) {
        MethodSpec.Builder method = MethodSpec.methodBuilder("metricName")
                .addAnnotation(Override.class)
                .returns(RuntimeTypes.TEXT_TEMPLATE)
                .addParameter(RuntimeTypes.PARAMETER_VALUES, "v");
        if (metricName instanceof MetricName.None || metricName instanceof MetricName.Unknown) {
            return Optional.empty();
        }
        if (metricName instanceof MetricName.JavaClass javaClass) {
            String name = javaClass.name().endsWith("Name") ? javaClass.name() : javaClass.name() + "MetricName";
            method.addStatement("return $T.of(v)", RuntimeTypes.rule(name));
        } else {
            addVariants(method, ((MetricName.Names) metricName).variants());
        }
        return Optional.of(method.build());
    }

    private void addVariants(MethodSpec.Builder method, List<MetricName.Variant> variants) {
        if (variants.get(0).when().isEmpty()) {
            method.addStatement(EngineNames.in(chain("return new TextTemplate(v)", variants.get(0))));
            return;
        }
        method.addStatement("$T name = new $T(v)", RuntimeTypes.TEXT_TEMPLATE, RuntimeTypes.TEXT_TEMPLATE);
        for (MetricName.Variant variant : variants) {
            if (variant.when().isEmpty()) {
                method.addStatement(EngineNames.in(chain("return name", variant)));
                return;
            }
            String condition = conditions.of(variant.when().get(), 8 + "if (name.when(".length(), Code.CONTINUED);
            method.beginControlFlow("if (name.when($L))", EngineNames.in(condition))
                    .addStatement(EngineNames.in(chain("return name", variant)))
                    .endControlFlow();
        }
        method.addStatement("return name.unknown()");
    }

    private String chain(String head, MetricName.Variant variant) {
        return Code.chain(12, "", head, templates.calls(variant.name()));
    }

    /** Generates the method for the target; empty if a parameter always holds the target, or a server determines it. */
    Optional<MethodSpec> target(TriggerType trigger) {
        if (trigger.targets().isEmpty() || trigger.target().isPresent()) {
            return Optional.empty();
        }
        MethodSpec.Builder method = MethodSpec.methodBuilder("target")
                .addAnnotation(Override.class)
                .returns(RuntimeTypes.TARGET_VALUE)
                .addParameter(RuntimeTypes.PARAMETER_VALUES, "v")
                .addStatement("$T target = new $T(v)", RuntimeTypes.TARGET_VALUE, RuntimeTypes.TARGET_VALUE);
        for (Target target : trigger.targets()) {
            String value = target.parameter()
                    .map(name -> DefinitionCode.constant(trigger, name)
                            + (target.factor() == 1 ? "" : ", " + target.factor()))
                    .orElseGet(() -> Long.toString((long) target.value()));
            if (target.when().isEmpty()) {
                return Optional.of(
                        method.addStatement("return target.of($L)", value).build());
            }
            String condition = conditions.of(target.when().get(), 8 + "if (target.when(".length(), Code.CONTINUED);
            method.beginControlFlow("if (target.when($L))", EngineNames.in(condition))
                    .addStatement("return target.of($L)", value)
                    .endControlFlow();
        }
        return Optional.of(method.addStatement("return target.none()").build());
    }

    /** Generates the method for the calls to AWS; empty if the type makes none. */
    Optional<MethodSpec> aws(List<AwsCall> calls) {
        if (calls.isEmpty()) {
            return Optional.empty();
        }
        MethodSpec.Builder method = MethodSpec.methodBuilder("aws")
                .addAnnotation(Override.class)
                .addParameter(RuntimeTypes.PARAMETER_VALUES, "v")
                .addParameter(RuntimeTypes.AWS_CALLS, "aws");
        for (AwsCall call : calls) {
            method.addStatement(EngineNames.in(statement(call)));
        }
        return Optional.of(method.build());
    }

    private String statement(AwsCall call) {
        String when =
                call.when().map(condition -> conditions.of(condition, 16, "")).orElse("Truth.TRUE");
        String actions = Code.fill(16, "", Code.literals(call.actions()));
        StringBuilder statement = new StringBuilder("aws.call(\n" + String.join(",\n", when, actions) + ")");
        call.arn().ifPresent(arn -> {
            List<String> parts =
                    new ArrayList<>(List.of(Code.CONTINUED + Code.literal(arn.service()), chain(arn.region())));
            if (!arn.isOfCaller()) {
                parts.add(chain(arn.account()));
            }
            parts.add(chain(arn.resource()));
            statement.append("\n.on(\n").append(String.join(",\n", parts)).append(")");
        });
        call.conditions()
                .forEach((key, value) -> statement
                        .append("\n.where(\n")
                        .append(Code.CONTINUED + Code.literal(key))
                        .append(",\n")
                        .append(chain(value))
                        .append(")"));
        return statement.toString();
    }

    private String chain(Template template) {
        return Code.CONTINUED
                + Code.chain(24, Code.CONTINUED + Code.CONTINUED, "new TextTemplate(v)", templates.calls(template));
    }
}
