package io.github.keda4j.conformance.trigger;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.keda4j.conformance.compare.Difference;
import io.github.keda4j.internal.go.GoQuantity;
import io.github.keda4j.trigger.Trigger;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/** The metric that the autoscaler is given, for a trigger that both accept. */
final class MetricComparison {

    private static final String EXTERNAL = "External";

    /** Kubernetes has no unit for larger amounts, and writes them without one. */
    private static final double LARGEST = 1e21;

    private final AskedTrigger asked;
    private final Trigger trigger;
    private final List<Difference> differences = new ArrayList<>();

    private MetricComparison(AskedTrigger asked, Trigger trigger) {
        this.asked = asked;
        this.trigger = trigger;
    }

    static List<Difference> of(AskedTrigger asked, Trigger trigger, JsonNode metrics) {
        MetricComparison comparison = new MetricComparison(asked, trigger);
        if (!metrics.isEmpty()) { // empty if KEDA would ask a server for them; this library knows only the first metric
            comparison.compare(metrics.get(0));
        }
        return comparison.differences;
    }

    private void compare(JsonNode metric) {
        String type = metric.path("type").asText();
        differ("metric type", trigger.metricTargetType().value(), type);
        name(metric);
        target(metric);
    }

    private void name(JsonNode metric) {
        boolean external = metric.path("source").asText().equals(EXTERNAL);
        String keda = external ? metric.path("name").asText() : "no external metric";
        Optional<String> ours = trigger.metricName(asked.index(), asked.context());
        differ("metric name", ours.orElse(external ? "not known" : keda), keda);
    }

    private void target(JsonNode metric) {
        String keda = metric.path("target").asText();
        BigDecimal amount = GoQuantity.parse(keda);
        if (asked.isReadByFormula()) {
            return; // the autoscaler gets the formula's metric
        }
        OptionalDouble ours = trigger.target(asked.context());
        if (ours.orElse(0) >= LARGEST) {
            return;
        }
        boolean same = amount != null
                && ours.isPresent()
                && (amount.doubleValue() == ours.getAsDouble()
                        || amount.compareTo(thousandths(ours.getAsDouble())) == 0);
        if (!same) {
            differ("target", ours.isPresent() ? Double.toString(ours.getAsDouble()) : "not known", keda);
        }
    }

    /** Rounded as Go does when it prints three digits. */
    private static BigDecimal thousandths(double target) {
        return new BigDecimal(target).setScale(3, RoundingMode.HALF_EVEN);
    }

    private void differ(String what, String ours, String keda) {
        if (!ours.equals(keda)) {
            boolean unknown = ours.equals("not known");
            differences.add(
                    new Difference(asked.type() + ": " + what + (unknown ? " is not known to us" : ""), ours, keda));
        }
    }
}
