package io.github.keda4j.conformance.object;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.keda4j.conformance.compare.Comparison;
import io.github.keda4j.conformance.compare.Difference;
import io.github.keda4j.conformance.compare.Subject;
import io.github.keda4j.conformance.judge.Release;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** An object with what is around it: what the API server, the webhook and the operator say, layer by layer. */
public final class ObjectSubject implements Subject {

    private final ObjectCheck check;
    private final Set<String> layers;

    /**
     * Makes one.
     *
     * @param check what answers for this library
     * @param layers those that it speaks for; others are not compared
     */
    public ObjectSubject(ObjectCheck check, Set<String> layers) {
        this.check = check;
        this.layers = Set.copyOf(layers);
    }

    @Override
    public String ask() {
        return "object";
    }

    @Override
    public Comparison compare(ObjectNode question, JsonNode answer, Release release) {
        if (layers.isEmpty()) {
            return Comparison.leftOut("this library checks no objects");
        }
        ObjectBundle bundle = ObjectBundle.of(question);
        List<ObjectError> errors = check.errors(bundle, release);
        List<Difference> differences = new ArrayList<>();
        for (String layer : layers) {
            JsonNode keda = answer.path(layer);
            if (!keda.isMissingNode()) {
                compare(bundle.kind() + ": " + layer, keda, of(layer, errors), differences);
            }
        }
        return Comparison.of(differences);
    }

    private static List<ObjectError> of(String layer, List<ObjectError> errors) {
        return errors.stream().filter(error -> error.layer().equals(layer)).toList();
    }

    private static void compare(String what, JsonNode keda, List<ObjectError> ours, List<Difference> differences) {
        boolean accepted = keda.path("verdict").asText().equals("accept")
                || keda.path("stage").asText().equals("dial");
        if (accepted == ours.isEmpty()) {
            return;
        }
        differences.add(
                accepted
                        ? new Difference(what + ": we refuse: " + ours.get(0).rule(), ours.toString(), "accept")
                        : new Difference(
                                what + ": KEDA refuses: " + kind(keda),
                                "accept",
                                keda.path("message").asText()));
    }

    /** The first line of the message, without what it quotes and counts. */
    private static String kind(JsonNode keda) {
        return keda.path("message")
                .asText()
                .lines()
                .findFirst()
                .orElse("")
                .replaceAll("\"[^\"]*\"|'[^']*'", "...")
                .replaceAll("[0-9]+", "N");
    }
}
