package io.github.keda4j.conformance.provisioning;

import io.fabric8.kubernetes.api.model.AffinityBuilder;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerPortBuilder;
import io.fabric8.kubernetes.api.model.EnvVarBuilder;
import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.LifecycleBuilder;
import io.fabric8.kubernetes.api.model.LocalObjectReference;
import io.fabric8.kubernetes.api.model.PodSecurityContext;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.Probe;
import io.fabric8.kubernetes.api.model.ProbeBuilder;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.ResourceRequirementsBuilder;
import io.fabric8.kubernetes.api.model.SecurityContextBuilder;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.api.model.TolerationBuilder;
import io.fabric8.kubernetes.api.model.VolumeBuilder;
import io.fabric8.kubernetes.api.model.VolumeMountBuilder;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.DeploymentSpec;
import io.fabric8.kubernetes.api.model.apps.DeploymentStrategyBuilder;
import io.github.keda4j.keda.v1alpha1.AdvancedConfig;
import io.github.keda4j.keda.v1alpha1.AdvancedConfigBuilder;
import io.github.keda4j.keda.v1alpha1.ScaledObject;
import io.github.keda4j.keda.v1alpha1.ScaledObjectSpec;
import io.github.keda4j.keda.v1alpha1.ScalingModifiers;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Manifests with values that an API server defaults, drops or rewrites. */
final class Variants {

    private Variants() {}

    /**
     * The objects of a stack that variants change.
     *
     * @param deployment the Deployment to edit
     * @param serviceAccount the ServiceAccount to edit
     * @param scaledObject the ScaledObject to edit
     */
    record Parts(Deployment deployment, ServiceAccount serviceAccount, ScaledObject scaledObject) {

        DeploymentSpec spec() {
            return deployment.getSpec();
        }

        PodSpec pod() {
            return spec().getTemplate().getSpec();
        }

        Container container() {
            return pod().getContainers().get(0);
        }

        ScaledObjectSpec scaling() {
            return scaledObject.getSpec();
        }
    }

    static List<Consumer<Parts>> all() {
        List<Consumer<Parts>> all = new ArrayList<>();
        all.addAll(ofTheDeployment());
        all.addAll(ofThePod());
        all.addAll(ofVolumes());
        all.addAll(ofTheContainer());
        all.addAll(ofTheEnvironment());
        all.addAll(ofProbes());
        all.addAll(ofKeda());
        return List.copyOf(all);
    }

    private static List<Consumer<Parts>> ofTheDeployment() {
        return List.of(
                parts -> parts.spec().setMinReadySeconds(0),
                parts -> parts.spec().setRevisionHistoryLimit(10),
                parts -> parts.spec().setProgressDeadlineSeconds(600),
                parts -> parts.spec().setPaused(false),
                parts -> parts.spec().setReplicas(1),
                parts -> parts.spec()
                        .setStrategy(new DeploymentStrategyBuilder()
                                .withType("RollingUpdate")
                                .build()),
                parts -> parts.spec()
                        .setStrategy(new DeploymentStrategyBuilder()
                                .withNewRollingUpdate()
                                .withMaxSurge(new IntOrString("25%"))
                                .endRollingUpdate()
                                .build()),
                parts -> parts.spec()
                        .setStrategy(new DeploymentStrategyBuilder()
                                .withType("Recreate")
                                .build()),
                parts -> parts.deployment().getMetadata().setAnnotations(Map.of("example.org/note", "")),
                parts -> parts.spec().getTemplate().getMetadata().setAnnotations(Map.of()),
                parts -> parts.serviceAccount().setAutomountServiceAccountToken(false),
                parts -> parts.serviceAccount().setImagePullSecrets(List.of(new LocalObjectReference("registry"))));
    }

    private static List<Consumer<Parts>> ofThePod() {
        return List.of(
                parts -> parts.pod().setHostNetwork(false),
                parts -> parts.pod().setHostPID(false),
                parts -> parts.pod().setHostIPC(false),
                parts -> parts.pod().setRestartPolicy("Always"),
                parts -> parts.pod().setDnsPolicy("ClusterFirst"),
                parts -> parts.pod().setTerminationGracePeriodSeconds(30L),
                parts -> parts.pod().setTerminationGracePeriodSeconds(0L),
                parts -> parts.pod().setSchedulerName("default-scheduler"),
                parts -> parts.pod().setEnableServiceLinks(true),
                parts -> parts.pod().setAutomountServiceAccountToken(true),
                parts -> parts.pod().setShareProcessNamespace(false),
                parts -> parts.pod().setNodeSelector(Map.of()),
                parts -> parts.pod().setAffinity(new AffinityBuilder().build()),
                parts -> parts.pod().setSecurityContext(new PodSecurityContext()),
                parts -> parts.pod().setHostname(""),
                parts -> parts.pod()
                        .setTolerations(List.of(new TolerationBuilder()
                                .withOperator("Exists")
                                .withValue("")
                                .build())));
    }

    private static List<Consumer<Parts>> ofVolumes() {
        return List.of(
                parts -> volume(parts, new VolumeBuilder().withNewEmptyDir().endEmptyDir(), false),
                parts -> volume(
                        parts,
                        new VolumeBuilder()
                                .withNewEmptyDir()
                                .withNewSizeLimit("1024Mi")
                                .endEmptyDir(),
                        false),
                parts -> volume(
                        parts,
                        new VolumeBuilder().withNewEmptyDir().withMedium("").endEmptyDir(),
                        true),
                parts -> volume(
                        parts,
                        new VolumeBuilder()
                                .withNewConfigMap()
                                .withName("settings")
                                .withOptional(true)
                                .endConfigMap(),
                        true),
                parts -> volume(
                        parts,
                        new VolumeBuilder()
                                .withNewSecret()
                                .withSecretName("keys")
                                .withOptional(false)
                                .endSecret(),
                        true),
                parts -> {
                    volume(parts, new VolumeBuilder().withNewEmptyDir().endEmptyDir(), false);
                    parts.container().getVolumeMounts().get(0).setSubPath("");
                });
    }

    private static void volume(Parts parts, VolumeBuilder volume, boolean readOnly) {
        parts.pod().setVolumes(List.of(volume.withName("data").build()));
        parts.container()
                .setVolumeMounts(List.of(new VolumeMountBuilder()
                        .withName("data")
                        .withMountPath("/data")
                        .withReadOnly(readOnly)
                        .build()));
    }

    private static List<Consumer<Parts>> ofTheContainer() {
        return List.of(
                parts -> parts.container().setTty(false),
                parts -> parts.container().setStdin(false),
                parts -> parts.container().setStdinOnce(false),
                parts -> parts.container().setImagePullPolicy("IfNotPresent"),
                parts -> parts.container().setTerminationMessagePath("/dev/termination-log"),
                parts -> parts.container().setTerminationMessagePolicy("File"),
                parts -> parts.container().setWorkingDir(""),
                parts -> parts.container().setArgs(List.of("", "-v", "-v")),
                parts -> request(parts, "cpu", "1000m"),
                parts -> request(parts, "cpu", "0.5"),
                parts -> request(parts, "memory", "1024Mi"),
                parts -> request(parts, "memory", "1e6"),
                parts -> parts.container().setResources(new ResourceRequirementsBuilder().build()),
                parts -> port(parts, new ContainerPortBuilder().withContainerPort(8080)),
                parts -> port(
                        parts,
                        new ContainerPortBuilder().withContainerPort(8080).withHostPort(0)),
                parts -> port(
                        parts,
                        new ContainerPortBuilder()
                                .withContainerPort(8080)
                                .withProtocol("TCP")
                                .withName("http")),
                parts -> parts.container()
                        .setSecurityContext(new SecurityContextBuilder()
                                .withPrivileged(false)
                                .build()),
                parts -> parts.container()
                        .setLifecycle(new LifecycleBuilder()
                                .withNewPreStop()
                                .withNewHttpGet()
                                .withPort(new IntOrString("http"))
                                .endHttpGet()
                                .endPreStop()
                                .build()));
    }

    private static void request(Parts parts, String resource, String quantity) {
        parts.container()
                .setResources(new ResourceRequirementsBuilder()
                        .addToRequests(resource, new Quantity(quantity))
                        .build());
    }

    private static void port(Parts parts, ContainerPortBuilder port) {
        parts.container().setPorts(List.of(port.build()));
    }

    private static List<Consumer<Parts>> ofTheEnvironment() {
        return List.of(
                parts -> environment(parts, new EnvVarBuilder().withValue("")),
                parts -> environment(parts, new EnvVarBuilder()),
                parts -> environment(
                        parts,
                        new EnvVarBuilder()
                                .withNewValueFrom()
                                .withNewFieldRef()
                                .withFieldPath("metadata.name")
                                .endFieldRef()
                                .endValueFrom()),
                parts -> environment(
                        parts,
                        new EnvVarBuilder()
                                .withNewValueFrom()
                                .withNewSecretKeyRef()
                                .withName("keys")
                                .withKey("key")
                                .withOptional(false)
                                .endSecretKeyRef()
                                .endValueFrom()),
                parts -> environment(
                        parts,
                        new EnvVarBuilder()
                                .withNewValueFrom()
                                .withNewResourceFieldRef()
                                .withResource("limits.cpu")
                                .withDivisor(new Quantity("1000m"))
                                .endResourceFieldRef()
                                .endValueFrom()));
    }

    private static void environment(Parts parts, EnvVarBuilder variable) {
        parts.container().setEnv(List.of(variable.withName("SETTING").build()));
    }

    private static List<Consumer<Parts>> ofProbes() {
        return List.of(
                parts -> parts.container()
                        .setLivenessProbe(http().withInitialDelaySeconds(0).build()),
                parts -> parts.container()
                        .setReadinessProbe(http().withTimeoutSeconds(1).build()),
                parts -> parts.container().setStartupProbe(tcp()));
    }

    private static ProbeBuilder http() {
        return new ProbeBuilder()
                .withNewHttpGet()
                .withPath("/")
                .withPort(new IntOrString(8080))
                .endHttpGet();
    }

    private static Probe tcp() {
        return new ProbeBuilder()
                .withNewTcpSocket()
                .withPort(new IntOrString(8080))
                .endTcpSocket()
                .build();
    }

    private static List<Consumer<Parts>> ofKeda() {
        return List.of(
                parts -> parts.scaling().setMinReplicaCount(0),
                parts -> parts.scaling().setCooldownPeriod(0),
                parts -> parts.scaling().setPollingInterval(30),
                parts -> parts.scaling().setInitialCooldownPeriod(0),
                parts -> parts.scaling().getScaleTargetRef().setKind("Deployment"),
                parts -> parts.scaling().getTriggers().get(0).setUseCachedMetrics(false),
                parts -> parts.scaling().getTriggers().get(0).setName(""),
                parts -> parts.scaling().getScaleTargetRef().setEnvSourceContainerName(""),
                parts -> parts.scaling().setAdvanced(new AdvancedConfig()),
                parts -> parts.scaling()
                        .setAdvanced(new AdvancedConfigBuilder()
                                .withRestoreToOriginalReplicaCount(false)
                                .build()),
                parts -> parts.scaling()
                        .setAdvanced(new AdvancedConfigBuilder()
                                .withScalingModifiers(new ScalingModifiers())
                                .build()),
                parts -> {
                    parts.scaling().getTriggers().get(0).setName("queue");
                    parts.scaling().setAdvanced(formula());
                },
                parts -> parts.scaling()
                        .setAdvanced(new AdvancedConfigBuilder()
                                .withNewHorizontalPodAutoscalerConfig()
                                .withName("")
                                .withNewBehavior()
                                .withNewScaleDown()
                                .withTolerance(new Quantity("0.05"))
                                .withStabilizationWindowSeconds(0)
                                .endScaleDown()
                                .endBehavior()
                                .endHorizontalPodAutoscalerConfig()
                                .build()));
    }

    /** With a formula for the trigger, which must then be called {@code queue}, and without anything optional. */
    static AdvancedConfig formula() {
        return new AdvancedConfigBuilder()
                .withNewScalingModifiers()
                .withFormula("queue * 2")
                .withTarget("2")
                .withActivationTarget("")
                .endScalingModifiers()
                .build();
    }
}
