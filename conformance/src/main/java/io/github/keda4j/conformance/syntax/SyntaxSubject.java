package io.github.keda4j.conformance.syntax;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.keda4j.conformance.compare.Comparison;
import io.github.keda4j.conformance.compare.Subject;
import io.github.keda4j.conformance.judge.Release;
import java.util.Optional;

/** How a text is read: whether it is accepted, and as which value. A question has one text. */
public final class SyntaxSubject implements Subject {

    /** The subject for questions about a syntax. */
    public SyntaxSubject() {}

    @Override
    public String ask() {
        return "syntax";
    }

    @Override
    public Comparison compare(ObjectNode question, JsonNode answer, Release release) {
        String name = question.path("syntax").asText();
        Optional<Syntax> syntax = Syntax.of(name);
        JsonNode values = question.path("values");
        if (syntax.isEmpty() || values.size() != 1) {
            return Comparison.leftOut("this library has no parser for the syntax");
        }
        JsonNode keda = answer.path("answers").path(0);
        boolean accepted = keda.path("verdict").asText().equals("accept");
        Reading ours = syntax.get().read(values.path(0).asText(), release);
        if (ours.accepted() != accepted) {
            return accepted
                    ? Comparison.differs(name + ": we refuse: " + ours.sort(), ours.toString(), keda.toString())
                    : Comparison.differs(
                            name + ": Go refuses: "
                                    + MessageSort.of(keda.path("message").asText()),
                            ours.toString(),
                            keda.path("message").asText());
        }
        if (!accepted || ours.value() == null || syntax.get().isSame(ours.value(), keda.path("value"))) {
            return Comparison.agreed();
        }
        // In JSON, a replacement character stands for every invalid byte, so different names can look the same.
        for (String key : (Iterable<String>) keda.path("value")::fieldNames) {
            if (key.contains("\ufffd")) {
                return Comparison.leftOut("names that JSON cannot distinguish");
            }
        }
        return Comparison.differs(
                name + ": another value",
                ours.value().toString(),
                keda.path("value").toString());
    }
}
