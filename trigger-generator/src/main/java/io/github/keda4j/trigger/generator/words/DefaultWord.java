package io.github.keda4j.trigger.generator.words;

import io.github.keda4j.trigger.generator.catalogue.Condition;
import java.util.List;
import java.util.Optional;

/**
 * A condition that treats one word like a missing value, {@code not a or a == x}, or its opposite, {@code a and a !=
 * x}. Each of these is written as one phrase.
 *
 * @param operand the operand
 * @param word the word
 * @param other whether the value must be another word
 */
record DefaultWord(Condition.Operand operand, String word, boolean other) {

    static Optional<DefaultWord> of(Condition condition) {
        if (condition instanceof Condition.Or or
                && or.any().size() == 2
                && or.any().get(0) instanceof Condition.Not not
                && not.condition() instanceof Condition.Given given
                && or.any().get(1) instanceof Condition.Is is
                && is.operand().equals(given.operand())) {
            return Optional.of(new DefaultWord(is.operand(), is.word(), false));
        }
        if (condition instanceof Condition.And and) {
            return ofPair(and.all());
        }
        return Optional.empty();
    }

    private static Optional<DefaultWord> ofPair(List<Condition> all) {
        return all.size() == 2
                        && all.get(0) instanceof Condition.Given given
                        && all.get(1) instanceof Condition.Not not
                        && not.condition() instanceof Condition.Is is
                        && is.operand().equals(given.operand())
                ? Optional.of(new DefaultWord(is.operand(), is.word(), true))
                : Optional.empty();
    }
}
