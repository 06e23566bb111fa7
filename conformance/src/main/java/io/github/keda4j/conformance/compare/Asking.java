package io.github.keda4j.conformance.compare;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.keda4j.conformance.judge.Json;
import io.github.keda4j.conformance.judge.Judge;
import io.github.keda4j.conformance.judge.Release;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.function.BiConsumer;

/**
 * The judge of a release, and this library's answers for comparison.
 *
 * @param judge that of the release
 * @param release of KEDA
 * @param subject what answers for this library
 */
public record Asking(Judge judge, Release release, Subject subject) {

    /**
     * Compares the answers to many questions.
     *
     * @param questions each of them valid
     * @param compared gets every question with the result
     * @throws IOException if the judge ends
     */
    public void compareAll(Iterator<ObjectNode> questions, BiConsumer<ObjectNode, Comparison> compared)
            throws IOException {
        judge.ask(questions, (question, answer) -> {
            if (isInvalid(answer)) {
                throw new IllegalArgumentException("The judge of KEDA " + release + " does not take this question: "
                        + answer.path("message").asText() + " " + Json.line(question));
            }
            compared.accept(question, compare(question, answer));
        });
    }

    /**
     * {@return what became of a question}
     *
     * @param question a valid one
     * @throws IOException if the judge ends
     */
    public Comparison compare(ObjectNode question) throws IOException {
        List<Comparison> comparisons = new ArrayList<>(1);
        compareAll(List.of(question).iterator(), (asked, comparison) -> comparisons.add(comparison));
        return comparisons.get(0);
    }

    /**
     * Looks for another question that shows a difference of a kind.
     *
     * @param candidates questions, also invalid ones
     * @param kind of the difference
     * @return the first that does, or null
     * @throws IOException if the judge ends
     */
    @org.jspecify.annotations.Nullable
    Disagreement firstOfKind(List<ObjectNode> candidates, String kind) throws IOException {
        List<JsonNode> answers = judge.ask(candidates);
        for (int i = 0; i < candidates.size(); i++) {
            if (isInvalid(answers.get(i))) {
                continue;
            }
            for (Difference difference :
                    compare(candidates.get(i), answers.get(i)).differences()) {
                if (difference.kind().equals(kind)) {
                    return new Disagreement(release, candidates.get(i), difference);
                }
            }
        }
        return null;
    }

    /** On a busy machine KEDA may come too late with a part of its answer, which then says nothing. */
    private Comparison compare(ObjectNode question, JsonNode answer) {
        boolean late = answer.findValuesAsText("stage").contains("late");
        return late ? Comparison.leftOut("no answer in time") : subject.compare(question, answer, release);
    }

    private static boolean isInvalid(JsonNode answer) {
        return answer.path("verdict").asText().equals("invalid");
    }
}
