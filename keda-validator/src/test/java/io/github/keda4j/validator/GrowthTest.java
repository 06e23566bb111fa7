package io.github.keda4j.validator;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.OperatingSystemMXBean;
import io.github.keda4j.findings.FindingsException;
import io.github.keda4j.trigger.KedaVersion;
import io.github.keda4j.yaml.Manifests;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.function.IntFunction;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Checks that the time grows linearly with the number of objects, and not with its square. If the time is linear, ten
 * times the objects take ten times as long instead of a hundred times; the tests allow thirty times, and run again
 * what took longer.
 */
class GrowthTest {

    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private static final int TIMES = 10;
    private static final int ALLOWED = 30;
    private static final int RUNS = 2;

    private static final Duration MEGABYTE = Duration.ofSeconds(1);

    /** Other programs slow a processor down, by its caches and its clock; they do not do so in every run. */
    private static final int MORE_RUNS = 4;

    /** Small inputs reveal quadratic time too: ten times as much input would take a hundred times as long. */
    private static final int SCALE = Boolean.getBoolean("keda4j.full") ? 10 : 3;

    private static String bundle(int count) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < count; i++) {
            text.append("""
                    ---
                    {apiVersion: keda.sh/v1alpha1, kind: ScaledObject, metadata: {name: o%1$d, namespace: n},
                     spec: {scaleTargetRef: {name: o%1$d}, triggers: [{type: rabbitmq, metadata: {queueName: q, mode: QueueLength, value: "5"},
                     authenticationRef: {name: a%1$d}}]}}
                    ---
                    {apiVersion: keda.sh/v1alpha1, kind: TriggerAuthentication, metadata: {name: a%1$d, namespace: n},
                     spec: {secretTargetRef: [{parameter: host, name: s%1$d, key: k}]}}
                    ---
                    {apiVersion: v1, kind: Secret, metadata: {name: s%1$d, namespace: n}, stringData: {k: "amqp://r"}}
                    ---
                    {apiVersion: apps/v1, kind: Deployment, metadata: {name: o%1$d, namespace: n},
                     spec: {template: {spec: {serviceAccountName: s%1$d, containers: [{name: app}]}}}}
                    """.formatted(i));
        }
        return text.toString();
    }

    @Test
    void aBundleOfTenTimesAsManyObjectsTakesTenTimesAsLong() {
        assertGrowth(SCALE * 50, count -> {
            var manifests = Manifests.parse("bundle.yaml", bundle(count));
            return () -> KedaValidator.forVersion(KedaVersion.V2_21)
                    .validate(manifests)
                    .findings()
                    .asList()
                    .size();
        });
    }

    /**
     * The allowed processor time, which two cores have in half a minute; the heap size of the process limits the
     * memory.
     */
    @Test
    @EnabledIfSystemProperty(named = "keda4j.full", matches = "true")
    void aHundredThousandObjectsTakeHalfAMinuteOfTwoCoresAndLessThanAGigabyte(@TempDir Path folder) throws Exception {
        String nanoseconds = printedBy("objects", folder).strip();

        assertThat(Duration.ofNanos(Long.parseLong(nanoseconds))).isLessThan(Duration.ofSeconds(60));
    }

    /** What {@link #main} prints in a separate process, which runs as users' programs do. */
    private static String printedBy(String argument, Path folder) throws Exception {
        Path report = folder.resolve("report.txt");
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx1g",
                        "-cp",
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                        GrowthTest.class.getName(),
                        argument)
                .redirectErrorStream(true)
                .redirectOutput(report.toFile())
                .start();

        boolean ended = process.waitFor(5, TimeUnit.MINUTES);
        process.destroyForcibly();

        assertThat(ended).as("ended in time").isTrue();
        String printed = Files.readString(report);
        assertThat(process.exitValue()).as(printed).isZero();
        return printed;
    }

    /** Prints the processor time that "objects" or "hostile" take. */
    public static void main(String[] arguments) {
        if (arguments[0].equals("objects")) {
            checkObjects();
        } else {
            hostile().map(Arguments::get).forEach(GrowthTest::checkHostile);
        }
    }

    private static void checkObjects() {
        String text = bundle(25_000);
        var process = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        long start = process.getProcessCpuTime();
        var report = KedaValidator.forVersion(KedaVersion.V2_21).validate(Manifests.parse("bundle.yaml", text));
        if (report.findings().asList().size() != 50_000) {
            throw new IllegalStateException(report.toString());
        }
        PrintStream out = System.out;
        out.println(process.getProcessCpuTime() - start);
    }

    @SuppressWarnings("unchecked")
    private static void checkHostile(Object[] whatAndText) {
        String manifest = ((IntFunction<String>) whatAndText[1]).apply(1_000_000);
        Callable<Integer> work = () -> sizeOfReport(manifest);
        Duration best = best(work);
        for (int more = 0; more < MORE_RUNS && best.compareTo(MEGABYTE) >= 0; more++) {
            best = best(work);
        }
        PrintStream out = System.out;
        out.println(best.toNanos() + " " + whatAndText[0]);
    }

    static Stream<Arguments> hostile() {
        return Stream.of(
                Arguments.of(
                        "triggers",
                        repeated("spec: {scaleTargetRef: {name: a}, triggers: [", "{type: cron, name: a},", "]}")),
                Arguments.of(
                        "triggers without a mistake",
                        repeated(
                                "spec: {scaleTargetRef: {name: a}, triggers: [",
                                "{type: cron, metadata: {timezone: Europe/Berlin, start: 0 6 * * *, end: 0 20 * * *,"
                                        + " desiredReplicas: \"10\"}},",
                                "]}")),
                Arguments.of(
                        "triggers that miss an identity",
                        repeated(
                                "spec: {scaleTargetRef: {name: a}, triggers: [",
                                "{type: aws-sqs-queue, metadata: {queueUrl: \"https://sqs.us-east-1.amazonaws.com/1/q\","
                                        + " queueLenght: \"5\"}},",
                                "]}")),
                Arguments.of("keys of metadata", inTrigger("", "k%d: \"${A}\",", "")),
                Arguments.of(
                        "unknown fields", repeated("spec: {scaleTargetRef: {name: a}, triggers: [],", "f%d: 1,", "}")),
                Arguments.of("a long value", inTrigger("host: \"", "${", "\"")),
                Arguments.of("a long name of a variable", inTrigger("hostFromEnv: \"", "A", "\"")),
                Arguments.of("a long URL", inTrigger("queueURL: \"https://sqs.", "a.", "amazonaws.com/1/q\"")),
                Arguments.of(
                        "sources of an authentication",
                        repeated(
                                "spec: {podIdentity: {provider: aws}, secretTargetRef: [",
                                "{parameter: awsAccessKeyID, name: s, key: k},",
                                "]}")),
                Arguments.of("annotations", repeated("metadata: {name: o, annotations: {", "a%d: b,", "}}")),
                Arguments.of(
                        "a suppression",
                        repeated("metadata: {name: o, annotations: {validator.keda4j.io/ignore: \"", "a,", "\"}}")));
    }

    private static IntFunction<String> inTrigger(String begin, String each, String end) {
        return repeated(
                "spec: {scaleTargetRef: {name: a}, triggers: [{type: rabbitmq, metadata: {" + begin,
                each,
                end + "}}]}");
    }

    private static IntFunction<String> repeated(String begin, String each, String end) {
        return size -> {
            StringBuilder text = new StringBuilder("apiVersion: keda.sh/v1alpha1\nkind: ")
                    .append(begin.contains("podIdentity") ? "TriggerAuthentication" : "ScaledObject")
                    .append('\n')
                    .append(begin);
            for (int i = 0; text.length() < size; i++) {
                text.append(each.contains("%d") ? each.replace("%d", String.valueOf(i)) : each);
            }
            return text.append(end).append('\n').toString();
        };
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("hostile")
    void hostileTextTakesTenTimesAsLongAsATenthOfIt(String what, IntFunction<String> text) {
        assertGrowth(SCALE * 1_000, size -> {
            String manifest = text.apply(size);
            return () -> sizeOfReport(manifest);
        });
    }

    @Test
    @EnabledIfSystemProperty(named = "keda4j.full", matches = "true")
    void everyHostileMegabyteEndsWithinASecond(@TempDir Path folder) throws Exception {
        List<String> lines = printedBy("hostile", folder).lines().toList();

        assertThat(lines).hasSameSizeAs(hostile().toList()).allSatisfy(line -> {
            long nanoseconds = Long.parseLong(line.substring(0, line.indexOf(' ')));
            assertThat(Duration.ofNanos(nanoseconds)).as(line).isLessThan(MEGABYTE);
        });
    }

    private static int sizeOfReport(String manifest) {
        try {
            return KedaValidator.forVersion(KedaVersion.V2_21)
                    .validate(Manifests.parse("hostile.yaml", manifest))
                    .toString()
                    .length();
        } catch (FindingsException refused) {
            return refused.getMessage().length();
        }
    }

    /** The larger work comes first, so that the smaller one runs code that is already compiled. */
    private static void assertGrowth(int size, IntFunction<Callable<Integer>> work) {
        Callable<Integer> small = work.apply(size);
        Callable<Integer> large = work.apply(size * TIMES);
        Duration ten = time(large);
        Duration one = time(small);
        for (int run = 1; run < RUNS && ten.compareTo(allowed(one)) >= 0; run++) {
            ten = shorter(ten, time(large));
            one = shorter(one, time(small));
        }
        assertThat(ten).isLessThan(allowed(one));
    }

    private static Duration allowed(Duration one) {
        return one.plusMillis(5).multipliedBy(ALLOWED);
    }

    private static Duration best(Callable<Integer> work) {
        Duration best = time(work);
        for (int run = 1; run < RUNS; run++) {
            best = shorter(best, time(work));
        }
        return best;
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }

    /** The thread's own CPU time, which other programs hardly affect. */
    private static Duration time(Callable<Integer> work) {
        long start = THREADS.getCurrentThreadCpuTime();
        try {
            assertThat(work.call()).isGreaterThanOrEqualTo(0);
        } catch (Exception e) {
            throw new AssertionError(e);
        }
        return Duration.ofNanos(THREADS.getCurrentThreadCpuTime() - start);
    }
}
