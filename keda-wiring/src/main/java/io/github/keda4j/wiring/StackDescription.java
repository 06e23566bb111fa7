package io.github.keda4j.wiring;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.github.keda4j.keda.v1alpha1.ScaleTarget;
import io.github.keda4j.keda.v1alpha1.ScaleTriggers;
import io.github.keda4j.keda.v1alpha1.ScaledObject;
import io.github.keda4j.keda.v1alpha1.ScaledObjectSpec;
import io.github.keda4j.keda.v1alpha1.TriggerAuthentication;
import io.github.keda4j.podidentity.policy.PolicyDocument;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** The description of a stack: the parts that everything else is derived from. */
record StackDescription(
        EksCluster cluster,
        KedaOperator operator,
        HasMetadata workload,
        ServiceAccount serviceAccount,
        PodsAccess access,
        ScaledObject scaledObject,
        ScalerIdentity identity,
        List<TriggerAuthentication> authentications,
        Set<String> existing,
        List<ExistingRole> existingRoles,
        Map<String, PolicyDocument> resourcePolicies,
        Map<String, String> secretKeys,
        List<TriggerSource> sources,
        Map<String, UnaryOperator<PolicyDocument>> trustAdjustments,
        Map<String, UnaryOperator<PolicyDocument>> permissionAdjustments) {

    static final String SCALER_SUFFIX = "-scaler";

    StackDescription withScaledObject(ScaledObject other) {
        return new StackDescription(
                cluster,
                operator,
                workload,
                serviceAccount,
                access,
                other,
                identity,
                authentications,
                existing,
                existingRoles,
                resourcePolicies,
                secretKeys,
                sources,
                trustAdjustments,
                permissionAdjustments);
    }

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

    String namespace() {
        return scaledObject.getMetadata().getNamespace();
    }

    @Nullable
    PodTemplateSpec podTemplate() {
        if (workload instanceof Deployment deployment) {
            return deployment.getSpec() == null ? null : deployment.getSpec().getTemplate();
        }
        StatefulSet statefulSet = (StatefulSet) workload;
        return statefulSet.getSpec() == null ? null : statefulSet.getSpec().getTemplate();
    }

    /** The environment from which KEDA resolves variables; empty if some of it comes from elsewhere. */
    Optional<Map<String, String>> environment() {
        ScaleTarget target = spec().getScaleTargetRef();
        return ContainerEnvironment.of(podTemplate(), target == null ? null : target.getEnvSourceContainerName());
    }

    IamRole workloadRole() {
        return access.role().orElseGet(() -> IamRole.named(workloadName()));
    }

    /** The role with which KEDA reads the event sources, if the stack makes their authentication. */
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

    /** The roles that were described or are derived from the description, whether or not they are needed; some twice. */
    List<IamRole> describedRoles() {
        List<IamRole> roles = new ArrayList<>(List.of(operator.role()));
        ifNamed(this::workloadRole).ifPresent(roles::add);
        ifNamed(this::scalerRole).ifPresent(roles::add);
        return roles;
    }

    /** The role; empty if it is named after a workload whose name is too long for IAM, which is checked elsewhere. */
    static Optional<IamRole> ifNamed(Supplier<IamRole> role) {
        try {
            return Optional.of(role.get());
        } catch (IllegalArgumentException tooLong) {
            return Optional.empty();
        }
    }

    String accountOf(IamRole role) {
        return role instanceof ExistingRole existing ? existing.accountId() : cluster.accountId();
    }
}
