package io.github.keda4j.wiring;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.github.keda4j.findings.Finding;
import io.github.keda4j.findings.Findings;
import io.github.keda4j.findings.Pointer;
import io.github.keda4j.keda.v1alpha1.AuthenticationRef;
import io.github.keda4j.keda.v1alpha1.AuthenticationRefKind;
import io.github.keda4j.keda.v1alpha1.ScaleTarget;
import io.github.keda4j.keda.v1alpha1.ScaleTriggers;
import io.github.keda4j.model.ObjectReferences;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Whether the parts of a stack fit together. */
final class StackChecks {

    private final StackDescription stack;
    private final List<Finding> findings = new ArrayList<>();
    private boolean triggersAreKnown = true;

    private StackChecks(StackDescription stack) {
        this.stack = stack;
    }

    static Findings of(StackDescription stack) {
        StackChecks checks = new StackChecks(stack);
        if (!checks.haveNames(stack.workload(), stack.serviceAccount(), stack.scaledObject())) {
            return Findings.of(checks.findings);
        }
        checks.checkNamespaces();
        checks.checkScaleTarget();
        checks.checkServiceAccount();
        checks.checkReplicas();
        checks.checkTriggers();
        checks.findings.addAll(RoleChecks.of(stack, checks.triggersAreKnown).asList());
        return Findings.of(checks.findings);
    }

    /** Everything else is found by its name. */
    private boolean haveNames(HasMetadata... objects) {
        for (HasMetadata object : objects) {
            if (object.getMetadata() == null || object.getMetadata().getName() == null) {
                findings.add(Finding.error("stack-name-missing", "/metadata/name", "is missing")
                        .about(object.getKind()));
            }
        }
        return findings.isEmpty();
    }

    private void checkNamespaces() {
        String namespace = stack.namespace();
        if (namespace == null) {
            error(
                    "stack-namespace-missing",
                    stack.scaledObject(),
                    "/metadata/namespace",
                    "is missing",
                    "Name it: what IAM trusts depends on it, and the namespace of whoever applies a manifest is not known.");
            return;
        }
        for (HasMetadata other : List.of(stack.workload(), stack.serviceAccount())) {
            String found = other.getMetadata().getNamespace();
            if (!namespace.equals(found)) {
                error(
                        "stack-namespace-mismatch",
                        other,
                        "/metadata/namespace",
                        "is \"" + found + "\", the ScaledObject's is \"" + namespace + "\"",
                        "KEDA scales, and pods run, within one namespace: name the same one in all three.");
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
                    "names " + kind + " " + name + ", the workload is "
                            + stack.workload().getKind() + " " + stack.workloadName(),
                    "Let scaleTargetRef name the workload; without a kind KEDA takes it for a Deployment.");
        }
        String apiVersion = target == null ? null : target.getApiVersion();
        if (apiVersion != null && !apiVersion.isEmpty() && !apiVersion.equals("apps/v1")) {
            error(
                    "stack-scale-target-mismatch",
                    stack.scaledObject(),
                    "/spec/scaleTargetRef/apiVersion",
                    "is " + apiVersion + ", the workload's is apps/v1",
                    "Leave it out: KEDA takes apps/v1.");
        }
    }

    private void checkServiceAccount() {
        String wanted = stack.serviceAccount().getMetadata().getName();
        PodTemplateSpec template = podTemplate();
        String found = template == null || template.getSpec() == null
                ? null
                : template.getSpec().getServiceAccountName();
        if (!wanted.equals(found)) {
            error(
                    "stack-service-account-mismatch",
                    stack.workload(),
                    "/spec/template/spec/serviceAccountName",
                    "is \"" + found + "\", the service account is \"" + wanted + "\"",
                    "EKS gives a pod the role of the service account that it runs under.");
        }
        if (stack.serviceAccount().getMetadata().getAnnotations() != null
                && stack.serviceAccount().getMetadata().getAnnotations().containsKey("eks.amazonaws.com/role-arn")) {
            findings.add(Finding.warning(
                            "stack-irsa-annotation",
                            Pointer.to("metadata", "annotations", "eks.amazonaws.com/role-arn")
                                    .toString(),
                            "the service account asks for IRSA, and credentials of IRSA win over EKS Pod Identity",
                            "Remove the annotation once the pods have restarted with the association.")
                    .about(ObjectReferences.of(stack.serviceAccount())));
        }
    }

    private void checkReplicas() {
        Integer replicas = null;
        if (stack.workload() instanceof Deployment deployment && deployment.getSpec() != null) {
            replicas = deployment.getSpec().getReplicas();
        } else if (stack.workload() instanceof StatefulSet statefulSet && statefulSet.getSpec() != null) {
            replicas = statefulSet.getSpec().getReplicas();
        }
        if (replicas != null) {
            findings.add(Finding.warning(
                            "stack-fixed-replicas",
                            "/spec/replicas",
                            "is " + replicas
                                    + ", and KEDA sets it too: whoever applies this manifest again undoes the scaling",
                            "Leave replicas out; Kubernetes starts with 1 and KEDA takes over.")
                    .about(ObjectReferences.of(stack.workload())));
        }
    }

    private void checkTriggers() {
        List<ScaleTriggers> triggers = stack.triggers();
        for (int index = 0; index < triggers.size(); index++) {
            ScaleTriggers trigger = triggers.get(index);
            if (!TriggerAccess.readsAws(trigger)) {
                continue;
            }
            String pointer = "/spec/triggers/" + index;
            AuthenticationRef reference = trigger.getAuthenticationRef();
            if (reference == null || reference.getName() == null) {
                error(
                        "stack-trigger-without-authentication",
                        stack.scaledObject(),
                        pointer + "/authenticationRef",
                        "is missing, so KEDA would look for access keys in the trigger",
                        "Name a TriggerAuthentication, any name: the stack makes it.");
            } else if (AuthenticationRefKind.CLUSTER_TRIGGER_AUTHENTICATION.equals(reference.getKind())) {
                error(
                        "stack-cluster-trigger-authentication",
                        stack.scaledObject(),
                        pointer + "/authenticationRef/kind",
                        "is ClusterTriggerAuthentication, which belongs to the whole cluster and not to a stack",
                        "Leave the kind out: the stack makes a TriggerAuthentication of its own.");
            }
            Findings access = TriggerAccess.check(trigger, stack.cluster());
            triggersAreKnown &= !access.hasErrors();
            findings.addAll(access.under(pointer)
                    .about(ObjectReferences.of(stack.scaledObject()))
                    .asList());
        }
    }

    private @Nullable PodTemplateSpec podTemplate() {
        if (stack.workload() instanceof Deployment deployment) {
            return deployment.getSpec() == null ? null : deployment.getSpec().getTemplate();
        }
        StatefulSet statefulSet = (StatefulSet) stack.workload();
        return statefulSet.getSpec() == null ? null : statefulSet.getSpec().getTemplate();
    }

    private void error(String rule, HasMetadata object, String pointer, String message, @Nullable String hint) {
        findings.add(Finding.error(rule, pointer, message, hint).about(ObjectReferences.of(object)));
    }
}
