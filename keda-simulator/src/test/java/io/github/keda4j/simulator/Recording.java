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
 * What KEDA and the autoscaler did with a ScaledObject: one line of a file of recordings.
 *
 * <p>It is JSON: {@code object} is the ScaledObject; {@code loads} has, for each trigger, the value in each period of
 * {@code step} seconds, null for a failure, and the last one stays; there were {@code start} replicas at first, and
 * each new one took {@code ready} seconds to become ready; the autoscaler's first sync was {@code sync} seconds after
 * KEDA's first poll; {@code real} has the time in seconds and the replicas at each change; {@code conditions} are those
 * of the ScaledObject at the end, {@code until} seconds; {@code asked} is the number of times that KEDA read the
 * source, unless that failed.
 *
 * @param name the name in reports
 * @param object the ScaledObject
 * @param loads the loads of each trigger
 * @param step length of a step of the loads in seconds
 * @param start the number of replicas at the beginning
 * @param readyAfter how long a replica takes to become ready
 * @param firstSync the time from KEDA's first poll to the autoscaler's first sync; empty if it is unknown
 * @param fraction the fraction of a second at which the recording began
 * @param until the length of the recording
 * @param changes the changes, in seconds and replicas
 * @param conditions type, status and reason of each condition, and the last active second
 * @param asked the number of times that triggers were read over HTTP
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
     * @param replicas the number of replicas from then on
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

    /** The time of KEDA's first poll, at which the loads begin. */
    Instant begin() {
        return START.plus(fraction);
    }

    /** The value of the trigger with this name at a time after the beginning; 0 before it. */
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

    /** Runs the engine with polls and syncs at the given times. */
    Run replay(KedaRelease release, Instant created, Duration sync) {
        return replay(ScalingPolicy.builder(object).release(release).build(), created, sync);
    }

    /** Runs the engine with a policy that is created once for many runs. */
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
     * The result of the engine's run.
     *
     * @param changes the changes, in seconds and replicas
     * @param decisions all decisions
     * @param autoscaler the autoscaler at the end
     * @param asked the number of times that sources were read, except those of cpu and memory
     */
    record Run(List<Change> changes, List<ScalingDecision> decisions, Autoscaler autoscaler, int asked) {}

    @Override
    public String toString() {
        return name;
    }
}
