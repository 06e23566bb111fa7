package io.github.keda4j.trigger.internal.rule;

import io.github.keda4j.trigger.ParameterSource;
import io.github.keda4j.trigger.internal.Parameter;
import io.github.keda4j.trigger.internal.ParameterValues;
import io.github.keda4j.trigger.internal.RuleCheck;
import io.github.keda4j.trigger.internal.Truth;

/**
 * An access key has two halves, and KEDA reads both from one place: from the authentication if that contains the id, or
 * else from the metadata and the environment. Another rule reports a half that is missing in both places.
 */
public final class AwsAccessKeyRule {

    private static final String ID = "awsAccessKeyID";
    private static final String SECRET = "awsSecretAccessKey";

    /**
     * Whether the trigger gives the id, which has only one spelling outside of an authentication. A blank value counts.
     */
    private static final Parameter ID_OF_METADATA = Parameter.secret(ID).verbatim();

    private AwsAccessKeyRule() {}

    public static void check(ParameterValues values, RuleCheck rule) {
        Parameter id = values.parameter(ID);
        Parameter secret = values.parameter(SECRET);
        if (id == null
                || secret == null
                || values.get(id).exists() == Truth.FALSE
                || values.get(secret).exists() == Truth.FALSE) {
            return;
        }
        Truth inAuthentication = values.in(ParameterSource.AUTH, id).exists();
        if (inAuthentication == Truth.TRUE) {
            if (values.in(ParameterSource.AUTH, secret).exists() == Truth.FALSE) {
                rule.fail(SECRET, "The authentication sets " + ID + ". " + SECRET + " must come from there as well.");
            }
        } else if (inAuthentication == Truth.FALSE) {
            Truth outside = values.in(ParameterSource.METADATA, ID_OF_METADATA)
                    .exists()
                    .or(values.in(ParameterSource.ENV, ID_OF_METADATA).exists());
            if (outside == Truth.FALSE) {
                rule.fail(
                        ID,
                        "KEDA reads awsAccessKeyId only from an authentication. In the trigger, it must be spelled "
                                + ID + ".");
            } else if (values.in(ParameterSource.ENV, secret).exists() == Truth.FALSE) {
                rule.fail(SECRET, "The trigger sets " + ID + ". It must set awsSecretAccessKeyFromEnv as well.");
            }
        }
    }
}
