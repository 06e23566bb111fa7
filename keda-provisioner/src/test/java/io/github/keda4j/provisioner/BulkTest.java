package io.github.keda4j.provisioner;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.keda4j.wiring.IamRole;
import io.github.keda4j.wiring.KedaOperator;
import io.github.keda4j.wiring.ScalerIdentity;
import io.github.keda4j.wiring.ScalingStack;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Plans for many stacks read in bulk. {@code -Dkeda4j.workloads=1000} says how many. */
@Tag("soak")
class BulkTest {

    private static final int WORKLOADS = Integer.getInteger("keda4j.workloads", 16);

    /** The calls that every plan makes, however many stacks it has. */
    private static final int OF_EVERY_PLAN = 25;

    @Test
    void aPlanOfManyWorkloadsTakesSixTimesFewerCallsThanOneByOne() {
        try (World world = new World()) {
            ScalingStack[] stacks = stacks();
            world.other.apply(stacks);
            world.line.clear();

            Plan plan = world.provisioner.plan(stacks);

            assertThat(plan.changes()).isEmpty();
            int calls = world.line.calls();
            if (WORKLOADS >= 1000) {
                System.out.println(WORKLOADS + " workloads: " + calls + " calls");
            }
            assertThat(calls).isLessThanOrEqualTo((7 * WORKLOADS + 2) / 6 + OF_EVERY_PLAN);
        }
    }

    /**
     * Roles have tags for each of their stacks, and IAM allows 50: so there is one operator for every forty stacks.
     */
    private static ScalingStack[] stacks() {
        return IntStream.range(0, WORKLOADS)
                .mapToObj(number -> Stacks.readerOf("q" + number)
                        .operator(KedaOperator.inNamespace("keda")
                                .withServiceAccount("operator-" + number / 40)
                                .withRole(IamRole.named("operator-" + number / 40)))
                        .scalerIdentity(ScalerIdentity.workloadRole())
                        .build())
                .toArray(ScalingStack[]::new);
    }
}
