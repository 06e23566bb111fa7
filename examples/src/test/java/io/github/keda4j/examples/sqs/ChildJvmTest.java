package io.github.keda4j.examples.sqs;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;

@Isolated("Other tests check for leftover processes.")
class ChildJvmTest {

    /** Reports the commands that it receives and the contents of its environment. */
    static final class Echo {

        public static void main(String[] args) throws InterruptedException {
            Lifeline.hold(command -> new ChildEvent("heard", Map.of("command", command)).tell());
            new ChildEvent("environment", Map.of("aws", awsVariables(), "argument", args[0])).tell();
            Thread.sleep(TimeUnit.MINUTES.toMillis(5));
        }

        private static String awsVariables() {
            return System.getenv().keySet().stream()
                    .filter(name -> name.startsWith("AWS_"))
                    .sorted()
                    .toList()
                    .toString();
        }
    }

    @Test
    void aChildHasOnlyItsOwnAwsEnvironmentHearsCommandsAndEndsWithItsParent(@TempDir Path folder) throws Exception {
        BlockingQueue<ChildEvent> events = new LinkedBlockingQueue<>();
        try (ChildJvm child = ChildJvm.start(
                "child",
                Echo.class,
                List.of("hello"),
                Map.of("AWS_REGION", "us-east-1"),
                folder.resolve("log"),
                events::add)) {
            assertThat(events.poll(10, TimeUnit.SECONDS))
                    .isEqualTo(new ChildEvent("environment", Map.of("aws", "[AWS_REGION]", "argument", "hello")));

            child.command("replicas 3");
            assertThat(events.poll(10, TimeUnit.SECONDS))
                    .isEqualTo(new ChildEvent("heard", Map.of("command", "replicas 3")));

            // Closes the pipe, as the operating system does when the parent is killed.
            child.endOfCommands();
            assertThat(child.isGoneWithin(10)).isTrue();
        }
    }

    @Test
    void whatIsNoEventIsLeftAlone() {
        assertThat(ChildEvent.parse("Exception in thread main")).isEmpty();
        assertThat(ChildEvent.parse("{\"level\": \"info\"}")).isEmpty();
        assertThat(ChildEvent.parse("{broken")).isEmpty();
        assertThat(ChildEvent.parse("{\"event\": \"pods\", \"replicas\": \"3\"}"))
                .contains(new ChildEvent("pods", Map.of("replicas", "3")));
    }
}
