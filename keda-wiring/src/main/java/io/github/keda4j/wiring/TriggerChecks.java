package io.github.keda4j.wiring;

import io.github.keda4j.findings.Finding;
import io.github.keda4j.findings.Findings;
import io.github.keda4j.findings.Pointer;
import io.github.keda4j.findings.Severity;
import io.github.keda4j.keda.v1alpha1.AuthenticationRef;
import io.github.keda4j.keda.v1alpha1.ScaleTriggers;
import io.github.keda4j.model.ObjectReferences;
import io.github.keda4j.trigger.AwsAccess;
import io.github.keda4j.trigger.Trigger;
import io.github.keda4j.trigger.Triggers;
import io.github.keda4j.wiring.Authentications.Origin;
import java.net.URI;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Whether KEDA takes the triggers of a stack with their authentications, and whether it can be told what they read. */
final class TriggerChecks {

    private static final String REFERENCE = "authenticationRef";

    private final Authentications authentications;
    private final List<Finding> findings = new ArrayList<>();

    private TriggerChecks(StackPlan plan) {
        this.authentications = plan.authentications();
    }

    static Findings of(StackPlan plan) {
        TriggerChecks checks = new TriggerChecks(plan);
        List<ScaleTriggers> triggers = plan.stack().triggers();
        for (int index = 0; index < triggers.size(); index++) {
            String pointer =
                    Pointer.to("spec", "triggers", Integer.toString(index)).toString();
            checks.findings.addAll(checks.of(triggers.get(index)).under(pointer).asList());
        }
        return Findings.of(checks.findings)
                .about(ObjectReferences.of(plan.stack().scaledObject()));
    }

    private Findings of(ScaleTriggers entry) {
        AuthenticationRef reference = entry.getAuthenticationRef();
        Trigger trigger = Triggers.read(entry).trigger().orElse(null);
        List<AwsAccess> accesses = trigger == null ? List.of() : trigger.awsAccess(authentications.context(entry));
        Findings refusals =
                Triggers.check(entry, authentications.context(entry)).ofSeverity(Severity.ERROR);
        if (reference != null && authentications.origin(reference) == Origin.MISSING) {
            return Findings.of(missing(reference, !accesses.isEmpty()));
        }
        if (authentications.origin(reference) == Origin.NONE
                && refusals.hasErrors()
                && authentications.readsAwsWithReference(entry)) {
            return Findings.of(Finding.error(
                    "stack-trigger-without-authentication",
                    Pointer.to(REFERENCE).toString(),
                    "authenticationRef is missing, so KEDA would look for access keys in the trigger.",
                    "Name a TriggerAuthentication, by any name: the stack makes it."));
        }
        List<Finding> all = new ArrayList<>(refusals.asList());
        accesses.forEach(access -> unknown(access).ifPresent(all::add));
        regionOfUrl(entry, accesses).ifPresent(all::add);
        return Findings.of(all.stream().distinct().toList());
    }

    private static Finding missing(AuthenticationRef reference, boolean readsAws) {
        if (Authentications.isOfCluster(reference)) {
            return Finding.error(
                    "stack-cluster-trigger-authentication",
                    Pointer.to(REFERENCE, "kind").toString(),
                    "The kind is ClusterTriggerAuthentication, which belongs to the whole cluster and not to a stack.",
                    readsAws
                            ? "Leave the kind out: the stack makes a TriggerAuthentication of its own. Or refer to one that is"
                                    + " there by existing(...)."
                            : "Refer to one that is there by existing(...).");
        }
        return Finding.error(
                "stack-authentication-missing",
                Pointer.to(REFERENCE, "name").toString(),
                "The trigger refers to TriggerAuthentication \"" + reference.getName()
                        + "\", which the stack does not have.",
                "Give it by authentication(...), or refer to one that is in the cluster by existing(...).");
    }

    private static Optional<Finding> unknown(AwsAccess access) {
        if (access.missing().isEmpty()) {
            return Optional.empty();
        }
        String actions = String.join(" and ", access.actions());
        String parameters = String.join(" and ", access.missing());
        boolean granted = access.region().isPresent() && access.resource().isPresent();
        return Optional.of(Finding.warning(
                "stack-trigger-source-unknown",
                Pointer.to("metadata", access.missing().get(0)).toString(),
                granted
                        ? parameters
                                + " does not say which account the resource belongs to, so the stack takes that of KEDA's"
                                + " identity for " + actions + ", and its proof depends on it."
                        : "The value of " + parameters + " is not known here, so the stack does not allow " + actions
                                + ", and its proof depends on it.",
                granted ? "Give the URL, which names the account." : "Write the value into the trigger."));
    }

    /** KEDA signs for awsRegion, whatever the URL says. */
    private static Optional<Finding> regionOfUrl(ScaleTriggers entry, List<AwsAccess> accesses) {
        String url = entry.getMetadata() == null ? null : entry.getMetadata().get("queueURL");
        if (url == null || accesses.isEmpty()) {
            return Optional.empty();
        }
        return accesses.get(0)
                .region()
                .flatMap(region -> regionIn(url)
                        .filter(inUrl -> !inUrl.equals(region))
                        .map(inUrl -> Finding.warning(
                                "stack-region-mismatch",
                                Pointer.to("metadata", "awsRegion").toString(),
                                "awsRegion is " + region + ", but the host of queueURL is in " + inUrl
                                        + "; SQS refuses a signature for another region.",
                                "Name the region of the queue in awsRegion.")));
    }

    /** The label behind {@code sqs} in the host of a URL of SQS. */
    private static Optional<String> regionIn(String url) {
        try {
            String host = URI.create(url).getHost();
            List<String> labels = host == null ? List.of() : Arrays.asList(host.split("\\."));
            int sqs = labels.indexOf("sqs");
            return sqs >= 0 && labels.contains("amazonaws") && sqs + 1 < labels.indexOf("amazonaws")
                    ? Optional.of(labels.get(sqs + 1))
                    : Optional.empty();
        } catch (IllegalArgumentException notAUrl) {
            return Optional.empty();
        }
    }
}
