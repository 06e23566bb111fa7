package io.github.keda4j.provisioner.internal;

import software.amazon.awssdk.awscore.exception.AwsServiceException;

/** Interprets AWS's refusals. */
final class AwsRefusals {

    private AwsRefusals() {}

    /** Whether the call was refused because the caller is not authorized. IAM's code for that differs from EKS's. */
    static boolean isOfAccess(AwsServiceException refused) {
        return refused.awsErrorDetails() != null
                && String.valueOf(refused.awsErrorDetails().errorCode()).startsWith("AccessDenied");
    }
}
