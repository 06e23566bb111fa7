package io.github.keda4j.wiring;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.github.keda4j.findings.Finding;
import io.github.keda4j.findings.Findings;
import io.github.keda4j.keda.v1alpha1.AuthenticationRef;
import io.github.keda4j.keda.v1alpha1.AuthenticationRefKind;
import io.github.keda4j.keda.v1alpha1.ScaleTarget;
import io.github.keda4j.keda.v1alpha1.ScaleTriggers;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Whether the parts of a stack fit together. */
final class StackChecks {

    private final StackDescription stack;
    private final List<Finding> findings = new ArrayList<>();

    private StackChecks(StackDescription stack) {
        this.stack = stack;
    }

    static Findings of(StackDescription stack) {
        StackChecks checks = new StackChecks(stack);
        checks.checkNamespaces();
        checks.checkScaleTarget();
        checks.checkServiceAccount();
        checks.checkReplicas();
        checks.checkTriggers();
        checks.checkAdjustments();
        return Findings.of(checks.findings);
    }

    private void checkNamespaces() {
        String namespace = stack.scaledObject().getMetadata().getNamespace();
        for (HasMetadata other : List.of(stack.workload(), stack.serviceAccount())) {
            String found = other.getMetadata().getNamespace();
            if (found == null || !found.equals(namespace)) {
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
    }

    private void checkServiceAccount() {
        String wanted = stack.serviceAccount().getMetadata().getName();
        String found =
                podTemplate().getSpec() == null ? null : podTemplate().getSpec().getServiceAccountName();
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
                            "/metadata/annotations/eks.amazonaws.com~1role-arn",
                            "the service account asks for IRSA, and credentials of IRSA win over EKS Pod Identity",
                            "Remove the annotation once the pods have restarted with the association.")
                    .about(nameOf(stack.serviceAccount())));
        }
    }

    private void checkReplicas() {
        Integer replicas = stack.workload() instanceof Deployment deployment
                ? deployment.getSpec().getReplicas()
                : ((StatefulSet) stack.workload()).getSpec().getReplicas();
        if (replicas != null) {
            findings.add(Finding.warning(
                            "stack-fixed-replicas",
                            "/spec/replicas",
                            "is " + replicas
                                    + ", and KEDA sets it too: whoever applies this manifest again undoes the scaling",
                            "Leave replicas out; Kubernetes starts with 1 and KEDA takes over.")
                    .about(nameOf(stack.workload())));
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
            findings.addAll(
                    access.under(pointer).about(nameOf(stack.scaledObject())).asList());
        }
    }

    private void checkAdjustments() {
        List<String> made = StackRoles.namesOf(stack);
        List<String> named = new ArrayList<>(stack.trustAdjustments().keySet());
        named.addAll(stack.permissionAdjustments().keySet());
        named.stream()
                .filter(name -> !made.contains(name))
                .distinct()
                .sorted()
                .forEach(name -> findings.add(Finding.error(
                        "stack-adjustment-of-unknown-role",
                        "",
                        "an adjustment names role " + name + "; this stack makes " + String.join(", ", made),
                        "")));
    }

    private PodTemplateSpec podTemplate() {
        return stack.workload() instanceof Deployment deployment
                ? deployment.getSpec().getTemplate()
                : ((StatefulSet) stack.workload()).getSpec().getTemplate();
    }

    private void error(String rule, HasMetadata object, String pointer, String message, String hint) {
        findings.add(Finding.error(rule, pointer, message, hint).about(nameOf(object)));
    }

    private static String nameOf(HasMetadata object) {
        @Nullable String namespace = object.getMetadata().getNamespace();
        return object.getKind() + " " + (namespace == null ? "" : namespace + "/")
                + object.getMetadata().getName();
    }
}
