package io.github.keda4j.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.github.keda4j.keda.v1alpha1.ScaleTriggers;
import io.github.keda4j.keda.v1alpha1.ScaledObject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * What KEDA and the autoscaler made of a ScaledObject: one line of a file of recordings.
 *
 * <p>As JSON: {@code object} is the ScaledObject; {@code loads} has for each trigger what was read there in each {@code step}
 * seconds, null for a failure, and the last one stays; {@code start} replicas were there, and each new one took {@code ready}
 * seconds to be ready; the autoscaler looked first {@code sync} seconds after KEDA did; {@code real} has the time in seconds and the
 * replicas at each change; {@code conditions} are those of the ScaledObject at the end, {@code until} seconds; {@code asked} says how
 * often KEDA asked the source, unless that failed.
 *
 * @param name for reports
 * @param object the ScaledObject
 * @param loads for each trigger
 * @param step length of a step of the loads in seconds
 * @param start replicas at the beginning
 * @param readyAfter how long a replica takes to be ready
 * @param firstSync how long after KEDA the autoscaler looked first; empty where that is not known
 * @param fraction where in a second all began
 * @param until how long was recorded
 * @param changes seconds and replicas
 * @param conditions type, status and reason, and the last active second
 * @param asked how often triggers were read over HTTP
 */
record Recording(
        String name,
        ScaledObject object,
        List<List<@Nullable Double>> loads,
        int step,
        int start,
        Duration readyAfter,
        Optional<Duration> firstSync,
        Duration fraction,
        Duration until,
        List<Change> changes,
        List<String> conditions,
        Optional<Integer> asked) {

    static final Instant START = Instant.parse("2000-01-01T00:00:00Z");

    /**
     * A change of the replicas.
     *
     * @param seconds since the start
     * @param replicas from then on
     */
    record Change(double seconds, int replicas) {

        @Override
        public String toString() {
            return Text.number(seconds) + "s:" + replicas;
        }
    }

    static Recording of(JsonNode json) {
        ScaledObject object = Serialization.unmarshal(json.get("object").toString(), ScaledObject.class);
        for (ScaleTriggers trigger : object.getSpec().getTriggers()) {
            if (trigger.getType().equals("metrics-api")) {
                trigger.getMetadata().putIfAbsent("url", "http://127.0.0.1");
            }
        }
        List<List<@Nullable Double>> loads = new ArrayList<>();
        for (JsonNode load : json.get("loads")) {
            List<@Nullable Double> values = new ArrayList<>();
            load.forEach(value -> values.add(value.isNull() ? null : value.asDouble()));
            loads.add(values);
        }
        List<Change> changes = new ArrayList<>();
        json.get("real")
                .forEach(change -> changes.add(
                        new Change(change.get(0).asDouble(), change.get(1).asInt())));
        List<String> conditions = new ArrayList<>();
        json.path("conditions").forEach(condition -> conditions.add(condition.asText()));
        return new Recording(
                json.has("seed") ? "seed " + json.get("seed") : "number " + json.get("i"),
                object,
                loads,
                json.get("step").asInt(),
                json.path("start").asInt(0),
                seconds(json.path("ready").asDouble(2)),
                Optional.ofNullable(json.get("sync")).map(sync -> seconds(sync.asDouble())),
                seconds(json.path("fraction").asDouble(0)),
                seconds(json.path("until").asDouble(0)),
                changes,
                conditions,
                Optional.ofNullable(json.get("asked")).map(JsonNode::asInt));
    }

    static Duration seconds(double seconds) {
        return Duration.ofMillis(Math.round(seconds * 1000));
    }

    /** When KEDA looked first, and the loads began. */
    Instant begin() {
        return START.plus(fraction);
    }

    /** What the trigger of a name reads at a time after the beginning; before it, 0. */
    MetricSource metrics() {
        return (trigger, now) -> {
            double time = Duration.between(begin(), now).toMillis() / 1000.0;
            List<@Nullable Double> load = loads.get(trigger.name().charAt(1) - '0');
            Double value = time < 0 ? Double.valueOf(0) : load.get((int) Math.min(load.size() - 1, time / step));
            if (value == null) {
                throw new IllegalStateException("500");
            }
            return value;
        };
    }

    /** The engine's run, if the looks fall as given. */
    Run replay(KedaRelease release, Instant created, Duration sync) {
        return replay(ScalingPolicy.builder(object).release(release).build(), created, sync);
    }

    /** The engine's run of a policy that is made once for many runs. */
    Run replay(ScalingPolicy policy, Instant created, Duration sync) {
        AtomicInteger asked = new AtomicInteger();
        MetricSource source = metrics();
        Timeline timeline = Timeline.virtual(created);
        Autoscaler autoscaler = Autoscaler.builder()
                .policy(policy)
                .metrics((trigger, now) -> {
                    if (!trigger.isResource()) {
                        asked.incrementAndGet();
                    }
                    return source.read(trigger, now);
                })
                .workload(Workload.inMemory(start, readyAfter, timeline))
                .timeline(timeline)
                .firstSync(sync)
                .build();
        List<ScalingDecision> decisions = autoscaler.runUntil(begin().plus(until));
        List<Change> replayed = decisions.stream()
                .filter(ScalingDecision::isChange)
                .map(decision ->
                        new Change(Duration.between(begin(), decision.time()).toMillis() / 1000.0, decision.to()))
                .toList();
        return new Run(replayed, decisions, autoscaler, asked.get());
    }

    /**
     * What the engine made of it.
     *
     * @param changes seconds and replicas
     * @param decisions all
     * @param autoscaler at the end
     * @param asked how often sources were read, those of cpu and memory aside
     */
    record Run(List<Change> changes, List<ScalingDecision> decisions, Autoscaler autoscaler, int asked) {}

    @Override
    public String toString() {
        return name;
    }
}
