package io.github.keda4j.podidentity.path;

import io.github.keda4j.podidentity.policy.Statement;

/**
 * What would make a denied step pass.
 *
 * @param where the policy to add to, such as {@code the trust policy of role/q-read-scaler}
 * @param statement the statement to add
 */
public record Fix(String where, Statement statement) {

    /** Returns one sentence with the statement as JSON. */
    @Override
    public String toString() {
        return "add to " + where + " " + statement.toJson();
    }
}
