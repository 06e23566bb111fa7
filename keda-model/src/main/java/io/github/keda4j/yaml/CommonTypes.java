package io.github.keda4j.yaml;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.github.keda4j.keda.v1alpha1.ScaledJobStatus;
import io.github.keda4j.keda.v1alpha1.TriggerActivityStatus;
import java.lang.reflect.Field;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Lists the classes of which nearly every manifest consists. In every release line of fabric8, their fields are named
 * as in YAML, and empty lists and maps are omitted. The first annotation that a process reads makes the JDK load and
 * define about forty classes; this list avoids that. A test compares it with the annotations.
 */
final class CommonTypes {

    private CommonTypes() {}

    /** The class of a kind, if it is known without reading a list of kinds; otherwise null. */
    static @Nullable Class<? extends HasMetadata> ofKind(String apiVersion, String kind) {
        return switch (apiVersion) {
            case "v1" ->
                switch (kind) {
                    case "ServiceAccount" -> ServiceAccount.class;
                    case "ConfigMap" -> ConfigMap.class;
                    case "Secret" -> Secret.class;
                    case "Namespace" -> Namespace.class;
                    case "Service" -> Service.class;
                    default -> null;
                };
            case "apps/v1" -> kind.equals("Deployment") ? Deployment.class : null;
            case "batch/v1" -> kind.equals("Job") ? Job.class : null;
            default -> null;
        };
    }

    /** Whether the class is one of our own parts, all of whose fields are named as in YAML. */
    static boolean isPlainPart(Class<?> type) {
        return switch (type.getPackageName()) {
            case "io.github.keda4j.keda.v1alpha1" ->
                type != TriggerActivityStatus.class && type != ScaledJobStatus.class; // "isActive" and "Paused"
            case "io.github.keda4j.eventing.v1alpha1" -> true;
            default -> false;
        };
    }

    static boolean contains(Class<?> type) {
        return switch (type.getName()) {
            case "io.fabric8.kubernetes.api.model.ObjectMeta",
                    "io.fabric8.kubernetes.api.model.OwnerReference",
                    "io.fabric8.kubernetes.api.model.LabelSelector",
                    "io.fabric8.kubernetes.api.model.LabelSelectorRequirement",
                    "io.fabric8.kubernetes.api.model.LocalObjectReference",
                    "io.fabric8.kubernetes.api.model.ServiceAccount",
                    "io.fabric8.kubernetes.api.model.ConfigMap",
                    "io.fabric8.kubernetes.api.model.Secret",
                    "io.fabric8.kubernetes.api.model.Namespace",
                    "io.fabric8.kubernetes.api.model.Service",
                    "io.fabric8.kubernetes.api.model.ServiceSpec",
                    "io.fabric8.kubernetes.api.model.ServicePort",
                    "io.fabric8.kubernetes.api.model.PodTemplateSpec",
                    "io.fabric8.kubernetes.api.model.PodSpec",
                    "io.fabric8.kubernetes.api.model.PodSecurityContext",
                    "io.fabric8.kubernetes.api.model.Container",
                    "io.fabric8.kubernetes.api.model.ContainerPort",
                    "io.fabric8.kubernetes.api.model.EnvVar",
                    "io.fabric8.kubernetes.api.model.EnvVarSource",
                    "io.fabric8.kubernetes.api.model.EnvFromSource",
                    "io.fabric8.kubernetes.api.model.SecretKeySelector",
                    "io.fabric8.kubernetes.api.model.ConfigMapKeySelector",
                    "io.fabric8.kubernetes.api.model.ResourceRequirements",
                    "io.fabric8.kubernetes.api.model.SecurityContext",
                    "io.fabric8.kubernetes.api.model.Capabilities",
                    "io.fabric8.kubernetes.api.model.Probe",
                    "io.fabric8.kubernetes.api.model.HTTPGetAction",
                    "io.fabric8.kubernetes.api.model.Volume",
                    "io.fabric8.kubernetes.api.model.VolumeMount",
                    "io.fabric8.kubernetes.api.model.EmptyDirVolumeSource",
                    "io.fabric8.kubernetes.api.model.ConfigMapVolumeSource",
                    "io.fabric8.kubernetes.api.model.SecretVolumeSource",
                    "io.fabric8.kubernetes.api.model.apps.Deployment",
                    "io.fabric8.kubernetes.api.model.apps.DeploymentSpec",
                    "io.fabric8.kubernetes.api.model.apps.DeploymentStrategy",
                    "io.fabric8.kubernetes.api.model.apps.RollingUpdateDeployment",
                    "io.fabric8.kubernetes.api.model.batch.v1.Job",
                    "io.fabric8.kubernetes.api.model.batch.v1.JobSpec" -> true;
            default -> false;
        };
    }

    /**
     * Whether a field is written to YAML under its own name; names that are reserved words in Java begin with an
     * underscore.
     */
    static boolean isNamedLikeItsField(Field field) {
        return field.getName().charAt(0) != '_' && !field.getName().equals("additionalProperties");
    }

    static boolean omitsEmpty(Field field) {
        return field.getType() == List.class || field.getType() == Map.class;
    }
}
