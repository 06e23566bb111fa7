package io.github.keda4j.trigger.generator.emit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Compares generated sources with golden files. To update a golden file, delete it and run the test: the test writes it
 * and fails once, and you review the diff.
 */
class GoldenSourcesTest {

    private static final Path GOLDEN = Path.of("src", "test", "resources", "golden");

    @ParameterizedTest
    @ValueSource(strings = {"AwsSqsQueueTrigger", "CronTrigger", "PrometheusTrigger", "AwsIdentityOwner"})
    void theSourceIsAsItWasReadAndFoundGood(String name) throws IOException {
        String source = RealSources.all().get("io/github/keda4j/trigger/" + name + ".java");
        Path golden = GOLDEN.resolve(name + ".java.txt");
        if (!Files.exists(golden)) {
            Files.writeString(golden, source);
            fail("wrote " + golden + "; read it, and run the test again");
        }
        assertThat(source).isEqualTo(Files.readString(golden));
    }
}
