package io.github.keda4j.conformance;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.keda4j.conformance.compare.Asking;
import io.github.keda4j.conformance.compare.Comparison;
import io.github.keda4j.conformance.compare.Subject;
import io.github.keda4j.conformance.judge.Json;
import io.github.keda4j.conformance.judge.Release;
import java.io.IOException;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/** One question: {@code -Djudge.ask='{"ask":...}'} prints what KEDA says of it, and what this library says. */
@JudgeTest
@EnabledIfSystemProperty(named = "judge.ask", matches = ".+")
class AskTest {

    static final java.util.List<Release> RELEASES = Release.selected();

    @ParameterizedTest(name = "KEDA {0}")
    @FieldSource("RELEASES")
    void theQuestionIsAnswered(Release release, JudgeSession session) throws IOException {
        ObjectNode question = (ObjectNode) Json.read(System.getProperty("judge.ask"));
        Subject subject = Suites.subject(question.path("ask").asText()).orElseThrow();
        Asking asking = session.asking(release, subject);
        JsonNode answer = asking.judge().ask(question);
        System.out.println("KEDA " + release + ": " + answer);
        Comparison comparison = asking.compare(question);
        comparison.leftOut().ifPresent(reason -> System.out.println("  not compared: " + reason));
        comparison.differences().forEach(difference -> System.out.println("  " + difference));
        if (comparison.differences().isEmpty() && comparison.leftOut().isEmpty()) {
            System.out.println("  this library agrees");
        }
    }
}
