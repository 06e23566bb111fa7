package io.github.keda4j.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.api.model.ConditionBuilder;
import io.github.keda4j.eventing.v1alpha1.ClusterCloudEventSourceBuilder;
import io.github.keda4j.keda.v1alpha1.ScaledJobBuilder;
import io.github.keda4j.keda.v1alpha1.ScaledObject;
import io.github.keda4j.keda.v1alpha1.ScaledObjectBuilder;
import io.github.keda4j.keda.v1alpha1.TriggerAuthenticationBuilder;
import io.github.keda4j.model.KedaResource;
import java.util.Map;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

class KedaConditionsTest {

    private static final Map<String, Predicate<KedaResource<?, ?>>> PREDICATES = Map.of(
            "Ready", KedaConditions::isReady,
            "Active", KedaConditions::isActive,
            "Fallback", KedaConditions::isFallback,
            "Paused", KedaConditions::isPaused);

    @Test
    void holdsWhereTheConditionOfThatTypeIsTrueAndNowhereElse() {
        PREDICATES.forEach((type, predicate) -> {
            assertThat(predicate.test(reporting(type, "True"))).as(type).isTrue();
            assertThat(predicate.test(reporting(type, "False"))).as(type).isFalse();
            assertThat(predicate.test(reporting(type, "Unknown"))).as(type).isFalse();
            PREDICATES.keySet().stream()
                    .filter(other -> !other.equals(type))
                    .forEach(other -> assertThat(predicate.test(reporting(other, "True")))
                            .as(type + other)
                            .isFalse());
        });
    }

    @Test
    void readsEveryKindThatReportsConditions() {
        assertThat(KedaConditions.isReady(new ScaledJobBuilder()
                        .withNewStatus()
                        .addToConditions(condition("Ready", "True"))
                        .endStatus()
                        .build()))
                .isTrue();
        assertThat(KedaConditions.isActive(new ClusterCloudEventSourceBuilder()
                        .withNewStatus()
                        .addToConditions(condition("Active", "True"))
                        .endStatus()
                        .build()))
                .isTrue();
    }

    @Test
    void holdsNotWithoutAnObjectAStatusOrConditions() {
        PREDICATES.values().forEach(predicate -> {
            assertThat(predicate.test(null)).isFalse();
            assertThat(predicate.test(new ScaledObject())).isFalse();
            assertThat(predicate.test(new ScaledObjectBuilder()
                            .withNewStatus()
                            .endStatus()
                            .build()))
                    .isFalse();
            assertThat(predicate.test(new TriggerAuthenticationBuilder()
                            .withNewStatus()
                            .endStatus()
                            .build()))
                    .isFalse();
        });
    }

    private static ScaledObject reporting(String type, String status) {
        return new ScaledObjectBuilder()
                .withNewStatus()
                .addToConditions(condition(type, status))
                .endStatus()
                .build();
    }

    private static Condition condition(String type, String status) {
        return new ConditionBuilder().withType(type).withStatus(status).build();
    }
}
