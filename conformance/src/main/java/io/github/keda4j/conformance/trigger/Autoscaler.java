package io.github.keda4j.conformance.trigger;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.keda4j.internal.go.GoQuantity;
import java.math.BigDecimal;
import java.util.Optional;
import java.util.Set;

/**
 * Kubernetes' own check of an autoscaler's metrics, limited to what triggers can violate. keda-validator's tests of
 * whole objects use the real check.
 */
final class Autoscaler {

    private static final Set<String> TARGET_TYPES = Set.of("AverageValue", "Value", "Utilization");

    private static final String UNKNOWN_TYPE = "target type must be one of Utilization, Value, AverageValue";

    private Autoscaler() {}

    /**
     * Why Kubernetes would refuse the metrics of a trigger; empty if it would accept them. If KEDA would ask a server
     * for the metrics, they are empty, and only their type is checked.
     */
    static Optional<String> refusal(JsonNode metrics, String metricType) {
        if (metrics.isEmpty() && !metricType.isEmpty() && !TARGET_TYPES.contains(metricType)) {
            return Optional.of(UNKNOWN_TYPE);
        }
        for (JsonNode metric : metrics) {
            String type = metric.path("type").asText();
            String name = metric.path("name").asText();
            String target = metric.path("target").asText();
            if (!TARGET_TYPES.contains(type)) {
                return Optional.of(UNKNOWN_TYPE);
            }
            if (!isPositive(target)) {
                return Optional.of("target must be positive");
            }
            if (name.isEmpty() || name.equals(".") || name.equals("..") || name.contains("/") || name.contains("%")) {
                return Optional.of("metric name must not be empty, . or .., and must not contain / or %");
            }
        }
        return Optional.empty();
    }

    private static boolean isPositive(String target) {
        BigDecimal amount = GoQuantity.parse(target);
        return amount != null && amount.signum() > 0;
    }
}
