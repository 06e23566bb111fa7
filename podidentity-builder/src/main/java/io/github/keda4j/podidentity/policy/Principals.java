package io.github.keda4j.podidentity.policy;

import java.util.List;

/**
 * The {@code Principal} or {@code NotPrincipal} element of a statement.
 *
 * @param negated whether the element is {@code NotPrincipal}
 * @param entries in the order of the source; empty only in documents that AWS would refuse
 */
public record Principals(boolean negated, List<Principal> entries) {

    /**
     * Copies the entries.
     *
     * @param negated whether the element is {@code NotPrincipal}
     * @param entries the principals
     */
    public Principals {
        entries = List.copyOf(entries);
    }

    /**
     * {@return the values of one type, in their order}
     *
     * @param type such as {@link Principal#AWS}
     */
    public List<String> ofType(String type) {
        return entries.stream()
                .filter(principal -> principal.type().equals(type))
                .map(Principal::value)
                .toList();
    }
}
