package io.github.keda4j.provisioner;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.keda4j.wiring.ScalingStack;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Three of ten calls fail, half of them after the service has executed them, and the next five reads do not find what
 * was just created. Every apply succeeds all the same. A plain run applies a few stacks, {@code -Dkeda4j.kill=all}
 * a hundred.
 */
@Tag("soak")
class WeatherTest {

    private static final double SHARE_OF_FAILURES = 0.3;
    private static final int LAG = 5;
    private static final Duration MOST_PATIENCE = Duration.ofMinutes(5);

    /** An undisturbed apply of the largest shape makes about a hundred calls. */
    private static final int MOST_CALLS = 600;

    private static final int STACKS = switch (System.getProperty("keda4j.kill", "")) {
        case "all" -> 100;
        case "tenth" -> 10;
        default -> 2;
    };

    @Test
    void everyApplySucceedsInBadWeatherWithinFiveMinutes() {
        List<Shapes.Way> ways = Shapes.ways();
        Duration longest = Duration.ZERO;
        int most = 0;
        try (World world = new World()) {
            world.aws.emulator().hideNewRoles(LAG);
            world.aws.emulator().hideNewRolesFromIam(LAG);
            world.aws.emulator().hideNewAssociations(LAG);
            int first = new Random().nextInt(ways.size());
            for (int number = first; number < first + STACKS; number++) {
                List<ScalingStack> stacks = ways.get(number % ways.size()).there();
                if (stacks.isEmpty()) {
                    stacks = List.of(Stacks.readerOf("orders").build());
                }
                long seed = new Random().nextLong();
                String name = ways.get(number % ways.size()) + ", seed " + seed;
                Duration before = world.waited();
                world.line.befall(Line.chance(new Random(seed), SHARE_OF_FAILURES));

                World.go(world.provisioner, List.of(), stacks);

                assertThat(world.waited().minus(before)).as(name).isLessThan(MOST_PATIENCE);
                int calls = world.line.calls();
                longest = longest.compareTo(world.waited().minus(before)) > 0
                        ? longest
                        : world.waited().minus(before);
                most = Math.max(most, calls);
                world.line.clear();
                waitForTheLag(world);
                assertThat(world.other.plan(stacks.toArray(ScalingStack[]::new)).changes())
                        .as(name)
                        .isEmpty();
                World.go(world.other, stacks, List.of());
                assertThat(world.everything()).as("left of " + name).isEmpty();
                assertThat(calls).as("calls of " + name).isLessThan(MOST_CALLS);
            }
        }
        if (STACKS > ways.size()) {
            System.out.println(STACKS + " of " + STACKS + " applies succeeded, with at most " + most + " calls and "
                    + longest + " of waiting");
        }
    }

    private static void waitForTheLag(World world) {
        for (int read = 0; read < LAG; read++) {
            world.aws.theirEks().listPodIdentityAssociations(list -> list.clusterName("demo"));
        }
    }
}
