package io.github.keda4j.wiring;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.github.keda4j.findings.Finding;
import io.github.keda4j.findings.Findings;
import io.github.keda4j.findings.Pointer;
import io.github.keda4j.keda.v1alpha1.ScaleTarget;
import io.github.keda4j.keda.v1alpha1.ScaleTriggers;
import io.github.keda4j.model.ObjectReferences;
import io.github.keda4j.trigger.AwsAccess;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Checks that the parts of a stack fit together. */
final class StackChecks {

    private final StackDescription stack;
    private final RoleChecks roles;
    private final List<Finding> findings = new ArrayList<>();

    private StackChecks(StackPlan plan) {
        this.stack = plan.stack();
        this.roles = RoleChecks.of(plan);
    }

    static StackChecks of(StackPlan plan) {
        TriggerChecks triggers = TriggerChecks.of(plan);
        StackPlan completed = triggers.completed(plan);
        StackChecks checks = new StackChecks(completed);
        checks.checkNamespaces();
        checks.checkScaleTarget();
        checks.checkServiceAccount();
        checks.checkSecretKeys(completed);
        checks.checkSources(completed);
        KedaVerdict verdict = KedaVerdict.of(completed);
        triggers.findings().stream()
                .filter(finding -> TriggerChecks.standsBesideErrors(finding) || !verdict.refuses(finding))
                .forEach(checks.findings::add);
        checks.findings.addAll(verdict.beside(List.copyOf(checks.findings)));
        checks.findings.addAll(checks.roles.findings());
        return checks;
    }

    Findings findings() {
        return Findings.of(findings);
    }

    /** What was created during the checks. */
    RoleChecks roles() {
        return roles;
    }

    /** Findings about an object need its name. */
    static Findings ofNames(StackDescription stack) {
        List<HasMetadata> objects =
                new ArrayList<>(List.of(stack.workload(), stack.serviceAccount(), stack.scaledObject()));
        objects.addAll(stack.authentications());
        return Findings.of(objects.stream()
                .filter(object ->
                        object.getMetadata() == null || object.getMetadata().getName() == null)
                .map(object -> Finding.error("stack-name-missing", "/metadata/name", "metadata.name is missing.")
                        .about(object.getKind()))
                .toList());
    }

    private void checkNamespaces() {
        String namespace = stack.namespace();
        if (namespace == null) {
            error(
                    "stack-namespace-missing",
                    stack.scaledObject(),
                    "/metadata/namespace",
                    "metadata.namespace is missing.",
                    "Set metadata.namespace, because the trust policies depend on it.");
            return;
        }
        List<HasMetadata> others = new ArrayList<>(List.of(stack.workload(), stack.serviceAccount()));
        others.addAll(stack.authentications());
        for (HasMetadata other : others) {
            String found = other.getMetadata().getNamespace();
            if (!namespace.equals(found)) {
                error(
                        "stack-namespace-mismatch",
                        other,
                        "/metadata/namespace",
                        (found == null ? "There is no namespace" : "The namespace is \"" + found + "\"")
                                + ", but that of the ScaledObject is \"" + namespace + "\".",
                        "Use the same namespace in all of them: KEDA looks for workloads and TriggerAuthentications only "
                                + "in the namespace of the ScaledObject.");
            }
        }
    }

    private void checkScaleTarget() {
        ScaleTarget target = stack.spec().getScaleTargetRef();
        String kind = target == null ? null : Objects.requireNonNullElse(target.getKind(), "Deployment");
        String name = target == null ? null : target.getName();
        if (!stack.workload().getKind().equals(kind) || !stack.workloadName().equals(name)) {
            error(
                    "stack-scale-target-mismatch",
                    stack.scaledObject(),
                    "/spec/scaleTargetRef",
                    "scaleTargetRef names " + kind + " " + name + ", but the workload is "
                            + stack.workload().getKind() + " " + stack.workloadName() + ".",
                    "Make scaleTargetRef name the workload. If kind is missing, KEDA assumes a Deployment.");
        }
        String apiVersion = target == null ? null : target.getApiVersion();
        if (apiVersion != null && !apiVersion.isEmpty() && !apiVersion.equals("apps/v1")) {
            error(
                    "stack-scale-target-mismatch",
                    stack.scaledObject(),
                    "/spec/scaleTargetRef/apiVersion",
                    "apiVersion is " + apiVersion + ", but that of the workload is apps/v1.",
                    "Remove apiVersion; KEDA then assumes apps/v1.");
        }
    }

    private void checkServiceAccount() {
        String wanted = stack.serviceAccount().getMetadata().getName();
        PodTemplateSpec template = stack.podTemplate();
        String found = template == null || template.getSpec() == null
                ? null
                : template.getSpec().getServiceAccountName();
        if (!wanted.equals(found)) {
            error(
                    "stack-service-account-mismatch",
                    stack.workload(),
                    "/spec/template/spec/serviceAccountName",
                    "serviceAccountName is \"" + found + "\", but the service account is \"" + wanted + "\".",
                    "Name the service account in the pod template: EKS gives a pod the role of the service account that it runs under.");
        }
        if (stack.serviceAccount().getMetadata().getAnnotations() != null
                && stack.serviceAccount().getMetadata().getAnnotations().containsKey("eks.amazonaws.com/role-arn")) {
            findings.add(Finding.warning(
                            "stack-irsa-annotation",
                            Pointer.to("metadata", "annotations", "eks.amazonaws.com/role-arn")
                                    .toString(),
                            "The service account is annotated for IRSA, whose credentials take precedence over "
                                    + "those of EKS Pod Identity.",
                            "Remove the annotation once the pods have restarted with the association.")
                    .about(ObjectReferences.of(stack.serviceAccount())));
        }
    }

    /** A key that belongs to no secret that KEDA reads was probably given for a misspelt one. */
    private void checkSecretKeys(StackPlan plan) {
        for (String secret : stack.secretKeys().keySet()) {
            AwsAccess access = AwsAccess.ofSecret(secret);
            if (plan.calls().stream().noneMatch(call -> access.isOfSameSecret(call.access()))) {
                findings.add(Finding.warning(
                                "stack-secret-key-unused",
                                "",
                                "secretKey names secret \"" + secret
                                        + "\", which no awsSecretManager of the stack's authentications reads.",
                                "Name the secret as awsSecretManager does, or remove the call.")
                        .about("ScalingStack"));
            }
        }
    }

    /** What was named for no trigger was probably meant for one that is described in another way. */
    private void checkSources(StackPlan plan) {
        Set<TriggerSource> used = new HashSet<>();
        Set<String> readers = new HashSet<>();
        for (ScaleTriggers trigger : stack.triggers()) {
            for (AwsAccess access : plan.authentications().accesses(trigger)) {
                List<TriggerSource> named = TriggerSource.of(trigger, access, stack.sources());
                used.addAll(named);
                if (TriggerSource.Kind.of(access).equals(Optional.of(TriggerSource.Kind.MSK_CLUSTER))
                        && trigger.getName() != null) {
                    readers.add(trigger.getName());
                }
            }
        }
        for (TriggerSource source : stack.sources()) {
            if (source.triggers().isEmpty() && !used.contains(source)) {
                unused(
                        source,
                        " names " + source.arn() + ", which no trigger of the stack reads with IAM.",
                        "Name what a trigger reads, or remove the call.");
            }
            source.triggers().stream()
                    .filter(name -> !readers.contains(name))
                    .forEach(name -> unused(
                            source,
                            " names trigger \"" + name
                                    + "\", which is not a trigger of the stack that reads MSK with IAM.",
                            "Write the name as in the ScaledObject's triggers, or remove it from the call."));
        }
    }

    private void unused(TriggerSource source, String message, String hint) {
        findings.add(
                Finding.warning("stack-trigger-source-unused", "", source.kind().method() + message, hint)
                        .about("ScalingStack"));
    }

    private void error(String rule, HasMetadata object, String pointer, String message, @Nullable String hint) {
        findings.add(Finding.error(rule, pointer, message, hint).about(ObjectReferences.of(object)));
    }
}
