package io.github.keda4j.provisioner;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.github.keda4j.testing.kubernetes.KubernetesApiServer;
import io.github.keda4j.wiring.IamRole;
import io.github.keda4j.wiring.KedaOperator;
import io.github.keda4j.wiring.ScalerIdentity;
import io.github.keda4j.wiring.ScalingStack;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Plans five clusters of one account in a process with 512 MB for everything: the provisioner, the account and the
 * API servers. {@code -Dkeda4j.fleet=5000} sets how many workloads they have together.
 */
@Tag("soak")
class FleetTest {

    private static final int WORKLOADS = Integer.getInteger("keda4j.fleet", 40);
    private static final int CLUSTERS = 5;
    private static final String HEAP = "-Xmx512m";

    /** IAM allows few inline policies on a role, and an operator has one for each of its stacks. */
    private static final int OF_AN_OPERATOR = 40;

    /** What every plan reads, however many stacks it has. */
    private static final int OF_EVERY_PLAN = 25;

    private static final int MEGABYTE = 1 << 20;
    private static final Pattern CALLS = Pattern.compile("(\\d+) calls");

    @Test
    void plansOfFiveClustersTakeSixTimesFewerCallsThanOneByOneInLittleMemory()
            throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        HEAP,
                        "-Djava.util.logging.config.file=" + System.getProperty("java.util.logging.config.file"),
                        "-cp",
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                        FleetTest.class.getName(),
                        String.valueOf(WORKLOADS))
                .redirectErrorStream(true)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(process.waitFor()).as(said).isZero();
        System.out.println(said.trim());
        Matcher calls = CALLS.matcher(said);
        assertThat(calls.find()).as(said).isTrue();
        assertThat(Integer.parseInt(calls.group(1)))
                .isLessThanOrEqualTo((7 * WORKLOADS + 2) / 6 + CLUSTERS * OF_EVERY_PLAN);
    }

    /**
     * Creates the workloads, plans them again, and prints how many calls, seconds and bytes that took.
     *
     * @param arguments how many workloads
     */
    public static void main(String[] arguments) {
        int ofEach = Integer.parseInt(arguments[0]) / CLUSTERS;
        List<String> names =
                IntStream.range(0, CLUSTERS).mapToObj(number -> "c" + number).toList();
        Line line = new Line();
        List<KubernetesApiServer> servers = new ArrayList<>();
        try (EmulatedAws aws = EmulatedAws.start(line, names)) {
            for (String cluster : names) {
                KubernetesApiServer.Builder server = KubernetesApiServer.builder();
                new Namespaces().accept(server);
                servers.add(server.start());
                Provisioner maker =
                        aws.undisturbed(servers.get(servers.size() - 1).client());
                for (int from = 0; from < ofEach; from += OF_AN_OPERATOR) {
                    maker.apply(stacks(cluster, from, Math.min(ofEach, from + OF_AN_OPERATOR)));
                }
            }
            line.clear();
            List<MemoryPoolMXBean> heap = ManagementFactory.getMemoryPoolMXBeans().stream()
                    .filter(pool -> pool.getType() == MemoryType.HEAP)
                    .toList();
            heap.forEach(MemoryPoolMXBean::resetPeakUsage);
            long start = System.nanoTime();
            for (int number = 0; number < CLUSTERS; number++) {
                Plan plan =
                        aws.provisioner(client(servers.get(number), line)).plan(stacks(names.get(number), 0, ofEach));
                if (!plan.isEmpty()) {
                    throw new IllegalStateException("not empty: " + plan);
                }
            }
            Duration taken = Duration.ofNanos(System.nanoTime() - start);
            long most = heap.stream()
                    .mapToLong(pool -> pool.getPeakUsage().getUsed())
                    .sum();
            System.out.println(CLUSTERS * ofEach + " workloads in " + CLUSTERS + " clusters: " + line.calls()
                    + " calls, " + taken.toSeconds() + " s, at most " + most / MEGABYTE + " MB of heap in total");
        } finally {
            servers.forEach(KubernetesApiServer::close);
        }
    }

    private static KubernetesClient client(KubernetesApiServer server, Line line) {
        return server.client(
                client -> client.withConfig(new ConfigBuilder(server.client().getConfiguration()).build())
                        .withHttpClientBuilderConsumer(http -> http.addOrReplaceInterceptor("line", line)));
    }

    private static ScalingStack[] stacks(String cluster, int from, int to) {
        return IntStream.range(from, to)
                .mapToObj(number -> {
                    String operator = cluster + "-operator-" + number / OF_AN_OPERATOR;
                    return Stacks.readerOf(cluster + "-q" + number)
                            .cluster("arn:aws:eks:us-east-1:111122223333:cluster/" + cluster)
                            .operator(KedaOperator.inNamespace("keda")
                                    .withServiceAccount(operator)
                                    .withRole(IamRole.named(operator)))
                            .scalerIdentity(ScalerIdentity.workloadRole())
                            .build();
                })
                .toArray(ScalingStack[]::new);
    }
}
