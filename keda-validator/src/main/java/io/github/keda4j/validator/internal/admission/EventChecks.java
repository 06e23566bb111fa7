package io.github.keda4j.validator.internal.admission;

import io.github.keda4j.eventing.v1alpha1.CloudEventType;
import io.github.keda4j.validator.internal.core.Reporter;
import io.github.keda4j.validator.internal.core.Trees;
import io.github.keda4j.validator.internal.core.Words;
import io.github.keda4j.yaml.tree.Node;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Checks CloudEventSources and ClusterCloudEventSources. */
final class EventChecks {

    private static final String SUBSCRIPTION = "/spec/eventSubscription";

    /**
     * The events of authentications, which the schema allows and the operator sends, but which are not in the webhook's
     * list.
     */
    private static final Set<String> SUPPORTED = CloudEventType.values().stream()
            .map(CloudEventType::value)
            .filter(type -> !type.startsWith("keda.authentication."))
            .collect(Collectors.toUnmodifiableSet());

    private EventChecks() {}

    static void check(Node.Mapping spec, Reporter reporter) {
        Node.Mapping subscription = spec.mapping("eventSubscription");
        if (subscription == null) {
            return;
        }
        if (Trees.has(subscription, "includedEventTypes") && Trees.has(subscription, "excludedEventTypes")) {
            reporter.report(
                    AdmissionRules.INCLUDED_AND_EXCLUDED,
                    SUBSCRIPTION,
                    "includedEventTypes and excludedEventTypes must not both be set.",
                    "Remove one of them.");
        }
        for (String field : List.of("includedEventTypes", "excludedEventTypes")) {
            List<Node> types = subscription.elements(field);
            for (int i = 0; i < types.size(); i++) {
                if (types.get(i) instanceof Node.Scalar type && type.isString() && !SUPPORTED.contains(type.text())) {
                    checkType(type.text(), SUBSCRIPTION + "/" + field + "/" + i, reporter);
                }
            }
        }
    }

    /** If an update leaves an invalid type unchanged, the schema does not check it again, but the webhook does. */
    private static void checkType(String type, String pointer, Reporter reporter) {
        if (!reporter.isFull(AdmissionRules.UNSUPPORTED_EVENT_TYPE) && !reporter.isBroken(pointer)) {
            reporter.report(
                    AdmissionRules.UNSUPPORTED_EVENT_TYPE,
                    pointer,
                    Words.name(type) + " is an event that KEDA's webhook refuses in a subscription"
                            + (CloudEventType.values().contains(CloudEventType.of(type))
                                    ? ", although the schema allows it."
                                    : "."),
                    "Remove it.");
        }
    }
}
