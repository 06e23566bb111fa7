package io.github.keda4j.wiring;

import io.github.keda4j.findings.Finding;
import io.github.keda4j.findings.Findings;
import io.github.keda4j.findings.Pointer;
import io.github.keda4j.findings.Severity;
import io.github.keda4j.keda.v1alpha1.AuthenticationRef;
import io.github.keda4j.keda.v1alpha1.ScaleTriggers;
import io.github.keda4j.keda.v1alpha1.ScaledObjectBuilder;
import io.github.keda4j.keda.v1alpha1.TriggerAuthentication;
import io.github.keda4j.model.ObjectReferences;
import io.github.keda4j.trigger.AwsAccess;
import io.github.keda4j.trigger.Triggers;
import io.github.keda4j.wiring.Authentications.Origin;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Checks that the stack has the authentications of its triggers, and that the resources that the triggers read are
 * known.
 */
final class TriggerChecks {

    /** The name of the authentication that stands in for those that triggers lack. */
    private static final String NAME_TO_BE_CHOSEN = "to-be-chosen";

    private static final String REFERENCE = "authenticationRef";

    private static final String INVALID = "stack-trigger-source-invalid";

    private final StackDescription stack;
    private final Authentications authentications;
    private final List<Finding> findings = new ArrayList<>();
    private final List<Integer> lacking = new ArrayList<>();

    private TriggerChecks(StackPlan plan) {
        this.stack = plan.stack();
        this.authentications = plan.authentications();
    }

    static TriggerChecks of(StackPlan plan) {
        TriggerChecks checks = new TriggerChecks(plan);
        List<ScaleTriggers> triggers = plan.stack().triggers();
        for (int index = 0; index < triggers.size(); index++) {
            String pointer =
                    Pointer.to("spec", "triggers", Integer.toString(index)).toString();
            ScaleTriggers entry = triggers.get(index);
            boolean lacks = checks.authentications.isLacking(entry);
            if (lacks) {
                checks.lacking.add(index);
            }
            checks.findings.addAll((lacks ? checks.ofLacking(entry) : checks.of(entry))
                    .under(pointer)
                    .about(ObjectReferences.of(plan.stack().scaledObject()))
                    .asList());
        }
        plan.authentications().manifests().values().forEach(checks::addSecrets);
        return checks;
    }

    private void addSecrets(TriggerAuthentication authentication) {
        if (authentication.getSpec() == null) {
            return;
        }
        for (AwsAccess access : Triggers.awsAccess(authentication.getSpec())) {
            access.invalid()
                    .forEach((parameter, why) -> findings.add(Finding.error(
                                    INVALID,
                                    Pointer.to(("spec." + parameter).split("\\."))
                                            .toString(),
                                    why,
                                    parameter.endsWith("region")
                                            ? "Write the region of the secrets."
                                            : "Write the name or the ARN of one secret.")
                            .about(ObjectReferences.of(authentication))));
        }
    }

    /** Whether a finding is listed even if KEDA or the API server refuses the same field. */
    static boolean standsBesideErrors(Finding finding) {
        return finding.severity() == Severity.ERROR && !finding.rule().equals(INVALID);
    }

    Findings findings() {
        return Findings.of(findings);
    }

    /**
     * The plan as it would be if every trigger that lacks an authentication named one, so that all other problems can
     * be listed together with those that were found here.
     */
    StackPlan completed(StackPlan plan) {
        if (lacking.isEmpty()) {
            return plan;
        }
        StackDescription stack = plan.stack();
        List<ScaleTriggers> triggers = new ArrayList<>(stack.triggers());
        lacking.forEach(
                index -> triggers.set(index, Authentications.referring(triggers.get(index), NAME_TO_BE_CHOSEN)));
        return StackPlan.of(stack.withScaledObject(new ScaledObjectBuilder(stack.scaledObject())
                .editSpec()
                .withTriggers(triggers)
                .endSpec()
                .build()));
    }

    /** Whether a finding's object is the authentication that stands in for those that triggers lack. */
    static boolean isToBeChosen(String object) {
        return object.startsWith("TriggerAuthentication ") && object.endsWith("/" + NAME_TO_BE_CHOSEN);
    }

    private static Finding withoutReference() {
        return Finding.error(
                "stack-trigger-without-authentication",
                Pointer.to(REFERENCE).toString(),
                "authenticationRef is missing, so KEDA would look for access keys in the trigger.",
                "Name a TriggerAuthentication. Any name will do, because the stack creates it.");
    }

    private Findings ofLacking(ScaleTriggers entry) {
        List<Finding> all = new ArrayList<>(List.of(withoutReference()));
        KedaCalls.of(stack, authentications, entry)
                .forEach(call -> invalid(call).ifPresent(all::add));
        return Findings.of(all.stream().distinct().toList());
    }

    private Findings of(ScaleTriggers entry) {
        AuthenticationRef reference = entry.getAuthenticationRef();
        if (reference != null && authentications.origin(reference) == Origin.MISSING) {
            return Findings.of(missing(reference, authentications.readsAwsAsScaler(entry)));
        }
        List<Finding> all = new ArrayList<>();
        for (AwsAccess access : authentications.accesses(entry)) {
            contradiction(entry, access).ifPresent(all::add);
        }
        for (KedaCall call : KedaCalls.of(stack, authentications, entry)) {
            invalid(call).or(() -> unknown(call.access())).or(() -> rival(call)).ifPresent(all::add);
        }
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

    /** What the builder was told about a trigger must be one resource, and one that the trigger can read. */
    private Optional<Finding> contradiction(ScaleTriggers entry, AwsAccess access) {
        List<TriggerSource> named = TriggerSource.of(entry, access, stack.sources());
        List<String> arns =
                named.stream().map(source -> source.arn().toString()).distinct().toList();
        if (arns.size() > 1) {
            TriggerSource.Kind kind = named.get(0).kind();
            return Optional.of(Finding.error(
                    "stack-trigger-source-ambiguous",
                    Pointer.to("metadata", kind.parameter()).toString(),
                    kind.method() + " names several resources for the trigger: " + String.join(" and ", arns) + ".",
                    kind == TriggerSource.Kind.MSK_CLUSTER
                            ? "Give each trigger a name, and pass the names of its triggers to mskCluster(arn, names)."
                            : "Name the workspace in the account that it belongs to."));
        }
        return named.stream()
                .map(TriggerSource::arn)
                .filter(arn -> access.region()
                        .filter(region -> !region.equals(arn.region()))
                        .isPresent())
                .map(arn -> Finding.error(
                        "stack-trigger-source-region",
                        Pointer.to("metadata", "awsRegion").toString(),
                        "awsRegion is \"" + access.region().orElseThrow() + "\", but mskCluster names " + arn + ".",
                        "Write the cluster's region, " + arn.region()
                                + ", or pass the names of the cluster's triggers to mskCluster(arn, names)."))
                .findFirst();
    }

    /** The assumption that a source is in the account of KEDA's identity is doubtful if the stack names another one. */
    private static Optional<Finding> rival(KedaCall call) {
        String rival = call.rival();
        return rival == null
                ? Optional.empty()
                : TriggerSource.Kind.of(call.access())
                        .map(kind -> Finding.warning(
                                "stack-trigger-source-unknown",
                                Pointer.to("metadata", kind.parameter()).toString(),
                                kind.parameter() + " does not say " + kind.question() + ". The stack assumes account "
                                        + call.account() + ", but it also names " + rival
                                        + ", so the proof depends on the account.",
                                "Name what the trigger reads with " + kind.method() + "(...)."));
    }

    /** KEDA passes on any name, but AWS has no such resource. Emulators at other endpoints may have one. */
    private static Optional<Finding> invalid(KedaCall call) {
        return call.invalid()
                .map(problem -> Finding.error(
                        INVALID,
                        Pointer.to("metadata", problem.getKey()).toString(),
                        problem.getValue(),
                        problem.getKey().equals("awsRegion")
                                ? "Write the region of what the trigger reads."
                                : "Write " + problem.getKey() + " as AWS shows it, without wildcards or variables."))
                .map(finding -> call.endpoint() == null && call.access().when() == AwsAccess.When.ALWAYS
                        ? finding
                        : finding.withSeverity(Severity.WARNING));
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
