package io.github.keda4j.conformance;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.keda4j.conformance.compare.Comparison;
import io.github.keda4j.conformance.compare.Subject;
import io.github.keda4j.conformance.judge.Json;
import io.github.keda4j.conformance.judge.Release;
import java.io.IOException;
import java.util.Optional;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/** One question: {@code -Djudge.ask='{"ask":...}'} prints KEDA's answer and this library's. */
@JudgeTest
@EnabledIfSystemProperty(named = "judge.ask", matches = ".+")
class AskTest {

    static final java.util.List<Release> RELEASES = Release.selected();

    @ParameterizedTest(name = "KEDA {0}")
    @FieldSource("RELEASES")
    void theQuestionIsAnswered(Release release, JudgeSession session) throws IOException {
        ObjectNode question = (ObjectNode) Json.read(System.getProperty("judge.ask"));
        JsonNode answer = session.judge(release).ask(question);
        System.out.println("KEDA " + release + ": " + answer);
        Optional<Subject> subject = Suites.subject(question.path("ask").asText());
        if (subject.isEmpty()) {
            System.out.println("  not compared: this module has no answer to compare it with");
            return;
        }
        Comparison comparison = session.asking(release, subject.get()).compare(question);
        comparison.leftOut().ifPresent(reason -> System.out.println("  not compared: " + reason));
        comparison.differences().forEach(difference -> System.out.println("  " + difference));
        if (comparison.differences().isEmpty() && comparison.leftOut().isEmpty()) {
            System.out.println("  this library agrees");
        }
    }
}
