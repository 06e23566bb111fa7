package io.github.keda4j.provisioner.internal;

import software.amazon.awssdk.awscore.exception.AwsServiceException;

/** What refusals of AWS mean. */
final class AwsRefusals {

    private AwsRefusals() {}

    /** Whether the caller may not do it. IAM's own code for that is another one than EKS's. */
    static boolean isOfAccess(AwsServiceException refused) {
        return refused.awsErrorDetails() != null
                && String.valueOf(refused.awsErrorDetails().errorCode()).startsWith("AccessDenied");
    }
}
