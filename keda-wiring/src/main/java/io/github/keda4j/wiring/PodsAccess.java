package io.github.keda4j.wiring;

import io.github.keda4j.findings.FindingsException;
import io.github.keda4j.podidentity.policy.PolicyDocument;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the pods of a workload may do in AWS, as it was described when the stack was built. Immutable, whatever happens
 * to the description afterwards.
 */
final class PodsAccess {

    private final Optional<IamRole> role;
    private final Optional<PolicyDocument> document;
    private final @Nullable FindingsException refusal;

    private PodsAccess(Optional<IamRole> role, Optional<PolicyDocument> document, @Nullable FindingsException refusal) {
        this.role = role;
        this.document = document;
        this.refusal = refusal;
    }

    static PodsAccess of(WorkloadAccess described) {
        try {
            return new PodsAccess(described.role(), described.document(), null);
        } catch (FindingsException refused) {
            return new PodsAccess(described.role(), Optional.empty(), refused);
        }
    }

    Optional<IamRole> role() {
        return role;
    }

    boolean isGranted() {
        return document.isPresent() || refusal != null;
    }

    /** What the pods may do; empty if nothing was granted, or if the description has errors. */
    Optional<PolicyDocument> accepted() {
        return document;
    }

    /**
     * What the pods may do; empty if nothing was granted.
     *
     * @throws FindingsException if the description has errors, which it lists
     */
    Optional<PolicyDocument> document() {
        if (refusal != null) {
            throw refusal;
        }
        return document;
    }
}
