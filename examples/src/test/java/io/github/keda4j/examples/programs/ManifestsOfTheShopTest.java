package io.github.keda4j.examples.programs;

import static io.github.keda4j.testing.validation.KedaAssertions.assertThat;

import io.github.keda4j.keda.v1alpha1.ScaledObject;
import io.github.keda4j.yaml.Manifests;
import org.junit.jupiter.api.Test;

/**
 * Validation as a unit test: KEDA accepts the shop's manifests, and a mistake is reported with a rule, a place and a
 * fix.
 */
class ManifestsOfTheShopTest {

    @Test
    void kedaAcceptsWhatTheShopDeploys() {
        assertThat(CheckoutFormula.scaledObject()).isAcceptedByKeda("2.21");
    }

    @Test
    void aMissingParameterIsFound() {
        ScaledObject broken = CheckoutFormula.scaledObject();
        broken.getSpec().getTriggers().get(0).getMetadata().remove("timezone");

        assertThat(broken).isRefusedByKeda("2.21").by("trigger-missing-parameter");
    }

    @Test
    void aMistakeInYamlHasARuleAndAPlace() {
        assertThat(Manifests.parse("orders.yaml", """
                        apiVersion: keda.sh/v1alpha1
                        kind: ScaledObject
                        metadata: {name: orders, namespace: shop}
                        spec:
                          scaleTargetRef: {name: orders}
                          triggers:
                          - type: cron
                            metadata: {timezone: Europe/Dublin, start: 0 8 * * *, end: 0 18 * * *, desiredReplicas: many}
                        """)).isRefusedByKeda("2.21").by("trigger-parameter-type");
    }
}
