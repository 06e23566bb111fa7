package io.github.keda4j.trigger.generator.examples;

import io.github.keda4j.trigger.generator.catalogue.Condition;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A kind of authentication that a trigger supports.
 *
 * @param podIdentity the provider of a pod identity, {@code none} for secrets
 * @param mode the condition for which these secrets are required, if there is one
 */
public record Kind(String podIdentity, Optional<Condition> mode) {

    static Kind identity(String provider) {
        return new Kind(provider, Optional.empty());
    }

    static Kind secrets() {
        return new Kind("none", Optional.empty());
    }

    static Kind secrets(Condition mode) {
        return new Kind("none", Optional.of(mode));
    }

    /** {@return whether secrets authenticate, and not a pod identity} */
    public boolean isSecrets() {
        return podIdentity.equals("none");
    }

    /** {@return the words that choose the mode, by parameter} */
    public Map<String, String> modes() {
        Map<String, String> modes = new LinkedHashMap<>();
        mode.ifPresent(condition -> {
            for (Condition part : condition instanceof Condition.And and ? and.all() : List.of(condition)) {
                if (part instanceof Condition.Test test
                        && test.operand() instanceof Condition.ParameterOperand parameter) {
                    word(test).ifPresent(word -> modes.put(parameter.name(), word));
                }
            }
        });
        return modes;
    }

    private static Optional<String> word(Condition.Test test) {
        if (test instanceof Condition.Is is) {
            return Optional.of(is.word());
        }
        if (test instanceof Condition.In in) {
            return Optional.of(in.words().get(0));
        }
        return test instanceof Condition.Has has ? Optional.of(has.word()) : Optional.empty();
    }
}
