package io.github.keda4j.yaml;

import java.lang.reflect.Field;
import java.util.List;
import java.util.Map;

/**
 * Classes of fabric8 that nearly every manifest is made of, and of which it is known, on every line of fabric8, that fields
 * are named like in YAML and that empty lists and maps are left out. The first annotation that a process looks at makes the
 * JDK load and define some forty classes; these do without. A test compares them with their annotations.
 */
final class CommonTypes {

    private CommonTypes() {}

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

    /** Whether a field is one of YAML, under its own name; words that Java keeps for itself have an underscore in front. */
    static boolean isNamedLikeItsField(Field field) {
        return field.getName().charAt(0) != '_' && !field.getName().equals("additionalProperties");
    }

    static boolean omitsEmpty(Field field) {
        return field.getType() == List.class || field.getType() == Map.class;
    }
}
