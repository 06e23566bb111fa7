package io.github.keda4j.validator.internal.advice;

import io.github.keda4j.findings.Severity;
import io.github.keda4j.validator.Layer;
import io.github.keda4j.validator.Rule;
import java.util.List;

/** The rules of this package. */
public final class AdviceRules {

    static final Rule INITIAL_COOLDOWN_IGNORED = warning("scaledobject-initial-cooldown-ignored");
    static final Rule IDLE_REPLICAS = warning("scaledobject-idle-replicas");
    static final Rule MIN_EQUALS_MAX = info("scaledobject-min-equals-max");
    static final Rule PAUSED_VALUE = warning("scaledobject-paused-value");
    static final Rule CONTAINER_METRIC = warning("modifiers-container-metric");
    static final Rule FIXED_REPLICAS = warning("workload-fixed-replicas");

    static final Rule CRON_WITHOUT_EFFECT = warning("trigger-cron-without-effect");
    static final Rule CRON_ABOVE_MAX = warning("trigger-cron-above-max");
    static final Rule LITERAL_VARIABLE = warning("trigger-literal-variable");
    static final Rule VARIABLE_NAME = warning("trigger-variable-name");
    static final Rule MILLISECONDS = info("trigger-milliseconds");
    static final Rule REGION_MISMATCH = warning("trigger-region-mismatch");
    static final Rule NO_DATA = info("trigger-cloudwatch-no-data");
    static final Rule IN_FLIGHT_IGNORED = info("trigger-in-flight-ignored");
    static final Rule JOB_IN_FLIGHT = warning("scaledjob-in-flight");

    static final Rule IDENTITY_OWNER_IGNORED = info("trigger-identity-owner-ignored");
    static final Rule UNSIGNED_REQUEST = warning("trigger-unsigned-request");
    static final Rule ROLE_OF_CUSTOM_TARGET = info("authentication-role-of-custom-target");
    static final Rule DUPLICATE_PARAMETER = warning("authentication-duplicate-parameter");
    static final Rule FILE_ALONE = warning("authentication-file-alone");
    static final Rule KEYS_IGNORED = warning("authentication-keys-ignored");
    static final Rule SECRET_MANAGER = warning("authentication-secret-manager");
    static final Rule EXTERNAL_ID = info("authentication-external-id-unused");
    static final Rule ROLE_ARN = warning("authentication-role-arn");

    public static final List<Rule> ALL = List.of(
            INITIAL_COOLDOWN_IGNORED,
            IDLE_REPLICAS,
            MIN_EQUALS_MAX,
            PAUSED_VALUE,
            CONTAINER_METRIC,
            FIXED_REPLICAS,
            CRON_WITHOUT_EFFECT,
            CRON_ABOVE_MAX,
            LITERAL_VARIABLE,
            VARIABLE_NAME,
            MILLISECONDS,
            REGION_MISMATCH,
            NO_DATA,
            IN_FLIGHT_IGNORED,
            JOB_IN_FLIGHT,
            IDENTITY_OWNER_IGNORED,
            UNSIGNED_REQUEST,
            ROLE_OF_CUSTOM_TARGET,
            DUPLICATE_PARAMETER,
            FILE_ALONE,
            KEYS_IGNORED,
            SECRET_MANAGER,
            EXTERNAL_ID,
            ROLE_ARN);

    private AdviceRules() {}

    private static Rule warning(String id) {
        return new Rule(id, Layer.ADVICE, Severity.WARNING);
    }

    private static Rule info(String id) {
        return new Rule(id, Layer.ADVICE, Severity.INFO);
    }
}
