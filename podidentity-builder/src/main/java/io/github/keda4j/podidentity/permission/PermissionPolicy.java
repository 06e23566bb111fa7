package io.github.keda4j.podidentity.permission;

import io.github.keda4j.findings.Findings;
import io.github.keda4j.podidentity.policy.PolicyDocument;

/**
 * An identity policy, and notes about it.
 *
 * @param document the policy
 * @param notes explanations of statements that are wider than necessary because AWS offers nothing narrower; never
 *     errors
 */
public record PermissionPolicy(PolicyDocument document, Findings notes) {}
