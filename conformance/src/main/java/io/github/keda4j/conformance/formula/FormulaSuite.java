package io.github.keda4j.conformance.formula;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.keda4j.conformance.compare.Subject;
import io.github.keda4j.conformance.compare.Suite;
import io.github.keda4j.conformance.generate.Dice;
import io.github.keda4j.conformance.judge.Release;

/** Generated formulas, each with values of its triggers. */
public final class FormulaSuite implements Suite {

    private static final int CASES = 20_000;

    private final Subject subject = new FormulaSubject();

    /** Creates the suite. */
    public FormulaSuite() {}

    @Override
    public String name() {
        return "formulas";
    }

    @Override
    public int cases() {
        return CASES;
    }

    @Override
    public Subject subject() {
        return subject;
    }

    @Override
    public ObjectNode question(Release release, Dice dice) {
        return new FormulaGenerator(dice.random()).next().question();
    }
}
