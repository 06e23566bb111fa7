package io.github.keda4j.conformance.formula;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.keda4j.conformance.compare.Comparison;
import io.github.keda4j.conformance.compare.Subject;
import io.github.keda4j.conformance.judge.Release;

/** A formula with values of its triggers: whether it is admitted, and its result. */
public final class FormulaSubject implements Subject {

    /** The subject for questions about formulas. */
    public FormulaSubject() {}

    @Override
    public String ask() {
        return "formula";
    }

    @Override
    public Comparison compare(ObjectNode question, JsonNode answer, Release release) {
        FormulaComparison.Result result = FormulaComparison.compare(FormulaCase.of(question), FormulaAnswer.of(answer));
        return switch (result.outcome()) {
            case DIFFERENT -> Comparison.differs("formula: " + result.kind(), result.ours(), answer.toString());
            case UNSUPPORTED, UNKNOWN_VALUE -> Comparison.leftOut("not computed here: " + result.ours());
            default -> Comparison.agreed();
        };
    }
}
