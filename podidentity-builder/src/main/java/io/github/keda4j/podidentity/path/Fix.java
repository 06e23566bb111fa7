package io.github.keda4j.podidentity.path;

import io.github.keda4j.podidentity.policy.Statement;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * How to make a denied step pass.
 *
 * @param additions the statements to add, all of them; empty if no statement is enough
 * @param advice sentences that say what else to do, what to do instead, or which conditions of present statements the
 *     additions omit; null if there is nothing to say
 */
public record Fix(List<Addition> additions, @Nullable String advice) {

    /**
     * A statement to add to a policy.
     *
     * @param where the policy, such as {@code the trust policy of role/q-read-scaler}
     * @param statement the statement
     */
    public record Addition(String where, Statement statement) {

        /** {@return what to add, and where} */
        @Override
        public String toString() {
            return "add to " + where + " " + statement.toJson();
        }
    }

    /**
     * Copies the statements.
     *
     * @param additions the statements to add
     * @param advice what else to do, or null
     */
    public Fix {
        additions = List.copyOf(additions);
    }

    static Fix advice(String advice) {
        return new Fix(List.of(), advice);
    }

    /** {@return true if adding the statements makes the step pass} */
    public boolean isEnough() {
        return !additions.isEmpty();
    }

    /** {@return what to do, with the statements as JSON} */
    @Override
    public String toString() {
        String statements = additions.stream().map(Addition::toString).collect(Collectors.joining(", and "));
        if (advice == null) {
            return statements;
        }
        return statements.isEmpty() ? advice : statements + ". " + advice;
    }
}
