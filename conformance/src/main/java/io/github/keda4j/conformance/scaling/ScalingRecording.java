package io.github.keda4j.conformance.scaling;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.github.keda4j.conformance.judge.Json;
import io.github.keda4j.conformance.scaling.Observation.Change;
import io.github.keda4j.keda.v1alpha1.ScaledObject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A case and the observed behavior of a cluster, as a line of JSON. Times are in seconds since the loads began.
 *
 * @param of the case
 * @param observed the observed behavior of the cluster
 */
public record ScalingRecording(ScalingCase of, Observation observed) {

    /** {@return the recording as a line} */
    public String line() {
        ObjectNode json = Json.object();
        json.set("object", Json.read(Serialization.asJson(of.object())));
        ArrayNode loads = json.putArray("loads");
        of.loads().forEach(load -> load.forEach(loads.addArray()::add));
        json.put("step", of.step().toSeconds())
                .put("start", of.start())
                .put("ready", of.readyAfter().toSeconds())
                .put("begin", observed.begin().toString())
                .put("created", since(observed.created()))
                .put("end", since(observed.end()));
        ArrayNode polls = json.putArray("polls");
        observed.polls().forEach(poll -> polls.add(since(poll)));
        ArrayNode syncs = json.putArray("syncs");
        observed.syncs().forEach(sync -> syncs.add(since(sync)));
        put(json.putArray("real"), observed.changes());
        put(json.putArray("realReady"), observed.ready());
        return Json.line(json);
    }

    private void put(ArrayNode array, List<Change> changes) {
        changes.forEach(change -> array.addArray().add(since(change.time())).add(change.replicas()));
    }

    private double since(Instant time) {
        return seconds(Duration.between(observed.begin(), time));
    }

    private static double seconds(Duration duration) {
        return duration.toMillis() / 1000.0;
    }

    private static Duration duration(JsonNode seconds) {
        return Duration.ofMillis(Math.round(seconds.asDouble() * 1000));
    }

    /**
     * {@return the recording that a line contains}
     *
     * @param line a line that {@link #line()} returned
     * @throws IllegalArgumentException if it is not JSON
     */
    public static ScalingRecording of(String line) {
        JsonNode json = Json.read(line);
        Instant begin = Instant.parse(json.get("begin").asText());
        List<List<@Nullable Double>> loads = new ArrayList<>();
        for (JsonNode load : json.get("loads")) {
            List<@Nullable Double> values = new ArrayList<>();
            load.forEach(value -> values.add(value.isNull() ? null : value.asDouble()));
            loads.add(values);
        }
        return new ScalingRecording(
                new ScalingCase(
                        Serialization.unmarshal(json.get("object").toString(), ScaledObject.class),
                        loads,
                        duration(json.get("step")),
                        json.get("start").asInt(),
                        duration(json.get("ready"))),
                new Observation(
                        begin,
                        begin.plus(duration(json.get("created"))),
                        times(begin, json.get("polls")),
                        times(begin, json.get("syncs")),
                        begin.plus(duration(json.get("end"))),
                        changes(begin, json.get("real")),
                        changes(begin, json.get("realReady"))));
    }

    private static List<Change> changes(Instant begin, JsonNode pairs) {
        List<Change> changes = new ArrayList<>();
        pairs.forEach(pair -> changes.add(
                new Change(begin.plus(duration(pair.get(0))), pair.get(1).asInt())));
        return changes;
    }

    private static List<Instant> times(Instant begin, JsonNode seconds) {
        List<Instant> times = new ArrayList<>();
        seconds.forEach(each -> times.add(begin.plus(duration(each))));
        return times;
    }
}
