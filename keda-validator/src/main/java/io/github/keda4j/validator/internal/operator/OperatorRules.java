package io.github.keda4j.validator.internal.operator;

import io.github.keda4j.findings.Severity;
import io.github.keda4j.validator.Layer;
import io.github.keda4j.validator.Rule;
import java.util.ArrayList;
import java.util.List;

/** The rules of this package. */
public final class OperatorRules {

    static final Rule UNKNOWN_TRIGGER_TYPE = error("trigger-unknown-type");
    static final Rule UNKNOWN_PARAMETER = warning("trigger-unknown-parameter");

    static final Rule ENVIRONMENT_CONTAINER = error("environment-container");
    static final Rule ENVIRONMENT_SOURCE = error("environment-source");
    static final Rule AUTHENTICATION_NOT_FOUND = error("authentication-not-found");
    static final Rule AUTHENTICATION_SOURCE = error("authentication-source");
    static final Rule AUTHENTICATION_FILE = error("authentication-file");
    static final Rule SERVICE_ACCOUNT = error("authentication-service-account");
    static final Rule ROLE_WITHOUT_PODS = warning("authentication-role-without-pods");

    static final Rule TARGET_NOT_FOUND = error("scaledobject-target-not-found");
    static final Rule PAUSED_REPLICAS = error("scaledobject-paused-replicas");
    static final Rule ACTIVATION_TARGET = error("modifiers-activation-target");
    static final Rule FALLBACK_TARGET = warning("modifiers-fallback-target");

    static final Rule JOB_METRIC_TYPE = error("scaledjob-metric-type");
    static final Rule JOB_CONTAINERS = error("scaledjob-containers");
    static final Rule JOB_RESTART_POLICY = error("scaledjob-restart-policy");
    static final Rule JOB_MIN_ABOVE_MAX = warning("scaledjob-min-above-max");
    static final Rule JOB_PERCENTAGE = warning("scaledjob-running-job-percentage");
    static final Rule JOB_CACHED_METRICS = warning("scaledjob-cached-metrics");
    static final Rule JOB_PUSH = warning("scaledjob-push-trigger");

    /**
     * The rules of {@link io.github.keda4j.trigger.Triggers#check}, except those that a trigger type has for its own
     * parameters.
     */
    private static final List<Rule> TRIGGERS = List.of(
            UNKNOWN_TRIGGER_TYPE,
            error("trigger-removed-type"),
            warning("trigger-deprecated-type"),
            error("trigger-version"),
            error("trigger-metric-type"),
            warning("trigger-authentication"),
            error("trigger-pod-identity"),
            error("trigger-missing-parameter"),
            error("trigger-parameter-type"),
            error("trigger-parameter-value"),
            error("trigger-exclusive-values"),
            error("trigger-removed-parameter"),
            warning("trigger-deprecated-parameter"),
            warning("trigger-ignored-parameter"),
            UNKNOWN_PARAMETER,
            error("trigger-target"));

    public static final List<Rule> ALL = all();

    private OperatorRules() {}

    private static List<Rule> all() {
        List<Rule> all = new ArrayList<>(TRIGGERS);
        all.addAll(List.of(
                ENVIRONMENT_CONTAINER,
                ENVIRONMENT_SOURCE,
                AUTHENTICATION_NOT_FOUND,
                AUTHENTICATION_SOURCE,
                AUTHENTICATION_FILE,
                SERVICE_ACCOUNT,
                ROLE_WITHOUT_PODS,
                TARGET_NOT_FOUND,
                PAUSED_REPLICAS,
                ACTIVATION_TARGET,
                FALLBACK_TARGET,
                JOB_METRIC_TYPE,
                JOB_CONTAINERS,
                JOB_RESTART_POLICY,
                JOB_MIN_ABOVE_MAX,
                JOB_PERCENTAGE,
                JOB_CACHED_METRICS,
                JOB_PUSH));
        return List.copyOf(all);
    }

    private static Rule error(String id) {
        return new Rule(id, Layer.OPERATOR, Severity.ERROR);
    }

    private static Rule warning(String id) {
        return new Rule(id, Layer.OPERATOR, Severity.WARNING);
    }
}
