package io.github.keda4j.trigger;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.keda4j.keda.v1alpha1.AuthenticationRef;
import io.github.keda4j.keda.v1alpha1.ScaleTriggers;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** A process that creates one trigger and exits does not pay for anything that it does not use. */
class ColdStartTest {

    private static final Pattern CLASS_OF_A_TRIGGER =
            Pattern.compile("io\\.github\\.keda4j\\.trigger\\.(\\w+Trigger) source");

    /** The text that the JVM logs as the source of a class for a lambda or a string concatenation. */
    private static final String MADE_AT_RUN_TIME = "__JVM_LookupDefineClass__";

    /** Reads the entry that its arguments describe. */
    static final class Reading {

        private Reading() {}

        public static void main(String[] arguments) {
            ScaleTriggers entry = new ScaleTriggers();
            entry.setType(arguments[0]);
            Map<String, String> metadata = new LinkedHashMap<>();
            for (int index = 1; index < arguments.length; index += 2) {
                metadata.put(arguments[index], arguments[index + 1]);
            }
            entry.setMetadata(metadata);
            AuthenticationRef reference = new AuthenticationRef();
            reference.setName("credentials");
            entry.setAuthenticationRef(reference);
            Triggers.read(entry).orElseThrow().toScaleTrigger();
        }
    }

    @Test
    void oneTriggerLoadsNoOtherAndMakesNoCodeAtRunTime() throws Exception {
        String log = run(
                "prometheus",
                "serverAddress",
                "http://prometheus:9090",
                "query",
                "up",
                "threshold",
                "1",
                "timeout",
                "5s",
                "authModes",
                "basic",
                "customHeaders",
                "a=b");

        assertThat(CLASS_OF_A_TRIGGER.matcher(log).results().map(match -> match.group(1)))
                .containsOnly("PrometheusTrigger", "CustomTrigger");
        assertThat(log).doesNotContain(MADE_AT_RUN_TIME);
    }

    @Test
    void rulesInJavaMakeNoCodeAtRunTimeEither() throws Exception {
        String log =
                run("aws-sqs-queue", "queueURL", "https://sqs.example/111122223333/orders", "awsRegion", "us-east-1");

        assertThat(log).contains("SqsQueueUrlRule").doesNotContain(MADE_AT_RUN_TIME);
    }

    private static String run(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xshare:auto",
                "-Xlog:class+load:stdout",
                "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                Reading.class.getName()));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String log = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(log).isZero();
        return log;
    }
}
