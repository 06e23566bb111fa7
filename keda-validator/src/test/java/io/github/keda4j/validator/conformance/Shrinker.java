package io.github.keda4j.validator.conformance;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.keda4j.trigger.KedaVersion;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/** Takes away from a case whatever does not matter to the disagreement about it. */
final class Shrinker {

    private static final int MOST_QUESTIONS = 400;

    private final Judge judge;
    private final KedaVersion version;
    private int questions;

    Shrinker(Judge judge, KedaVersion version) {
        this.judge = judge;
        this.version = version;
    }

    /** The smallest case with a disagreement that is found, and the disagreement. */
    String smallest(ObjectCase asked) throws IOException {
        ObjectCase smallest = asked;
        String kind = kind(differences(asked));
        boolean smaller = true;
        while (smaller && questions < MOST_QUESTIONS) {
            smaller = false;
            for (int part = 0; part < parts(smallest).size() && questions < MOST_QUESTIONS; part++) {
                ObjectCase candidate = smallest.copy();
                parts(candidate).get(part).test(candidate);
                if (kind(differences(candidate)).equals(kind)) {
                    smallest = candidate;
                    smaller = true;
                    part--;
                }
            }
        }
        return differences(smallest) + "\n  " + smallest;
    }

    /** What sort of disagreement it is: its first two words. */
    private static String kind(Set<String> differences) {
        String first = differences.isEmpty() ? "" : differences.iterator().next();
        int space = first.indexOf(' ', first.indexOf(' ') + 1);
        return space < 0 ? first : first.substring(0, space);
    }

    private Set<String> differences(ObjectCase candidate) throws IOException {
        questions++;
        JsonNode answer = judge.ask(List.of(candidate.question())).get(0);
        return answer.path("verdict").asText().equals("invalid") ? Set.of() : Comparison.of(candidate, answer, version);
    }

    /** What can be taken away, each as a step that does so. */
    private static List<Predicate<ObjectCase>> parts(ObjectCase asked) {
        List<Predicate<ObjectCase>> parts = new ArrayList<>();
        collect(asked.object(), parts);
        if (asked.old() != null) {
            collect(asked.old(), parts);
        }
        collect(asked.cluster(), parts);
        return parts;
    }

    private static void collect(JsonNode node, List<Predicate<ObjectCase>> parts) {
        if (node instanceof ObjectNode object) {
            List<String> names = new ArrayList<>();
            object.fieldNames().forEachRemaining(names::add);
            for (String name : names) {
                boolean identity = Set.of("apiVersion", "kind", "metadata", "name", "namespace")
                        .contains(name);
                if (!identity
                        || object.path("metadata").isMissingNode()
                                && object.path("name").isMissingNode()) {
                    parts.add(asked -> object.remove(name) != null);
                }
                collect(object.path(name), parts);
            }
        } else if (node instanceof ArrayNode array) {
            for (int i = 0; i < array.size(); i++) {
                int index = i;
                parts.add(asked -> array.remove(index) != null);
                collect(array.get(i), parts);
            }
        }
    }
}
