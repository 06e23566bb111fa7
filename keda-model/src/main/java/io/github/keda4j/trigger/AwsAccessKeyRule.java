package io.github.keda4j.trigger;

/**
 * An access key has two halves, and KEDA takes both from one place: from the authentication if that gives the id, or else
 * from the metadata and the environment. That one half is missing everywhere is another rule's.
 */
final class AwsAccessKeyRule implements JavaRule {

    private static final String ID = "awsAccessKeyID";
    private static final String SECRET = "awsSecretAccessKey";

    /** Other than in an authentication, the id has one spelling. */
    private static final Parameter ID_OF_METADATA = Parameter.secret(ID);

    @Override
    public void check(Values values, Rules rules) {
        Parameter id = values.definition.parameter(ID);
        Parameter secret = values.definition.parameter(SECRET);
        if (id == null
                || secret == null
                || values.get(id).exists() == Truth.FALSE
                || values.get(secret).exists() == Truth.FALSE) {
            return;
        }
        Truth inAuthentication = values.in(ParameterSource.AUTH, id).exists();
        if (inAuthentication == Truth.TRUE) {
            if (values.in(ParameterSource.AUTH, secret).exists() == Truth.FALSE) {
                rules.fail(SECRET, "the authentication gives " + ID + "; give " + SECRET + " there as well");
            }
        } else if (inAuthentication == Truth.FALSE) {
            Truth outside = values.in(ParameterSource.METADATA, ID_OF_METADATA)
                    .exists()
                    .or(values.in(ParameterSource.ENV, ID_OF_METADATA).exists());
            if (outside == Truth.FALSE) {
                rules.fail(ID, "KEDA reads awsAccessKeyId in an authentication only; write " + ID + " here");
            } else if (values.in(ParameterSource.ENV, secret).exists() == Truth.FALSE) {
                rules.fail(SECRET, "the trigger gives " + ID + "; give awsSecretAccessKeyFromEnv there as well");
            }
        }
    }
}
