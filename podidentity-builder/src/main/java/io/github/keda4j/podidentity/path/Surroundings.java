package io.github.keda4j.podidentity.path;

import io.github.keda4j.podidentity.evaluation.RequestContext;
import io.github.keda4j.podidentity.internal.pattern.ArnParts;
import io.github.keda4j.podidentity.internal.pattern.Globs;
import io.github.keda4j.podidentity.internal.pattern.Truth;
import io.github.keda4j.podidentity.internal.pattern.Wildcards;
import io.github.keda4j.podidentity.policy.PolicyDocument;
import io.github.keda4j.podidentity.policy.PolicyScope;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What is known in addition to the roles: keys of the calls, the region, policies and owners of resources. */
final class Surroundings {

    private static final String REGION = "aws:RequestedRegion";

    /** Secrets Manager appends a hyphen and six characters to the name of a secret. */
    private static final String ANY_SUFFIX = "-??????";

    private final Map<String, PolicyDocument> policies = new LinkedHashMap<>();
    private final Map<String, String> accounts = new LinkedHashMap<>();
    private RequestContext setting = RequestContext.unknown();
    private @Nullable String region;

    void add(RequestContext keys) {
        setting = setting.withAll(keys);
    }

    void region(String name) {
        region = name;
    }

    void resourcePolicy(String arn, PolicyDocument policy) {
        policies.put(arn, policy);
    }

    void resourceAccount(String arn, String accountId) {
        accounts.put(arn, accountId);
    }

    RequestContext setting() {
        return setting;
    }

    /**
     * What is known about a call that is made in the region, either to STS or to a resource whose ARN names no
     * region.
     */
    RequestContext ofCallWithoutRegion() {
        return region == null || setting.values(REGION).isPresent() ? setting : setting.with(REGION, region);
    }

    /** The policy that decides on a resource; null if none was given. */
    @Nullable
    PolicyDocument policyOf(String resource) {
        String bearer = bearerOf(resource);
        return bearer == null ? null : policies.get(bearer);
    }

    /**
     * The ARN of the given policy that decides on all of a resource or pattern: its own, or else that of a pattern that
     * covers it; null if there is none.
     */
    private @Nullable String bearerOf(String resource) {
        if (policies.isEmpty()) {
            return null;
        }
        String own = PolicyScope.bearerOf(resource);
        if (policies.containsKey(own)) {
            return own;
        }
        return policies.keySet().stream()
                .filter(arn -> governs(arn, resource) == Truth.YES)
                .findFirst()
                .orElse(null);
    }

    /** Objects, indexes and topics have no policy of their own, so one that is given for them governs nothing. */
    private static Truth governs(String arn, String resource) {
        if (!PolicyScope.bearerOf(arn).equals(arn)) {
            return Truth.NO;
        }
        return PolicyScope.governed(arn)
                .map(one -> Globs.resourceMatches(one, null, resource))
                .reduce(Truth.NO, Truth::or);
    }

    @Nullable
    String accountOf(String resource) {
        String exact = accounts.get(resource);
        return exact != null || accounts.isEmpty()
                ? exact
                : accounts.entrySet().stream()
                        .filter(entry -> PolicyScope.governed(entry.getKey())
                                .skip(1)
                                .anyMatch(one -> Globs.resourceMatches(one, null, resource) == Truth.YES))
                        .map(Map.Entry::getValue)
                        .findFirst()
                        .orElse(null);
    }

    /**
     * The ARN of a secret whose policy was given, if the resource is the secret's name with the pattern of its suffix;
     * otherwise the resource itself. A region of an account has at most one secret of a name.
     */
    String named(String resource) {
        if (policies.isEmpty()) {
            return resource;
        }
        boolean secret = resource.endsWith(ANY_SUFFIX)
                && !Globs.isPattern(resource.substring(0, resource.length() - ANY_SUFFIX.length()))
                && ArnParts.part(resource, ArnParts.SERVICE).equals("secretsmanager")
                && !policies.containsKey(resource);
        List<String> found = secret
                ? policies.keySet().stream()
                        .filter(one -> !Globs.isPattern(one) && Wildcards.resourceMatches(resource, null, one))
                        .toList()
                : List.of();
        return found.size() == 1 ? found.get(0) : resource;
    }

    /**
     * The resources and patterns with a policy that may count for a resource or for a part of a pattern, themselves or
     * with something inside of them, besides the policy that decides on all of it. A resource's own policy is the only
     * one that counts for it.
     */
    List<String> othersOf(String resource) {
        if (policies.isEmpty()) {
            return List.of();
        }
        String bearer = bearerOf(resource);
        if (bearer != null && !Globs.isPattern(bearer)) {
            return List.of();
        }
        return policies.keySet().stream()
                .filter(arn -> !arn.equals(bearer) && governs(arn, resource) != Truth.NO)
                .toList();
    }
}
