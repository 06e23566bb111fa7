package io.github.keda4j.wiring;

import io.github.keda4j.findings.Finding;
import io.github.keda4j.findings.Findings;
import io.github.keda4j.findings.Pointer;
import io.github.keda4j.keda.v1alpha1.AuthenticationRef;
import io.github.keda4j.keda.v1alpha1.ScaleTriggers;
import io.github.keda4j.model.ObjectReferences;
import io.github.keda4j.trigger.AwsAccess;
import io.github.keda4j.wiring.Authentications.Origin;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Checks that the stack has the authentications of its triggers, and that the resources that the triggers read are
 * known.
 */
final class TriggerChecks {

    private static final String REFERENCE = "authenticationRef";

    private final Authentications authentications;
    private final List<Finding> findings = new ArrayList<>();
    private final Set<String> settled = new LinkedHashSet<>();

    private TriggerChecks(StackPlan plan) {
        this.authentications = plan.authentications();
    }

    static TriggerChecks of(StackPlan plan) {
        TriggerChecks checks = new TriggerChecks(plan);
        List<ScaleTriggers> triggers = plan.stack().triggers();
        for (int index = 0; index < triggers.size(); index++) {
            String pointer =
                    Pointer.to("spec", "triggers", Integer.toString(index)).toString();
            ScaleTriggers entry = triggers.get(index);
            Optional<Findings> withoutAuthentication = checks.withoutAuthentication(entry);
            if (withoutAuthentication.isPresent()) {
                checks.settled.add(pointer);
            }
            checks.findings.addAll(withoutAuthentication
                    .orElseGet(() -> checks.of(entry))
                    .under(pointer)
                    .about(ObjectReferences.of(plan.stack().scaledObject()))
                    .asList());
        }
        return checks;
    }

    Findings findings() {
        return Findings.of(findings);
    }

    /** Triggers that lack an authentication; the findings include what KEDA says about the rest of them. */
    Set<String> settled() {
        return settled;
    }

    /**
     * The errors of a trigger that needs an authentication but names none: the missing reference, and what remains wrong
     * once there is one. Empty if the trigger does not lack an authentication.
     */
    private Optional<Findings> withoutAuthentication(ScaleTriggers entry) {
        if (authentications.origin(entry.getAuthenticationRef()) != Origin.NONE) {
            return Optional.empty();
        }
        Finding missing = Finding.error(
                "stack-trigger-without-authentication",
                Pointer.to(REFERENCE).toString(),
                "authenticationRef is missing, so KEDA would look for access keys in the trigger.",
                "Name a TriggerAuthentication. Any name will do, because the stack creates it.");
        return authentications
                .errorsWithReference(entry)
                .filter(remaining ->
                        !authentications.errors(entry).asList().stream().allMatch(error -> isAmong(remaining, error)))
                .map(remaining -> Findings.of(missing).and(remaining));
    }

    private static boolean isAmong(Findings findings, Finding error) {
        return findings.asList().stream()
                .anyMatch(
                        one -> one.rule().equals(error.rule()) && one.pointer().equals(error.pointer()));
    }

    private Findings of(ScaleTriggers entry) {
        AuthenticationRef reference = entry.getAuthenticationRef();
        List<AwsAccess> accesses = authentications.accesses(entry);
        if (reference != null && authentications.origin(reference) == Origin.MISSING) {
            return Findings.of(missing(reference, !accesses.isEmpty()));
        }
        List<Finding> all = new ArrayList<>();
        accesses.forEach(access -> unknown(access).ifPresent(all::add));
        return Findings.of(all.stream().distinct().toList());
    }

    private static Finding missing(AuthenticationRef reference, boolean readsAws) {
        if (Authentications.isOfCluster(reference)) {
            return Finding.error(
                    "stack-cluster-trigger-authentication",
                    Pointer.to(REFERENCE, "kind").toString(),
                    "The kind is ClusterTriggerAuthentication, which belongs to the whole cluster, not to a stack.",
                    readsAws
                            ? "Leave the kind out, so that the stack creates its own TriggerAuthentication, or "
                                    + "refer to an existing one with existing(...)."
                            : "Refer to an existing one with existing(...).");
        }
        return Finding.error(
                "stack-authentication-missing",
                Pointer.to(REFERENCE, "name").toString(),
                "The trigger refers to TriggerAuthentication \"" + reference.getName()
                        + "\", which the stack does not have.",
                "Add it with authentication(...), or refer to an existing one with existing(...).");
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
                                + " does not say which account the resource belongs to, so the stack assumes "
                                + "the account of KEDA's identity for " + actions
                                + ", and the proof depends on that account."
                        : "The value of " + parameters + " is not known here, so the stack does not allow " + actions
                                + ", and the proof depends on that value.",
                granted ? "Use the queue's URL, which names the account." : "Write the value into the trigger."));
    }
}
