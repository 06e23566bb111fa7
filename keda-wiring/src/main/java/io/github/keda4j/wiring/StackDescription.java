package io.github.keda4j.wiring;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.github.keda4j.keda.v1alpha1.ScaleTriggers;
import io.github.keda4j.keda.v1alpha1.ScaledObject;
import io.github.keda4j.keda.v1alpha1.ScaledObjectSpec;
import io.github.keda4j.podidentity.policy.PolicyDocument;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/** What a stack was told: the parts that everything else is derived from. */
record StackDescription(
        EksCluster cluster,
        KedaOperator operator,
        HasMetadata workload,
        ServiceAccount serviceAccount,
        WorkloadAccess access,
        ScaledObject scaledObject,
        ScalerIdentity identity,
        Map<String, UnaryOperator<PolicyDocument>> trustAdjustments,
        Map<String, UnaryOperator<PolicyDocument>> permissionAdjustments) {

    static final String SCALER_SUFFIX = "-scaler";

    String workloadName() {
        return workload.getMetadata().getName();
    }

    ScaledObjectSpec spec() {
        ScaledObjectSpec spec = scaledObject.getSpec();
        return spec == null ? new ScaledObjectSpec() : spec;
    }

    List<ScaleTriggers> triggers() {
        List<ScaleTriggers> triggers = spec().getTriggers();
        return triggers == null ? List.of() : triggers;
    }

    /** Triggers that KEDA reads with AWS credentials, and that therefore need an identity. */
    List<ScaleTriggers> awsTriggers() {
        return triggers().stream().filter(TriggerAccess::readsAws).toList();
    }

    /** Whether KEDA reads anything with AWS credentials for this workload. */
    boolean needsAws() {
        return !awsTriggers().isEmpty();
    }

    /** Whether there is a role for the pods: they may do something in AWS, or KEDA borrows their role. */
    boolean hasWorkloadRole() {
        return access.role().isPresent()
                || access.isGranted()
                || (needsAws() && identity instanceof ScalerIdentity.WorkloadRole);
    }

    /** The roles that this stack has a use for, those that are only referred to included, each once. */
    List<IamRole> roles() {
        List<IamRole> roles = new ArrayList<>();
        if (needsAws()) {
            roles.add(operator.role());
        }
        if (hasWorkloadRole()) {
            roles.add(workloadRole());
        }
        if (needsAws()) {
            roles.add(scalerRole());
        }
        return roles.stream().distinct().toList();
    }

    String namespace() {
        return scaledObject.getMetadata().getNamespace();
    }

    IamRole workloadRole() {
        return access.role().orElseGet(() -> IamRole.named(workloadName()));
    }

    /** The role that KEDA reads the event sources with. */
    IamRole scalerRole() {
        if (identity instanceof ScalerIdentity.NamedRole named) {
            return named.role();
        }
        if (identity instanceof ScalerIdentity.WorkloadRole) {
            return workloadRole();
        }
        if (identity instanceof ScalerIdentity.OperatorRole) {
            return operator.role();
        }
        return IamRole.named(workloadName() + SCALER_SUFFIX);
    }

    /** Whether KEDA's operator changes into another role before it reads. */
    boolean chains() {
        return needsAws() && !(identity instanceof ScalerIdentity.OperatorRole);
    }
}
