package io.github.keda4j.provisioner;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.keda4j.provisioner.Line.Call;
import io.github.keda4j.provisioner.Line.Failure;
import io.github.keda4j.provisioner.Line.Killed;
import io.github.keda4j.provisioner.Line.Trouble;
import io.github.keda4j.provisioner.ProvisioningException.Reason;
import io.github.keda4j.provisioner.Shapes.Way;
import io.github.keda4j.wiring.ScalingStack;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;

/**
 * Stacks of many shapes are created, changed and removed, and something goes wrong at each call: the provisioner
 * dies, the service refuses the call or fails, the answer is lost, or others apply, destroy and share while the call
 * is on its way. The run converges or refuses with a reason; the next run ends in the same state as an undisturbed
 * one, without orphans or duplicates; the run after that writes nothing.
 *
 * <p>Each build tries a few of these at random; {@code -Dkeda4j.kill=tenth} tries every call for a tenth of the
 * shapes, and {@code -Dkeda4j.kill=all} every call for all shapes.
 *
 * <p>A provisioner keeps no state of its own. Dying before a write, or at a call that writes nothing, is therefore
 * the same as dying after the previous write, and being slow after a call is the same as being slow before the next
 * one: each of these is tried only once.
 */
class FaultsTest {

    private static final boolean ALL = System.getProperty("keda4j.kill", "").equals("all");
    private static final boolean TENTH = System.getProperty("keda4j.kill", "").equals("tenth");
    private static final int WAYS_A_BUILD = 2;
    private static final int TENTH_OF_THE_WAYS = 6;
    private static final int TRIALS_A_WAY = 4;

    /** The share of a transition's calls during which others act; across all transitions, every call is covered. */
    private static final int SLOW_SHARE = 5;

    /** The share of trials that are followed by a third run; all of them end in the same state. */
    private static final int THIRD_RUNS = 4;

    private static final ScalingStack LETTERS = Stacks.readerOf("letters").build();

    /**
     * All that others may cause: a refusal, either by keda4j or by the service, which does not find a role that they
     * removed.
     */
    private static final Set<Reason> REFUSALS = Set.of(Reason.STALE_PLAN, Reason.FOREIGN_OWNER, Reason.CALL_FAILED);

    /** The possible outcomes of a run. */
    private enum Outcome {
        /** It dies. */
        DIES,
        /** It succeeds in spite of everything. */
        SUCCEEDS,
        /** It succeeds, or fails with one of our exceptions. */
        MAY_FAIL,
        /** It succeeds, or says what others did. */
        MAY_REFUSE
    }

    /**
     * A trial.
     *
     * @param name a description
     * @param trouble what goes wrong during the run
     * @param outcome the expected outcome
     * @param then what others do after the run
     */
    private record Trial(String name, Trouble trouble, Outcome outcome, Runnable then) {}

    private final AtomicInteger runs = new AtomicInteger();
    private final List<AssertionError> failures = new CopyOnWriteArrayList<>();
    private final AtomicInteger refusals = new AtomicInteger();
    private final Random random = new Random();

    @Test
    void whateverBefallsACallTheNextRunFinishesAndTheOneAfterItWritesNothing() {
        List<Way> ways = new ArrayList<>(Shapes.ways());
        assertThat(ways).hasSizeGreaterThanOrEqualTo(51);
        Collections.shuffle(ways, random);
        List<Way> chosen = ALL ? ways : ways.subList(0, TENTH ? TENTH_OF_THE_WAYS : WAYS_A_BUILD);
        IntStream.range(0, chosen.size()).parallel().forEach(index -> {
            try (World world = new World()) {
                new Tour(world, chosen.get(index), index).go();
            } catch (AssertionError | RuntimeException failed) {
                failures.add(new AssertionError(chosen.get(index) + ": " + failed.getMessage(), failed));
            }
        });
        SoftAssertions.assertSoftly(softly -> failures.forEach(softly::collectAssertionError));
        assertThat(runs.get()).isGreaterThan(chosen.size());
        if (ALL || TENTH) {
            System.out.println(runs + " runs over " + chosen.size() + " transitions; " + refusals + " refused because "
                    + "others were faster");
        }
    }

    /** Repeats one transition until something has gone wrong at each of its calls. */
    private final class Tour {

        private final World world;
        private final Way way;
        private final int shift;

        Tour(World world, Way way, int shift) {
            this.world = world;
            this.way = way;
            this.shift = shift;
        }

        private void forth(Provisioner provisioner) {
            World.go(provisioner, way.here(), way.there());
        }

        private void back(Provisioner provisioner) {
            world.deleteHandedOver();
            World.go(provisioner, way.there(), way.here());
            world.deleteHandedOver();
        }

        void go() {
            World.go(world.other, List.of(), way.here());
            List<String> here = world.everything();
            world.line.clear();
            forth(world.provisioner);
            List<Trial> trials = trials(world.line.calls(), world.line.writes());
            List<String> there = world.everything();
            back(world.other);
            assertThat(world.everything()).as("%s and back", way).isEqualTo(here);
            for (Trial trial : trials) {
                if (run(trial, there)) {
                    back(world.other);
                }
            }
        }

        /** Whether anything was written. */
        private boolean run(Trial trial, List<String> expected) {
            try {
                return tryOut(trial, expected);
            } catch (RuntimeException unexpected) {
                throw new AssertionError(trial.name() + ": " + unexpected.getMessage(), unexpected);
            }
        }

        private boolean tryOut(Trial trial, List<String> expected) {
            String name = way + ": " + trial.name();
            runs.incrementAndGet();
            world.line.befall(trial.trouble());
            Optional<RuntimeException> thrown = attempt(() -> forth(world.provisioner));
            boolean wrote = world.line.writes() > 0;
            world.line.clear();
            check(name, trial.outcome(), thrown);
            trial.then().run();
            if (!wrote && trial.outcome() == Outcome.MAY_FAIL) {
                return false;
            }
            // A run that may not read something can succeed, and leave what it could not see to the next run.
            if (thrown.isPresent() || trial.outcome() == Outcome.MAY_REFUSE || trial.outcome() == Outcome.MAY_FAIL) {
                forth(world.provisioner);
            }
            assertThat(world.everything()).as(name).isEqualTo(expected);
            if (!(ALL || TENTH) || random.nextInt(THIRD_RUNS) == 0) {
                world.line.clear();
                forth(world.provisioner);
                assertThat(world.line.writes())
                        .as("writes of the third run, %s", name)
                        .isZero();
            }
            return true;
        }

        private void check(String name, Outcome outcome, Optional<RuntimeException> thrown) {
            switch (outcome) {
                case DIES -> assertThat(thrown).as(name).get().matches(Killed::began);
                case SUCCEEDS -> assertThat(thrown).as(name).isEmpty();
                case MAY_FAIL ->
                    thrown.ifPresent(failed -> assertThat(failed).as(name).isInstanceOf(ProvisioningException.class));
                case MAY_REFUSE ->
                    thrown.ifPresent(refused -> {
                        refusals.incrementAndGet();
                        assertThat(refused)
                                .as(name)
                                .isInstanceOfSatisfying(
                                        ProvisioningException.class,
                                        ours -> assertThat(ours.reason())
                                                .as(name + ": " + ours.getMessage())
                                                .isIn(REFUSALS));
                    });
            }
        }

        private List<Trial> trials(int calls, int writes) {
            assertThat(writes).as("writes of %s", way).isPositive();
            List<Trial> trials = new ArrayList<>();
            for (int write = 0; write < writes - 1; write++) {
                trials.add(dies(write));
            }
            for (int call = 0; call < calls; call++) {
                trials.add(isDenied(call));
                if ((call + shift) % SLOW_SHARE == 0) {
                    trials.add(isSlow(call));
                }
            }
            trials.add(failsAtFirst(false, "are throttled", Call::throttled));
            trials.add(failsAtFirst(false, "are lost", Call::lost));
            trials.add(failsAtFirst(true, "get no answer", Call::lost));
            trials.add(failsAtFirst(true, "are executed but reported as failed", Call::unavailable));
            Collections.shuffle(trials, random);
            return ALL || TENTH ? trials : trials.subList(0, TRIALS_A_WAY);
        }

        private Trial dies(int write) {
            return new Trial("dies after write " + write, Line.death(write), Outcome.DIES, () -> {});
        }

        private Trial failsAtFirst(boolean takesEffect, String how, Failure failure) {
            return new Trial(
                    "all calls " + how + " at first",
                    Line.failureOfEveryFirst(takesEffect, failure),
                    Outcome.SUCCEEDS,
                    () -> {});
        }

        private Trial isDenied(int call) {
            return new Trial(
                    "call " + call + " is denied", Line.failure(call, Call::denied), Outcome.MAY_FAIL, () -> {});
        }

        /** Others do something different at each call of each transition. */
        private Trial isSlow(int call) {
            Runnable same = () -> forth(world.other);
            Runnable contrary = () -> back(world.other);
            AtomicBoolean came = new AtomicBoolean();
            // If the operator is described differently by then, it is refused.
            Runnable sharing =
                    () -> came.set(attempt(() -> world.other.apply(LETTERS)).isEmpty());
            Runnable leaving = () -> theSharerIsWholeAndGoes(came.get());
            String name = "while call " + call + " is on its way, ";
            return switch ((call / SLOW_SHARE + shift) % 4) {
                case 0 -> new Trial(name + "others do the same", Line.delay(call, same), Outcome.MAY_REFUSE, () -> {});
                case 1 ->
                    new Trial(
                            name + "others do the opposite", Line.delay(call, contrary), Outcome.MAY_REFUSE, () -> {});
                case 2 ->
                    new Trial(
                            name + "a stack joins that shares the operator",
                            Line.delay(call, sharing),
                            Outcome.MAY_REFUSE,
                            leaving);
                default ->
                    new Trial(
                            name + "others do the same, and a stack joins that shares the operator",
                            Line.delay(call, () -> {
                                same.run();
                                sharing.run();
                            }),
                            Outcome.MAY_REFUSE,
                            leaving);
            };
        }

        private void theSharerIsWholeAndGoes(boolean came) {
            if (came) {
                assertNothingIsTakenFromTheSharer("after the run");
                attempt(() -> forth(world.provisioner));
                assertNothingIsTakenFromTheSharer("after the next run");
            }
            world.other.destroy(LETTERS);
        }

        private void assertNothingIsTakenFromTheSharer(String when) {
            assertThat(world.other.plan(LETTERS).changes())
                    .as("of the stack that joined, %s", when)
                    .isEmpty();
        }
    }

    private static Optional<RuntimeException> attempt(Runnable run) {
        try {
            run.run();
            return Optional.empty();
        } catch (RuntimeException thrown) {
            return Optional.of(thrown);
        }
    }
}
