package io.github.keda4j.trigger;

import java.util.ArrayList;
import java.util.List;

/** Collects what a trigger calls in AWS. */
final class AwsCalls {

    private final List<AwsAccess> calls = new ArrayList<>();

    /** Calls that are made if it holds; they are assumed where that cannot be told. */
    void call(Truth when, Template resource, String... actions) {
        if (when != Truth.FALSE) {
            calls.add(new AwsAccess(List.of(actions), resource.toString()));
        }
    }

    List<AwsAccess> all() {
        return List.copyOf(calls);
    }
}
