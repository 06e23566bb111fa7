package io.github.keda4j.validator.internal.admission;

import io.github.keda4j.findings.Severity;
import io.github.keda4j.validator.Layer;
import io.github.keda4j.validator.Rule;
import java.util.List;

/** The rules of this package. */
public final class AdmissionRules {

    static final Rule POLLING_INTERVAL_IGNORED = warning("scaledobject-polling-interval-ignored");
    static final Rule COOLDOWN_PERIOD_IGNORED = warning("scaledobject-cooldown-period-ignored");
    static final Rule IDLE_NOT_BELOW_MIN = error("scaledobject-idle-not-below-min");
    static final Rule FALLBACK_WITHOUT_METRIC = error("scaledobject-fallback-without-metric");
    static final Rule NAME_TOO_LONG = error("scaledobject-name-too-long");
    static final Rule AUTOSCALER_NAME_TOO_LONG = error("scaledobject-autoscaler-name-too-long");
    static final Rule TARGET_KIND = error("scaledobject-target-kind");
    static final Rule TARGET_KIND_OVERLOOKED = warning("scaledobject-target-kind-overlooked");
    static final Rule NEIGHBOUR_TARGET_KIND = error("scaledobject-neighbour-target-kind");
    static final Rule DUPLICATE_TARGET = error("scaledobject-duplicate-target");
    static final Rule DUPLICATE_AUTOSCALER = error("scaledobject-duplicate-autoscaler");
    static final Rule TARGET_HAS_AUTOSCALER = error("scaledobject-target-has-autoscaler");
    static final Rule TRANSFER_WITHOUT_NAME = error("scaledobject-transfer-without-name");
    static final Rule CPU_TARGET_MISSING = error("scaledobject-cpu-target-missing");
    static final Rule REQUEST_MISSING = error("scaledobject-request-missing");
    static final Rule CPU_SCALE_TO_ZERO = error("scaledobject-cpu-scale-to-zero");
    static final Rule FORMULA_MISSING = error("modifiers-formula-missing");
    static final Rule TARGET_MISSING = error("modifiers-target-missing");
    static final Rule TARGET_NOT_POSITIVE = error("modifiers-target");
    static final Rule FALLBACK_WITHOUT_FORMULA = error("modifiers-fallback-without-formula");
    static final Rule NO_TRIGGER = error("trigger-none");
    public static final Rule CACHED_METRICS = error("trigger-use-cached-metrics");
    static final Rule DUPLICATE_TRIGGER_NAME = error("trigger-duplicate-name");

    static final Rule IDENTITY_ID = error("authentication-identity-id");
    static final Rule IDENTITY_TENANT = error("authentication-identity-tenant");
    static final Rule ROLE_AND_WORKLOAD = error("authentication-role-and-workload");
    static final Rule EXTERNAL_ID_WITHOUT_ROLE = error("authentication-external-id-without-role");
    static final Rule OAUTH2_TYPE = error("authentication-oauth2-type");
    static final Rule OAUTH2_CLIENT_ID = error("authentication-oauth2-client-id");
    static final Rule OAUTH2_TOKEN_URL = error("authentication-oauth2-token-url");
    static final Rule SERVICE_PRINCIPAL_ID = error("authentication-service-principal-id");
    static final Rule SERVICE_PRINCIPAL_SECRET = error("authentication-service-principal-secret");
    static final Rule SERVICE_PRINCIPAL_PASSWORD = error("authentication-service-principal-password");
    static final Rule SERVICE_PRINCIPAL_ENDPOINT = error("authentication-service-principal-endpoint");
    static final Rule AWS_EKS_DEPRECATED =
            new Rule("authentication-aws-eks-deprecated", Layer.ADVICE, Severity.WARNING);

    static final Rule INCLUDED_AND_EXCLUDED = error("events-included-and-excluded");
    static final Rule UNSUPPORTED_EVENT_TYPE = error("events-unsupported-type");

    static final Rule AUTOSCALER_BEHAVIOR = new Rule("autoscaler-behavior", Layer.OPERATOR, Severity.ERROR);
    static final Rule AUTOSCALER_NAME = new Rule("autoscaler-name", Layer.OPERATOR, Severity.ERROR);

    public static final List<Rule> ALL = List.of(
            POLLING_INTERVAL_IGNORED,
            COOLDOWN_PERIOD_IGNORED,
            IDLE_NOT_BELOW_MIN,
            FALLBACK_WITHOUT_METRIC,
            NAME_TOO_LONG,
            AUTOSCALER_NAME_TOO_LONG,
            TARGET_KIND,
            TARGET_KIND_OVERLOOKED,
            NEIGHBOUR_TARGET_KIND,
            DUPLICATE_TARGET,
            DUPLICATE_AUTOSCALER,
            TARGET_HAS_AUTOSCALER,
            TRANSFER_WITHOUT_NAME,
            CPU_TARGET_MISSING,
            REQUEST_MISSING,
            CPU_SCALE_TO_ZERO,
            FORMULA_MISSING,
            TARGET_MISSING,
            TARGET_NOT_POSITIVE,
            FALLBACK_WITHOUT_FORMULA,
            NO_TRIGGER,
            CACHED_METRICS,
            DUPLICATE_TRIGGER_NAME,
            IDENTITY_ID,
            IDENTITY_TENANT,
            ROLE_AND_WORKLOAD,
            EXTERNAL_ID_WITHOUT_ROLE,
            OAUTH2_TYPE,
            OAUTH2_CLIENT_ID,
            OAUTH2_TOKEN_URL,
            SERVICE_PRINCIPAL_ID,
            SERVICE_PRINCIPAL_SECRET,
            SERVICE_PRINCIPAL_PASSWORD,
            SERVICE_PRINCIPAL_ENDPOINT,
            AWS_EKS_DEPRECATED,
            INCLUDED_AND_EXCLUDED,
            UNSUPPORTED_EVENT_TYPE,
            AUTOSCALER_BEHAVIOR,
            AUTOSCALER_NAME);

    private AdmissionRules() {}

    private static Rule error(String id) {
        return new Rule(id, Layer.ADMISSION, Severity.ERROR);
    }

    private static Rule warning(String id) {
        return new Rule(id, Layer.ADMISSION, Severity.WARNING);
    }
}
