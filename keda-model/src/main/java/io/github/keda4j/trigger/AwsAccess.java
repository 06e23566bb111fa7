package io.github.keda4j.trigger;

import java.util.List;

/**
 * What a trigger has to be allowed in AWS.
 *
 * @param actions as IAM names them, such as {@code sqs:GetQueueAttributes}
 * @param resource the ARN that they are called on, with <code>{partition}</code>, <code>{account}</code> and the names of
 *     parameters, in braces, where they are not known; {@code *} where the action knows no resource
 */
public record AwsAccess(List<String> actions, String resource) {

    /**
     * Takes the parts as they are.
     *
     * @param actions as IAM names them
     * @param resource the ARN, or {@code *}
     */
    public AwsAccess {
        actions = List.copyOf(actions);
    }
}
