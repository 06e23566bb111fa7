package io.github.keda4j.trigger.internal;

import io.github.keda4j.trigger.AwsAccess;
import java.util.ArrayList;
import java.util.List;

/** Collects what a trigger calls in AWS. */
public final class AwsCalls {

    private final List<AwsAccess> calls = new ArrayList<>();

    /** Calls that are made if it holds; they are assumed where that cannot be told. */
    public void call(Truth when, TextTemplate resource, String... actions) {
        if (when != Truth.FALSE) {
            calls.add(new AwsAccess(List.of(actions), resource.toString()));
        }
    }

    public List<AwsAccess> all() {
        return List.copyOf(calls);
    }
}
