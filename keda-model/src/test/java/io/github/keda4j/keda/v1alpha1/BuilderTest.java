package io.github.keda4j.keda.v1alpha1;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.builder.TypedVisitor;
import io.fabric8.kubernetes.api.model.ContainerBuilder;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HPAScalingRules;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class BuilderTest {

    @Test
    void buildersNestThroughFabric8sTypesAndBack() {
        ScaledJob job = new ScaledJobBuilder()
                .withNewMetadata()
                .withName("render")
                .endMetadata()
                .withNewSpec()
                .withNewJobTargetRef()
                .withBackoffLimit(2)
                .withNewTemplate()
                .withNewSpec()
                .addNewContainer()
                .withName("render")
                .withImage("example/render:1")
                .endContainer()
                .endSpec()
                .endTemplate()
                .endJobTargetRef()
                .withNewScalingStrategy()
                .withStrategy(ScalingStrategyType.ACCURATE)
                .endScalingStrategy()
                .addNewTrigger()
                .withType("aws-sqs-queue")
                .addToMetadata("queueURL", "q")
                .endTrigger()
                .endSpec()
                .build();

        assertThat(job.getApiVersion()).isEqualTo("keda.sh/v1alpha1");
        assertThat(job.getSpec().getJobTargetRef().getTemplate().getSpec().getContainers())
                .extracting("image")
                .containsExactly("example/render:1");
        assertThat(job.getSpec().getTriggers().get(0).getMetadata()).isEqualTo(Map.of("queueURL", "q"));
    }

    @Test
    void nothingIsSetThatNobodySet() {
        ScaledObject object = new ScaledObjectBuilder().withNewSpec().endSpec().build();

        assertThat(object.getStatus()).isNull();
        assertThat(object.getSpec()).hasToString("ScaledObjectSpec{}");
        assertThat(new ScaledObject().getSpec()).isNull();
    }

    @Test
    void anObjectPrintsItsNameAndWhatIsSet() {
        assertThat(new ScaledObjectBuilder()
                        .withNewMetadata()
                        .withNamespace("shop")
                        .withName("orders")
                        .endMetadata()
                        .withNewSpec()
                        .withMaxReplicaCount(3)
                        .endSpec()
                        .addToAdditionalProperties("novel", 1)
                        .build())
                .hasToString("ScaledObject shop/orders{spec=ScaledObjectSpec{maxReplicaCount=3}, novel=1}");
        assertThat(new ClusterTriggerAuthentication()).hasToString("ClusterTriggerAuthentication without a name{}");
    }

    @Test
    void editingACopyLeavesTheOriginalAlone() {
        ScaledObject original = scaledObject();

        ScaledObject edited = original.edit()
                .editSpec()
                .editScaleTargetRef()
                .withName("other")
                .endScaleTargetRef()
                .editMatchingTrigger(trigger -> "cron".equals(trigger.getType()))
                .addToMetadata("timezone", "UTC")
                .endTrigger()
                .endSpec()
                .build();

        assertThat(original).isEqualTo(scaledObject());
        assertThat(edited.getSpec().getScaleTargetRef().getName()).isEqualTo("other");
        assertThat(edited.getSpec().getTriggers().get(1).getMetadata()).containsEntry("timezone", "UTC");
        assertThat(edited.getSpec().getTriggers().get(0))
                .isEqualTo(original.getSpec().getTriggers().get(0));
    }

    @Test
    void aPartIsEditedOnItsOwn() {
        ScaleTriggers trigger = scaledObject().getSpec().getTriggers().get(0);

        assertThat(trigger.edit().withName("load").build())
                .hasToString("ScaleTriggers{type=cpu, name=load, metadata={value=60}, metricType=Utilization}");
    }

    @Test
    void visitorsReachEveryPartOfOursAndOfFabric8() {
        ScaledObject visited = scaledObject()
                .edit()
                .accept(new TypedVisitor<ScaleTriggersBuilder>() {
                    @Override
                    public void visit(ScaleTriggersBuilder trigger) {
                        trigger.withUseCachedMetrics(false);
                    }
                })
                .build();
        ScaledJob job = new ScaledJobBuilder()
                .withNewSpec()
                .withNewJobTargetRef()
                .withNewTemplate()
                .withNewSpec()
                .addNewContainer()
                .endContainer()
                .endSpec()
                .endTemplate()
                .endJobTargetRef()
                .endSpec()
                .accept(ContainerBuilder.class, container -> container.withImage("example/visited:1"))
                .build();

        assertThat(visited.getSpec().getTriggers())
                .extracting(ScaleTriggers::getUseCachedMetrics)
                .containsExactly(false, false);
        assertThat(job.getSpec().getJobTargetRef().getTemplate().getSpec().getContainers())
                .extracting("image")
                .containsExactly("example/visited:1");
    }

    @Test
    void theSpecificationOfOneAuthenticationFitsTheOther() {
        TriggerAuthentication namespaced = new TriggerAuthenticationBuilder()
                .withNewSpec()
                .withNewPodIdentity()
                .withProvider(PodIdentityProvider.AWS)
                .withIdentityOwner(IdentityOwner.WORKLOAD)
                .endPodIdentity()
                .endSpec()
                .build();

        ClusterTriggerAuthentication clusterWide = new ClusterTriggerAuthenticationBuilder()
                .withSpec(namespaced.getSpec())
                .build();

        assertThat(clusterWide.getSpec()).isEqualTo(namespaced.getSpec());
    }

    @Test
    void aValueOfANewerKedaEqualsItselfAndNoOther() {
        assertThat(FallbackBehavior.of("static"))
                .isEqualTo(FallbackBehavior.STATIC)
                .hasToString("static");
        assertThat(FallbackBehavior.of("novel"))
                .isEqualTo(FallbackBehavior.of("novel"))
                .isNotEqualTo(FallbackBehavior.STATIC)
                .isNotEqualTo(ScalingStrategyType.of("novel"));
        assertThat(FallbackBehavior.values()).doesNotContain(FallbackBehavior.of("novel"));
    }

    private static ScaledObject scaledObject() {
        ScaleTriggers cron = new ScaleTriggersBuilder()
                .withType("cron")
                .withMetadata(Map.of("desiredReplicas", "2"))
                .build();
        return new ScaledObjectBuilder()
                .withNewMetadata()
                .withName("orders")
                .endMetadata()
                .withNewSpec()
                .withNewScaleTargetRef()
                .withName("orders")
                .endScaleTargetRef()
                .withNewAdvanced()
                .withNewHorizontalPodAutoscalerConfig()
                .withNewBehavior()
                .withScaleDown(new HPAScalingRules(List.of(), "Max", 5, null))
                .endBehavior()
                .endHorizontalPodAutoscalerConfig()
                .endAdvanced()
                .addNewTrigger()
                .withType("cpu")
                .withMetricType(MetricTargetType.UTILIZATION)
                .addToMetadata("value", "60")
                .endTrigger()
                .addToTriggers(cron)
                .endSpec()
                .build();
    }
}
