package io.github.keda4j.conformance.trigger;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.keda4j.conformance.compare.Subject;
import io.github.keda4j.conformance.compare.Suite;
import io.github.keda4j.conformance.generate.Dice;
import io.github.keda4j.conformance.judge.Json;
import io.github.keda4j.conformance.judge.Release;
import io.github.keda4j.conformance.judge.Setting;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Triggers of KEDA's own tests, extracted from the source of each release, as questions. They are in a folder beside
 * the checkout, or in the folder of {@code -Djudge.rows}; without the folder, the suite is empty.
 */
public final class TriggerRows implements Suite {

    private static final String FILE = "scaler-parse-cases.json";

    private final Subject subject = new TriggerSubject();
    private final Map<Release, List<ObjectNode>> rows = new ConcurrentHashMap<>();

    /** The rows, which are read on first use. */
    public TriggerRows() {}

    @Override
    public String name() {
        return "rows";
    }

    @Override
    public int cases(Release release) {
        return rows(release).size();
    }

    @Override
    public int cases() {
        return rows(Release.latest()).size();
    }

    @Override
    public boolean isFixed() {
        return true;
    }

    @Override
    public Subject subject() {
        return subject;
    }

    @Override
    public ObjectNode question(Release release, int index, Dice dice) {
        return rows(release).get(index);
    }

    @Override
    public ObjectNode question(Release release, Dice dice) {
        return dice.pick(rows(release));
    }

    private List<ObjectNode> rows(Release release) {
        return rows.computeIfAbsent(release, TriggerRows::read);
    }

    private static List<ObjectNode> read(Release release) {
        Path folder = Setting.text("judge.rows")
                .map(Path::of)
                .orElseGet(() -> Setting.repository().resolve(Path.of("..", "shared", "conformance")));
        Path own = folder.resolve(release.keda()).resolve(FILE);
        Path file = Files.exists(own) ? own : folder.resolve(FILE);
        if (!Files.exists(file)) {
            return List.of();
        }
        try {
            JsonNode document = Json.read(Files.readString(file));
            // The folder itself contains the rows of one release, and its subfolders those of others.
            boolean mine = document.path("keda").asText().equals("v" + release.keda());
            return mine ? questions(document.path("cases")) : List.of();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<ObjectNode> questions(JsonNode cases) {
        List<ObjectNode> questions = new ArrayList<>();
        for (JsonNode one : cases) {
            questions.add(question(one.path("scalerType").asText(), one));
            one.path("alsoAppliesTo").forEach(type -> questions.add(question(type.asText(), one)));
        }
        return List.copyOf(questions);
    }

    private static ObjectNode question(String type, JsonNode row) {
        ObjectNode question = Json.object().put("ask", "trigger").put("type", type);
        question.set("metadata", texts(row.path("triggerMetadata")));
        question.set("authParams", texts(row.path("authParams")));
        question.set("env", texts(row.path("resolvedEnv")));
        JsonNode identity = row.path("podIdentity").path("provider");
        if (identity.isTextual() && !identity.asText().isEmpty()) {
            question.putObject("podIdentity").put("provider", identity.asText());
        }
        if (row.path("metricType").isTextual()) {
            question.put("metricType", row.path("metricType").asText());
        }
        if (row.path("asMetricSource").asBoolean()) {
            question.put("asMetricSource", true);
        }
        return question;
    }

    private static ObjectNode texts(JsonNode object) {
        ObjectNode texts = Json.object();
        object.properties()
                .forEach(entry -> texts.put(entry.getKey(), entry.getValue().asText()));
        return texts;
    }
}
