package io.github.keda4j.trigger.generator.catalogue;

import java.util.List;
import java.util.Optional;

/**
 * What a trigger asks of AWS.
 *
 * @param when empty for always
 * @param actions as IAM names them
 * @param resource the ARN, with parameters in it
 */
public record AwsCall(Optional<Condition> when, List<String> actions, Template resource) {}
