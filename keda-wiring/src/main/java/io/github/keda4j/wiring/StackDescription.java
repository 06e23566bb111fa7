package io.github.keda4j.wiring;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.github.keda4j.keda.v1alpha1.ScaleTriggers;
import io.github.keda4j.keda.v1alpha1.ScaledObject;
import io.github.keda4j.keda.v1alpha1.ScaledObjectSpec;
import io.github.keda4j.podidentity.policy.PolicyDocument;
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

    boolean needsAws() {
        return !awsTriggers().isEmpty();
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
        return IamRole.named(workloadName() + "-scaler");
    }

    /** Whether KEDA's operator changes into another role before it reads. */
    boolean chains() {
        return needsAws() && !(identity instanceof ScalerIdentity.OperatorRole);
    }
}
