package io.github.keda4j.trigger.generator.words;

import io.github.keda4j.trigger.generator.catalogue.Condition;
import java.util.ArrayList;
import java.util.List;

/**
 * A condition in two parts, for wording with <i>if</i> and <i>unless</i>: all premises hold, and no exception does.
 *
 * @param premises the conditions that must all hold
 * @param exceptions the conditions of which none may hold; longer ones come last
 */
record Exceptions(List<Condition> premises, List<Condition> exceptions) {

    static Exceptions of(Condition condition) {
        List<Condition> parts = condition instanceof Condition.And and ? and.all() : List.of(condition);
        List<Condition> premises = new ArrayList<>();
        List<Condition> exceptions = new ArrayList<>();
        List<Condition> words = new ArrayList<>();
        for (Condition part : parts) {
            if (part instanceof Condition.Not not && isException(not.condition())) {
                exceptions.addAll(not.condition() instanceof Condition.Or or ? or.any() : List.of(not.condition()));
            } else if (DefaultWord.of(part).filter(word -> !word.other()).isPresent()) {
                words.add(part);
            } else {
                premises.add(part);
            }
        }
        if (exceptions.isEmpty()) {
            return new Exceptions(parts, List.of());
        }
        words.forEach(word -> exceptions.add(complement(word)));
        return new Exceptions(premises, exceptions);
    }

    /**
     * Whether a condition has a phrase of its own, such as the presence of a pod identity, or the negation of several
     * things at once.
     */
    private static boolean isException(Condition denied) {
        boolean noIdentity = denied instanceof Condition.Is is
                && is.operand() == Condition.Variable.POD_IDENTITY
                && is.word().equals("none");
        return !noIdentity && !(denied instanceof Condition.And);
    }

    /** The opposite of the condition. */
    static Condition complement(Condition condition) {
        if (condition instanceof Condition.Not not) {
            return not.condition();
        }
        if (condition instanceof Condition.And and) {
            return new Condition.Or(
                    and.all().stream().map(Exceptions::complement).toList());
        }
        if (condition instanceof Condition.Or or) {
            return new Condition.And(
                    or.any().stream().map(Exceptions::complement).toList());
        }
        return new Condition.Not(condition);
    }
}
