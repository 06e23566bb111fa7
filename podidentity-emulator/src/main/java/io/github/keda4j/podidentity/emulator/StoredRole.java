package io.github.keda4j.podidentity.emulator;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A stored role. */
final class StoredRole {

    final String accountId;
    final String name;
    final String path;
    final String arn;
    final String id;
    final Instant created;
    String trustPolicy;

    @Nullable
    String description;

    @Nullable
    String permissionsBoundary;

    int maxSessionDuration = 3600;
    final Map<String, String> tags = new TreeMap<>();
    final Map<String, String> inlinePolicies = new TreeMap<>();
    final List<String> attachedPolicies = new ArrayList<>();

    /** How many more times EKS, and trust policies that name it, will not see this role: IAM is eventually consistent. */
    int unseenByEks;

    int unseenByTrust;

    int unseenByIam;

    StoredRole(String accountId, String name, String path, String arn, String id, Instant created, String trustPolicy) {
        this.accountId = accountId;
        this.name = name;
        this.path = path;
        this.arn = arn;
        this.id = id;
        this.created = created;
        this.trustPolicy = trustPolicy;
    }
}
