package io.github.keda4j.wiring;

import io.github.keda4j.podidentity.policy.Statement;
import java.util.List;
import java.util.Optional;

/** Statements of one document. IAM refuses a document in which two statements have the same id. */
final class Statements {

    private Statements() {}

    /** Adds the statements that are not there yet, under ids that are not there yet. */
    static void add(List<Statement> added, List<Statement> document) {
        for (Statement statement : added) {
            if (!document.contains(statement)) {
                document.add(withFreeId(statement, document));
            }
        }
    }

    private static Statement withFreeId(Statement statement, List<Statement> document) {
        Optional<String> id = statement.sid();
        Statement free = statement;
        for (int number = 2; id.isPresent() && isTaken(free.sid(), document); number++) {
            free = statement.toBuilder().sid(id.get() + number).build();
        }
        return free;
    }

    private static boolean isTaken(Optional<String> id, List<Statement> document) {
        return document.stream().anyMatch(present -> present.sid().equals(id));
    }
}
