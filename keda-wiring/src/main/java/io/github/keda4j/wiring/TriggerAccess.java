package io.github.keda4j.wiring;

import io.github.keda4j.keda.v1alpha1.ScaleTriggers;
import io.github.keda4j.podidentity.policy.Statement;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What a trigger needs from AWS, down to the resource: the calls that KEDA's scaler makes (KEDA 2.20). */
final class TriggerAccess {

    private TriggerAccess() {}
}
