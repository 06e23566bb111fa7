package io.github.keda4j.testing.kubernetes.internal.merge;

import java.util.List;
import java.util.stream.Collectors;

/** Thrown if an apply would change fields that others own. The message is the API server's. */
public final class ApplyConflictException extends RuntimeException {

    private final transient List<Conflict> conflicts;

    /**
     * One field that another manager owns.
     *
     * @param manager the other, as the API server names it
     * @param field the path of the field, such as {@code .spec.replicas}
     */
    public record Conflict(String manager, String field) {}

    ApplyConflictException(List<Conflict> conflicts) {
        super(message(conflicts));
        this.conflicts = conflicts;
    }

    /** {@return all conflicts, by manager and field} */
    public List<Conflict> conflicts() {
        return conflicts;
    }

    private static String message(List<Conflict> conflicts) {
        if (conflicts.size() == 1) {
            Conflict only = conflicts.get(0);
            return "Apply failed with 1 conflict: conflict with " + only.manager() + ": " + only.field();
        }
        return "Apply failed with " + conflicts.size() + " conflicts: "
                + conflicts.stream()
                        .map(Conflict::manager)
                        .distinct()
                        .map(manager -> "conflicts with " + manager + ":"
                                + conflicts.stream()
                                        .filter(conflict -> conflict.manager().equals(manager))
                                        .map(conflict -> "\n- " + conflict.field())
                                        .collect(Collectors.joining()))
                        .collect(Collectors.joining("\n"));
    }
}
