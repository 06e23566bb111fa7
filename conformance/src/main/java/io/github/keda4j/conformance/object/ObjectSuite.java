package io.github.keda4j.conformance.object;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.keda4j.conformance.compare.Subject;
import io.github.keda4j.conformance.compare.Suite;
import io.github.keda4j.conformance.generate.Dice;
import io.github.keda4j.conformance.judge.Release;
import java.util.List;
import java.util.function.Function;

/** Generated objects with up to three defects, in generated clusters. */
public final class ObjectSuite implements Suite {

    private static final int CASES = 20_000;

    private final String name;
    private final Function<Dice, ObjectNode> questions;
    private final Subject subject = new ObjectSubject();

    private ObjectSuite(String name, Function<Dice, ObjectNode> questions) {
        this.name = name;
        this.questions = questions;
    }

    /** {@return a suite for the API server and the webhooks, and one for the operator} */
    public static List<Suite> all() {
        return List.of(
                new ObjectSuite(
                        "objects",
                        dice -> new ObjectGenerator(dice.random()).next().question("schema", "webhook")),
                new ObjectSuite(
                        "operator",
                        dice -> new OperatorGenerator(dice.random()).next().question()));
    }

    @Override
    public String name() {
        return name;
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
        return questions.apply(dice);
    }
}
