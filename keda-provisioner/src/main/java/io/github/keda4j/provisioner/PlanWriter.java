package io.github.keda4j.provisioner;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.keda4j.provisioner.SavedPlan.Entry;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Writes plans as JSON. */
final class PlanWriter {

    /** The version of the format that {@link #write} writes. */
    static final int SCHEMA_VERSION = 1;

    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    private PlanWriter() {}

    static String write(SavedPlan plan) {
        SavedPlan.Origin origin = plan.origin();
        ObjectNode root = JSON.createObjectNode();
        root.put("schemaVersion", SCHEMA_VERSION);
        root.put("purpose", origin.removal() ? "remove" : "apply");
        root.put("cluster", origin.cluster());
        root.put("clusterIdentity", origin.identity());
        addAll(root.putArray("stacks"), origin.stacks());
        ObjectNode described = root.putObject("described");
        origin.described().forEach(described::put);
        origin.hidden()
                .ifPresent(hash -> root.putObject("hiddenValues")
                        .put("iterations", hash.iterations())
                        .put("salt", hash.salt())
                        .put("hash", hash.hash()));
        ArrayNode changes = root.putArray("changes");
        plan.entries().forEach(entry -> write(entry, changes.addObject()));
        addAll(root.putArray("notes"), plan.notes());
        try {
            return JSON.writeValueAsString(root) + "\n";
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree of text is JSON", e);
        }
    }

    static String nameOf(Change.Action action) {
        return action.name().toLowerCase(Locale.ROOT);
    }

    private static void write(Entry entry, ObjectNode change) {
        change.put("action", nameOf(entry.action()));
        change.put("target", entry.target());
        addAll(change.putArray("details"), entry.details());
        putIfPresent(change, "identity", entry.identity());
        putIfPresent(change, "seen", entry.seen());
        putIfPresent(change, "wanted", entry.wanted());
    }

    private static void putIfPresent(ObjectNode node, String name, @Nullable String text) {
        if (text != null) {
            node.put(name, text);
        }
    }

    private static void addAll(ArrayNode array, List<String> texts) {
        texts.forEach(array::add);
    }
}
