package io.github.keda4j.podidentity.emulator;

import java.time.Instant;
import java.util.Map;

/** A stored managed policy, which has one version. */
record StoredPolicy(
        String name,
        String path,
        String arn,
        String id,
        Instant created,
        String document,
        String description,
        Map<String, String> tags) {}
