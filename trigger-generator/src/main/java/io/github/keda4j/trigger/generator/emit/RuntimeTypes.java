package io.github.keda4j.trigger.generator.emit;

import com.palantir.javapoet.ClassName;

/** The hand-written classes to which generated classes refer. */
final class RuntimeTypes {

    static final ClassName TRIGGER = own("Trigger");
    static final ClassName TRIGGERS = own("Triggers");
    static final ClassName TRIGGER_BUILDER = own("TriggerBuilder");
    static final ClassName SCALER_BUILDER = own("ScalerBuilder");
    static final ClassName KEDA_VERSION = own("KedaVersion");
    static final ClassName AUTHENTICATION_PARAMETER = own("AuthenticationParameter");
    static final ClassName AUTHENTICATION_BUILDER = own("AuthenticationBuilder");

    static final ClassName TRIGGER_DEFINITION = engine("TriggerDefinition");
    static final ClassName TRIGGER_DATA = engine("TriggerData");
    static final ClassName PARAMETER = engine("Parameter");
    static final ClassName PARAMETER_VALUES = engine("ParameterValues");
    static final ClassName RULE_CHECK = engine("RuleCheck");
    static final ClassName TARGET_VALUE = engine("TargetValue");
    static final ClassName TEXT_TEMPLATE = engine("TextTemplate");
    static final ClassName TEXT_FUNCTION = engine("TextFunction");
    static final ClassName TEXT_FORMAT = engine("TextFormat");
    static final ClassName TRUTH = engine("Truth");
    static final ClassName AWS_CALLS = engine("AwsCalls");

    static final ClassName SCALE_TRIGGERS = model("ScaleTriggers");
    static final ClassName METRIC_TARGET_TYPE = model("MetricTargetType");
    static final ClassName AUTHENTICATION_REF = model("AuthenticationRef");
    static final ClassName AUTH_POD_IDENTITY = model("AuthPodIdentity");
    static final ClassName OPEN_ENUM = ClassName.get("io.github.keda4j.model", "OpenEnum");
    static final ClassName FINDINGS_EXCEPTION = ClassName.get("io.github.keda4j.findings", "FindingsException");
    static final ClassName NULLABLE = ClassName.get("org.jspecify.annotations", "Nullable");

    private static final String ENGINE = JavaNames.PACKAGE + ".internal";

    private RuntimeTypes() {}

    static ClassName own(String name) {
        return ClassName.get(JavaNames.PACKAGE, name);
    }

    private static ClassName engine(String name) {
        return ClassName.get(ENGINE, name);
    }

    /** The class of a rule or a metric name that the catalogue refers to. */
    static ClassName rule(String name) {
        return ClassName.get(ENGINE + ".rule", name);
    }

    private static ClassName model(String name) {
        return ClassName.get("io.github.keda4j.keda.v1alpha1", name);
    }
}
