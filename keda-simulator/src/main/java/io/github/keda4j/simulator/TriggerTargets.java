package io.github.keda4j.simulator;

import io.github.keda4j.findings.Finding;
import io.github.keda4j.keda.v1alpha1.MetricTargetType;
import io.github.keda4j.keda.v1alpha1.ScaleTriggers;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/** Finds the targets of a ScaledObject's triggers in their metadata. */
final class TriggerTargets {

    private static final Properties KNOWN = known();

    private final Map<String, TriggerTarget> given;
    private final List<Finding> findings = new ArrayList<>();

    TriggerTargets(Map<String, TriggerTarget> given) {
        this.given = given;
    }

    List<Finding> findings() {
        return findings;
    }

    List<TriggerTarget> of(@Nullable List<ScaleTriggers> triggers) {
        List<TriggerTarget> targets = new ArrayList<>();
        if (triggers == null || triggers.isEmpty()) {
            findings.add(
                    Finding.error("simulator-no-trigger", "/spec/triggers", "there is no trigger to scale on", ""));
            return targets;
        }
        for (int index = 0; index < triggers.size(); index++) {
            TriggerTarget target = target(triggers.get(index), index);
            if (target != null) {
                targets.add(target);
            }
        }
        return targets;
    }

    private @Nullable TriggerTarget target(ScaleTriggers trigger, int index) {
        String type = Objects.requireNonNullElse(trigger.getType(), "");
        String name = Objects.requireNonNullElse(trigger.getName(), "s" + index + "-" + type);
        String pointer = "/spec/triggers/" + index;
        TriggerTarget own = given.get(name);
        if (own != null) {
            return own;
        }
        if (type.equals("cpu") || type.equals("memory")) {
            findings.add(Finding.error(
                    "simulator-resource-trigger",
                    pointer + "/type",
                    "trigger type " + type + " is a resource metric; only external triggers are simulated",
                    ""));
            return null;
        }
        String known = KNOWN.getProperty(type);
        if (known == null) {
            findings.add(Finding.error(
                    "simulator-unknown-target",
                    pointer + "/type",
                    "where trigger type " + type + " has its target is not known",
                    "give the target of " + name + " to the builder"));
            return null;
        }
        return read(trigger, name, type, known, pointer);
    }

    private @Nullable TriggerTarget read(
            ScaleTriggers trigger, String name, String type, String known, String pointer) {
        Map<String, String> metadata = Objects.requireNonNullElse(trigger.getMetadata(), Map.of());
        String[] words = known.split(" ", -1);
        String parameter = words[0];
        String activation = "activation" + parameter.substring(0, 1).toUpperCase(Locale.ROOT) + parameter.substring(1);
        Double target = number(metadata, parameter, words.length > 1 ? words[1] : null, pointer);
        Double threshold = number(metadata, activation, words.length > 2 ? words[2] : "0", pointer);
        if (target == null || threshold == null) {
            return null;
        }
        MetricTargetType metricType =
                Objects.requireNonNullElse(trigger.getMetricType(), MetricTargetType.AVERAGE_VALUE);
        try {
            return new TriggerTarget(name, type, metricType, target, threshold);
        } catch (IllegalArgumentException refused) {
            findings.add(Finding.error(
                    "simulator-target", pointer, Objects.requireNonNullElse(refused.getMessage(), "refused"), ""));
            return null;
        }
    }

    private @Nullable Double number(
            Map<String, String> metadata, String parameter, @Nullable String fallback, String pointer) {
        String text = metadata.getOrDefault(parameter, fallback);
        if (text == null || text.isBlank()) {
            findings.add(Finding.error(
                    "simulator-target",
                    pointer + "/metadata",
                    "parameter " + parameter + " is missing",
                    "it holds the target that the workload is scaled to"));
            return null;
        }
        try {
            return Double.valueOf(text.strip());
        } catch (NumberFormatException notANumber) {
            findings.add(Finding.error(
                    "simulator-target", pointer + "/metadata/" + parameter, "\"" + text + "\" is no number", ""));
            return null;
        }
    }

    private static Properties known() {
        Properties properties = new Properties();
        try (InputStream in = Objects.requireNonNull(TriggerTargets.class.getResourceAsStream("targets.properties"))) {
            properties.load(in);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
        return properties;
    }
}
