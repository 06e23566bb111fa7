package io.github.keda4j.trigger.generator.emit;

import com.palantir.javapoet.ClassName;

/** The hand-written classes that generated ones name. */
final class RuntimeTypes {

    static final ClassName TRIGGER = own("Trigger");
    static final ClassName TRIGGER_BUILDER = own("TriggerBuilder");
    static final ClassName SCALER_BUILDER = own("ScalerBuilder");
    static final ClassName TRIGGER_DATA = own("TriggerData");
    static final ClassName PARAMETER = own("Parameter");
    static final ClassName DEFINITION = own("Definition");
    static final ClassName VALUES = own("Values");
    static final ClassName RULES = own("Rules");
    static final ClassName TEMPLATE = own("Template");
    static final ClassName AWS_CALLS = own("AwsCalls");
    static final ClassName KEDA_VERSION = own("KedaVersion");
    static final ClassName AUTHENTICATION_PARAMETER = own("AuthenticationParameter");
    static final ClassName AUTHENTICATION_BUILDER = own("AuthenticationBuilder");

    static final ClassName SCALE_TRIGGERS = model("ScaleTriggers");
    static final ClassName METRIC_TARGET_TYPE = model("MetricTargetType");
    static final ClassName AUTHENTICATION_REF = model("AuthenticationRef");
    static final ClassName AUTH_POD_IDENTITY = model("AuthPodIdentity");
    static final ClassName OPEN_ENUM = ClassName.get("io.github.keda4j.model", "OpenEnum");
    static final ClassName FINDINGS_EXCEPTION = ClassName.get("io.github.keda4j.findings", "FindingsException");
    static final ClassName NULLABLE = ClassName.get("org.jspecify.annotations", "Nullable");

    private RuntimeTypes() {}

    static ClassName own(String name) {
        return ClassName.get(JavaNames.PACKAGE, name);
    }

    private static ClassName model(String name) {
        return ClassName.get("io.github.keda4j.keda.v1alpha1", name);
    }
}
