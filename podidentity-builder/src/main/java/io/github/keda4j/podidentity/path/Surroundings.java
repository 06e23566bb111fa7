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

    @Nullable
    PolicyDocument policyOf(String resource) {
        return ofResource(policies, resource);
    }

    @Nullable
    String accountOf(String resource) {
        return ofResource(accounts, resource);
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

    /** The resources with a policy that a pattern may cover, themselves or with something inside of them. */
    List<String> coveredBy(String pattern) {
        if (policies.isEmpty()) {
            return List.of();
        }
        return policies.keySet().stream()
                .filter(arn -> PolicyScope.governed(arn)
                        .anyMatch(one -> Globs.resourceMatches(one, null, pattern) != Truth.NO))
                .toList();
    }

    private static <T> @Nullable T ofResource(Map<String, T> all, String resource) {
        T exact = all.get(resource);
        return exact != null || all.isEmpty()
                ? exact
                : all.entrySet().stream()
                        .filter(entry -> PolicyScope.governed(entry.getKey())
                                .skip(1)
                                .anyMatch(one -> Globs.resourceMatches(one, null, resource) == Truth.YES))
                        .map(Map.Entry::getValue)
                        .findFirst()
                        .orElse(null);
    }
}
