package io.github.keda4j.podidentity.path;

import io.github.keda4j.podidentity.evaluation.RequestContext;
import io.github.keda4j.podidentity.policy.PolicyDocument;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What is known in addition to the roles: keys of the calls, the region, policies and owners of resources. */
final class Surroundings {

    private static final String REGION = "aws:RequestedRegion";

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

    /** Settings for a bucket also apply to its objects. */
    private static <T> @Nullable T ofResource(Map<String, T> all, String resource) {
        T exact = all.get(resource);
        int slash = resource.startsWith("arn:") && resource.contains(":s3:::") ? resource.indexOf('/') : -1;
        return exact != null || slash < 0 ? exact : all.get(resource.substring(0, slash));
    }
}
