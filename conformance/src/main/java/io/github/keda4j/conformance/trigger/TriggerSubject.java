package io.github.keda4j.conformance.trigger;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.keda4j.conformance.compare.Comparison;
import io.github.keda4j.conformance.compare.Difference;
import io.github.keda4j.conformance.compare.Subject;
import io.github.keda4j.conformance.judge.Release;
import io.github.keda4j.findings.Finding;
import io.github.keda4j.trigger.Trigger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** One trigger, with its authentication and environment resolved: whether it is accepted, and its metrics. */
public final class TriggerSubject implements Subject {

    /** The subject for questions about triggers. */
    public TriggerSubject() {}

    @Override
    public String ask() {
        return "trigger";
    }

    @Override
    public Comparison compare(ObjectNode question, JsonNode answer, Release release) {
        AskedTrigger asked = new AskedTrigger(question, release);
        KedaVerdict keda = KedaVerdict.of(answer, asked);
        List<Finding> errors = asked.errors();
        if (keda.refusal().isPresent()) {
            String message = keda.refusal().get();
            String kind = asked.type() + ": KEDA refuses: " + keda.stage() + ": " + KindOfMessage.of(message, question);
            return errors.isEmpty() ? Comparison.differs(kind, "accept", message) : Comparison.agreed();
        }
        if (keda.isOfTheMachine() && !errors.isEmpty()) {
            return Comparison.leftOut("KEDA's answer depends on the operator's machine");
        }
        if (!errors.isEmpty() && !answer.has("metrics") && errors.stream().allMatch(TriggerSubject::isOfTarget)) {
            return Comparison.leftOut("KEDA connects before it knows the target");
        }
        return errors.isEmpty()
                ? Comparison.of(ofAccepted(asked, answer))
                : Comparison.differs(asked.type() + ": we refuse: " + kind(errors), text(errors), "accept");
    }

    private static boolean isOfTarget(Finding error) {
        return error.rule().equals("trigger-target");
    }

    private static List<Difference> ofAccepted(AskedTrigger asked, JsonNode answer) {
        Optional<Trigger> view = asked.view();
        if (view.isPresent()) {
            return MetricComparison.of(asked, view.get(), answer.path("metrics"));
        }
        // Views are made for the newest release, which may refuse what an older one accepts.
        return asked.release().isLatest()
                ? List.of(new Difference(
                        asked.type() + ": we refuse if less is known"
                                + (asked.namesVariables() ? " of variables: " : ": ") + kind(asked.errorsOfView()),
                        text(asked.errorsOfView()),
                        "accept"))
                : List.of();
    }

    private static String kind(List<Finding> errors) {
        List<String> kinds = new ArrayList<>();
        for (Finding error : errors) {
            kinds.add(error.rule() + " " + error.pointer());
        }
        return String.join(", ", kinds);
    }

    private static String text(List<Finding> errors) {
        List<String> texts = new ArrayList<>();
        for (Finding error : errors) {
            texts.add(error.toString());
        }
        return String.join("; ", texts);
    }
}
