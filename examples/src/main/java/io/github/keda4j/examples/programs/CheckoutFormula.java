package io.github.keda4j.examples.programs;

import io.github.keda4j.formula.FormulaScope;
import io.github.keda4j.formula.ScalingFormula;
import io.github.keda4j.keda.v1alpha1.ScaledObject;
import io.github.keda4j.keda.v1alpha1.ScaledObjectBuilder;
import io.github.keda4j.trigger.CronTrigger;
import io.github.keda4j.trigger.PrometheusTrigger;
import io.github.keda4j.yaml.Manifests;

/**
 * Two triggers in one formula: a base number of replicas in office hours, plus one replica for each hundred requests
 * per second.
 */
final class CheckoutFormula {

    private static final String FORMULA = "base + requests / 100";

    private CheckoutFormula() {}

    public static void main(String[] args) {
        FormulaScope triggers = FormulaScope.of("base", "requests");
        System.out.println(ScalingFormula.check(FORMULA, triggers));
        System.out.println(ScalingFormula.compile(FORMULA, triggers.triggers()).evaluate(10, 450));
        System.out.println(Manifests.write(scaledObject()));
    }

    static ScaledObject scaledObject() {
        CronTrigger base = CronTrigger.builder()
                .name("base")
                .timezone("Europe/Dublin")
                .start("0 8 * * 1-5")
                .end("0 18 * * 1-5")
                .desiredReplicas(10)
                .build();

        PrometheusTrigger requests = PrometheusTrigger.builder()
                .name("requests")
                .serverAddress("http://prometheus.monitoring.svc:9090")
                .query("sum(rate(http_requests_total{app=\"checkout\"}[2m]))")
                .threshold(100)
                .build();

        return new ScaledObjectBuilder()
                .withNewMetadata()
                .withNamespace("shop")
                .withName("checkout")
                .endMetadata()
                .withNewSpec()
                .withNewScaleTargetRef()
                .withName("checkout")
                .endScaleTargetRef()
                .withMinReplicaCount(1)
                .withMaxReplicaCount(40)
                .withNewAdvanced()
                .withNewScalingModifiers()
                .withFormula(FORMULA)
                .withTarget("1")
                .endScalingModifiers()
                .endAdvanced()
                .addToTriggers(base.toScaleTrigger(), requests.toScaleTrigger())
                .endSpec()
                .build();
    }
}
