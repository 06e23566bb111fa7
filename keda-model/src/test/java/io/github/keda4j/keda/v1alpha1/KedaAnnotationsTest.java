package io.github.keda4j.keda.v1alpha1;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscaler;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KedaAnnotationsTest {

    private final ScaledObject object = new ScaledObjectBuilder()
            .withNewMetadata()
            .withName("orders")
            .addToAnnotations("example.com/owner", "checkout")
            .endMetadata()
            .build();
    private final KedaAnnotations annotations = KedaAnnotations.of(object);

    @Test
    void pausesAtThePresentNumberAndResumes() {
        annotations.pause();
        assertThat(all()).containsEntry("autoscaling.keda.sh/paused", "true").containsKey("example.com/owner");
        assertThat(annotations.isPaused()).isTrue();
        assertThat(annotations.pausedReplicas()).isEmpty();

        annotations.resume();
        assertThat(annotations.isPaused()).isFalse();
        assertThat(all()).containsOnlyKeys("example.com/owner");
    }

    @Test
    void pausesAtANumber() {
        annotations.pause().pauseAt(3);

        assertThat(all())
                .containsEntry("autoscaling.keda.sh/paused-replicas", "3")
                .doesNotContainKey("autoscaling.keda.sh/paused");
        assertThat(annotations.isPaused()).isTrue();
        assertThat(annotations.pausedReplicas()).hasValue(3);
    }

    @Test
    void refusesToPauseBelowZero() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> annotations.pauseAt(-1))
                .withMessage("cannot pause at -1 replicas; 0 or more is allowed");
    }

    @Test
    void saysWhatIsWrongWithANumberThatIsNone() {
        object.getMetadata().setAnnotations(Map.of(KedaAnnotations.PAUSED_REPLICAS, "three"));

        assertThatIllegalArgumentException()
                .isThrownBy(annotations::pausedReplicas)
                .withMessage(
                        "annotation autoscaling.keda.sh/paused-replicas is \"three\"; KEDA reads a 32-bit integer");
    }

    @ParameterizedTest
    @CsvSource({
        "true,true",
        "1,true",
        "T,true",
        "false,false",
        "0,false",
        "F,false",
        "False,false",
        "yes,true",
        "'',true"
    })
    void readsBooleansAsKedaDoes(String text, boolean expected) {
        object.getMetadata()
                .setAnnotations(Map.of(
                        KedaAnnotations.PAUSED, text,
                        KedaAnnotations.PAUSED_SCALE_IN, text,
                        KedaAnnotations.PAUSED_SCALE_OUT, text,
                        KedaAnnotations.FORCE_ACTIVATION, text));

        assertThat(annotations.isPaused()).isEqualTo(expected);
        assertThat(annotations.isScaleInPaused()).isEqualTo(expected);
        assertThat(annotations.isScaleOutPaused()).isEqualTo(expected);
        assertThat(annotations.isForceActivation()).isEqualTo(expected);
    }

    @Test
    void writesAndRemovesTheOthers() {
        annotations
                .setScaleInPaused(true)
                .setScaleOutPaused(true)
                .setForceActivation(true)
                .setTransferHpaOwnership(true)
                .setHpaExcludedLabels(List.of("a", "b"));
        assertThat(all())
                .containsEntry("autoscaling.keda.sh/paused-scale-in", "true")
                .containsEntry("autoscaling.keda.sh/paused-scale-out", "true")
                .containsEntry("autoscaling.keda.sh/force-activation", "true")
                .containsEntry("scaledobject.keda.sh/transfer-hpa-ownership", "true")
                .containsEntry("scaledobject.keda.sh/hpa-excluded-labels", "a,b");
        assertThat(annotations.isTransferHpaOwnership()).isTrue();
        assertThat(annotations.hpaExcludedLabels()).containsExactly("a", "b");

        annotations
                .setScaleInPaused(false)
                .setScaleOutPaused(false)
                .setForceActivation(false)
                .setTransferHpaOwnership(false)
                .setHpaExcludedLabels(List.of());
        assertThat(all()).containsOnlyKeys("example.com/owner");
        assertThat(annotations.isScaleInPaused()).isFalse();
        assertThat(annotations.hpaExcludedLabels()).isEmpty();
    }

    @Test
    void onlyTheWordTrueTransfersAnAutoscaler() {
        object.getMetadata().setAnnotations(Map.of(KedaAnnotations.TRANSFER_HPA_OWNERSHIP, "True"));

        assertThat(annotations.isTransferHpaOwnership()).isFalse();
    }

    @Test
    void switchesTheCheckOfAnAutoscalerOffAndOn() {
        HorizontalPodAutoscaler autoscaler = new HorizontalPodAutoscaler();
        KedaAnnotations ofAutoscaler = KedaAnnotations.of(autoscaler);
        assertThat(ofAutoscaler.isHpaOwnershipValidated()).isTrue();

        ofAutoscaler.setHpaOwnershipValidated(false);
        assertThat(autoscaler.getMetadata().getAnnotations())
                .containsExactly(Map.entry("validations.keda.sh/hpa-ownership", "false"));
        assertThat(ofAutoscaler.isHpaOwnershipValidated()).isFalse();

        assertThat(ofAutoscaler.setHpaOwnershipValidated(true).isHpaOwnershipValidated())
                .isTrue();
    }

    @Test
    void readsAnObjectWithoutMetadata() {
        ScaledObject bare = new ScaledObject();
        bare.setMetadata(null);

        assertThat(KedaAnnotations.of(bare).isPaused()).isFalse();
        assertThat(KedaAnnotations.of(bare).pause().isPaused()).isTrue();
    }

    private Map<String, String> all() {
        return object.getMetadata().getAnnotations();
    }
}
