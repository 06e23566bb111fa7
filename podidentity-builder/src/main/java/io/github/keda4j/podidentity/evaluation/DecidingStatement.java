package io.github.keda4j.podidentity.evaluation;

import io.github.keda4j.podidentity.policy.Statement;

/**
 * A statement and its place.
 *
 * @param layer the function of its policy
 * @param policyIndex the index of the policy in that layer, from 0
 * @param statementIndex the index of the statement in that policy, from 0
 * @param statement the statement
 */
public record DecidingStatement(PolicyLayer layer, int policyIndex, int statementIndex, Statement statement) {

    /** {@return the statement's Sid; its place in the policy, such as {@code #1}, if it has none} */
    public String name() {
        return nameOf(statement, statementIndex);
    }

    static String nameOf(Statement statement, int index) {
        return statement.sid().filter(sid -> !sid.isEmpty()).orElse("#" + (index + 1));
    }

    /** {@return the statement's name and its layer} */
    @Override
    public String toString() {
        return "statement " + name() + " of " + layer.label();
    }
}
