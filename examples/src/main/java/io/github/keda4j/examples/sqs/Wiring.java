package io.github.keda4j.examples.sqs;

import io.github.keda4j.wiring.IamRole;
import io.github.keda4j.wiring.ScalerIdentity;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The role with which KEDA's operator reads the queue. */
enum Wiring {

    /** A separate role for the scaler, which may read the depth of this one queue and nothing else. */
    LEAST_PRIVILEGE("least-privilege", "q-read", "q-read-scaler", null),

    /** The workload's role, which trusts both the pods and KEDA's operator, as in the AWS sample. */
    SEED("seed", "APG-keda-identity-test", "APG-keda-identity-test", 2);

    private final String id;
    private final String workloadRole;
    private final String scalerRole;
    private final @Nullable Integer replicas;

    Wiring(String id, String workloadRole, String scalerRole, @Nullable Integer replicas) {
        this.id = id;
        this.workloadRole = workloadRole;
        this.scalerRole = scalerRole;
        this.replicas = replicas;
    }

    static Wiring of(String id) {
        return Arrays.stream(values())
                .filter(wiring -> wiring.id.equals(id))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("demo.wiring is \"" + id + "\". It must be one of "
                        + Arrays.stream(values()).map(Wiring::id).collect(Collectors.joining(", ")) + "."));
    }

    String id() {
        return id;
    }

    IamRole workloadRole() {
        return IamRole.named(workloadRole);
    }

    String scalerRole() {
        return scalerRole;
    }

    ScalerIdentity identity() {
        return this == SEED ? ScalerIdentity.workloadRole() : ScalerIdentity.ownRole();
    }

    /** The replicas in the Deployment's manifest; null if it leaves the number to KEDA. */
    @Nullable
    Integer replicas() {
        return replicas;
    }
}
