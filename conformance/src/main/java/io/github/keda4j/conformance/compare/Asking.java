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
 * Asks the judge of a release, and compares its answers with this library's.
 *
 * @param judge the judge of the release
 * @param release the release of KEDA
 * @param subject provides this library's answers
 */
public record Asking(Judge judge, Release release, Subject subject) {

    /**
     * Compares the answers to many questions.
     *
     * @param questions valid questions
     * @param compared receives every question with its result
     * @throws IOException if the judge terminates
     */
    public void compareAll(Iterator<ObjectNode> questions, BiConsumer<ObjectNode, Comparison> compared)
            throws IOException {
        judge.ask(questions, (question, answer) -> {
            if (isInvalid(answer)) {
                throw new IllegalArgumentException("The judge of KEDA " + release + " does not accept this question: "
                        + answer.path("message").asText() + " " + Json.line(question));
            }
            compared.accept(question, compare(question, answer));
        });
    }

    /**
     * {@return the result of a question}
     *
     * @param question a valid question
     * @throws IOException if the judge terminates
     */
    public Comparison compare(ObjectNode question) throws IOException {
        List<Comparison> comparisons = new ArrayList<>(1);
        compareAll(List.of(question).iterator(), (asked, comparison) -> comparisons.add(comparison));
        return comparisons.get(0);
    }

    /**
     * Looks for another question that shows a difference of the given kind.
     *
     * @param candidates questions, which may be invalid
     * @param kind the kind of the difference
     * @return the first such question, or null
     * @throws IOException if the judge terminates
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

    /**
     * Compares one answer. On a busy machine, a part of KEDA's answer may come too late, and for some values KEDA is not
     * asked; such an answer is left out.
     */
    private Comparison compare(ObjectNode question, JsonNode answer) {
        List<String> stages = answer.findValuesAsText("stage");
        if (stages.contains("late")) {
            return Comparison.leftOut("no answer in time");
        }
        return stages.contains("memory")
                ? Comparison.leftOut("KEDA would need too much memory")
                : subject.compare(question, answer, release);
    }

    private static boolean isInvalid(JsonNode answer) {
        return answer.path("verdict").asText().equals("invalid");
    }
}
