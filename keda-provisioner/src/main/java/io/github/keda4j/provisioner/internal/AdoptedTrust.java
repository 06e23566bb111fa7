package io.github.keda4j.provisioner.internal;

import io.github.keda4j.podidentity.policy.PolicyDocument;
import io.github.keda4j.podidentity.policy.Statement;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * The trust policy of a role that others made. Statements of stacks are added to it, and only statements of stacks are
 * removed from it again.
 */
final class AdoptedTrust {

    private static final String OUR_SID = "Keda4j";

    private AdoptedTrust() {}

    /** The trust policy with the described statements; empty if it cannot be read and therefore cannot be kept. */
    static Optional<PolicyDocument> joined(String present, PolicyDocument described) {
        return Documents.read(present).map(theirs -> {
            PolicyDocument all = theirs;
            for (Statement statement : described.statements()) {
                all = all.upsert(besideTheirs(statement));
            }
            return all;
        });
    }

    /** The trust policy without the described statements; empty if it has none of them, or no others. */
    static Optional<PolicyDocument> left(String present, PolicyDocument described) {
        Set<String> ours = new TreeSet<>();
        described
                .statements()
                .forEach(statement -> besideTheirs(statement).sid().ifPresent(ours::add));
        return Documents.read(present).flatMap(document -> {
            List<Statement> kept = document.statements().stream()
                    .filter(statement -> statement
                            .sid()
                            .map(sid -> !ours.contains(sid))
                            .orElse(!described.statements().contains(statement)))
                    .toList();
            return kept.isEmpty() || kept.size() == document.statements().size()
                    ? Optional.empty()
                    : Optional.of(PolicyDocument.builder().statements(kept).build());
        });
    }

    /**
     * The statement with a Sid that only keda4j uses, for a role that others made. AWS's documentation and tools use
     * the same Sids as the stacks do, and a statement that others wrote must be neither replaced nor removed later.
     */
    private static Statement besideTheirs(Statement described) {
        return described
                .sid()
                .map(sid -> described.toBuilder().sid(sid + OUR_SID).build())
                .orElse(described);
    }
}
