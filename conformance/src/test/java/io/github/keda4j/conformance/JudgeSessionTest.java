package io.github.keda4j.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.keda4j.conformance.judge.Json;
import io.github.keda4j.conformance.judge.Judge;
import io.github.keda4j.conformance.judge.Release;
import java.io.IOException;
import java.util.Collections;
import org.junit.jupiter.api.Test;

@JudgeTest
class JudgeSessionTest {

    private static final int QUESTIONS = 10_000;

    @Test
    void aTestThatFailsAmidItsQuestionsLeavesNoAnswersToTheNextOne(JudgeSession session) throws IOException {
        Release release = Release.selected().get(0);
        Judge left = session.judge(release);

        assertThatIllegalStateException()
                .isThrownBy(() -> left.ask(
                        Collections.nCopies(QUESTIONS, question("true")).iterator(), (asked, answer) -> {
                            throw new IllegalStateException("The test fails.");
                        }));

        assertThat(session.judge(release)
                        .ask(question("false"))
                        .at("/answers/0/value")
                        .asText())
                .isEqualTo("false");
        assertThat(session.judge(release)).isNotSameAs(left);
    }

    private static ObjectNode question(String text) {
        ObjectNode question = Json.object().put("ask", "syntax").put("syntax", "bool");
        question.putArray("values").add(text);
        return question;
    }
}
