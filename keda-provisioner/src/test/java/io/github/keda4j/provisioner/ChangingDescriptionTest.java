package io.github.keda4j.provisioner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.keda4j.provisioner.Line.Call;
import io.github.keda4j.provisioner.Line.Trouble;
import io.github.keda4j.provisioner.ProvisioningException.Reason;
import io.github.keda4j.wiring.KedaOperator;
import io.github.keda4j.wiring.ScalingStack;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

/** A stack joins while the only owner of a role and an association changes their description. */
class ChangingDescriptionTest {

    private static final ScalingStack BEFORE = Stacks.readerOf("orders").build();
    private static final ScalingStack AFTER = Stacks.readerOf("orders")
            .operator(KedaOperator.inNamespace("keda").withoutSessionTags())
            .build();
    private static final ScalingStack JOINING = Stacks.readerOf("letters").build();

    @Test
    void whoJoinsBeforeAnyOfTheWritesKeepsWhatItHasDescribed() {
        try (World world = new World()) {
            world.other.apply(BEFORE);
            world.line.clear();
            world.provisioner.apply(AFTER);
            int writes = world.line.writes();
            world.provisioner.destroy(AFTER);
            int joined = 0;
            for (int write = 0; write < writes; write++) {
                world.other.apply(BEFORE);
                AtomicBoolean came = new AtomicBoolean();
                world.line.befall(beforeWrite(write, () -> came.set(isDone(() -> world.other.apply(JOINING)))));
                boolean changed = isDone(() -> world.provisioner.apply(AFTER));
                world.line.clear();

                assertThat(changed).as("write %s", write).isNotEqualTo(came.get());
                if (came.get()) {
                    joined++;
                    assertThat(world.other.plan(JOINING).changes()).isEmpty();
                    assertThatThrownBy(() -> world.provisioner.apply(AFTER))
                            .isInstanceOfSatisfying(
                                    ProvisioningException.class,
                                    refused -> assertThat(refused.reason()).isEqualTo(Reason.FOREIGN_OWNER))
                            .hasMessageContaining("belongs to stack us-east-1/demo/security/letters too");
                    assertThat(world.other.plan(JOINING).changes()).isEmpty();
                    world.other.destroy(JOINING);
                }
                world.provisioner.apply(AFTER);
                assertThat(world.provisioner.plan(AFTER).changes()).isEmpty();
                world.provisioner.destroy(AFTER);
            }
            assertThat(joined).isPositive().isLessThan(writes);
        }
    }

    @Test
    void aPlanToJoinIsStaleOnceTheDescriptionHasChanged() {
        try (World world = new World()) {
            world.other.apply(BEFORE);
            Plan toJoin = world.provisioner.plan(JOINING);
            world.other.apply(AFTER);

            assertThatThrownBy(() -> world.provisioner.apply(toJoin))
                    .isInstanceOfSatisfying(
                            ProvisioningException.class,
                            refused -> assertThat(refused.reason()).isEqualTo(Reason.STALE_PLAN))
                    .hasMessageContaining("tags of IAM role keda-operator has changed since the plan");
            assertThat(world.everything()).noneMatch(one -> one.contains("letters"));
        }
    }

    private static Trouble beforeWrite(int write, Runnable meanwhile) {
        return new Trouble() {
            @Override
            public void before(Call call) {
                if (call.isWrite() && call.writes() == write) {
                    meanwhile.run();
                }
            }
        };
    }

    private static boolean isDone(Runnable run) {
        try {
            run.run();
            return true;
        } catch (ProvisioningException refused) {
            return false;
        }
    }
}
