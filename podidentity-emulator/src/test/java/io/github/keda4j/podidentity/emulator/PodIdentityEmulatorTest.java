package io.github.keda4j.podidentity.emulator;

import static io.github.keda4j.podidentity.emulator.Demo.SCALER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.ConnectException;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.eks.EksClient;
import software.amazon.awssdk.services.sts.model.Credentials;

class PodIdentityEmulatorTest {

    @Test
    void everyCallIsToldInOrderWithItsCallerAndTheDecidingStatement() throws Exception {
        try (PodIdentityEmulator emulator =
                PodIdentityEmulator.builder().cluster("demo").start()) {
            List<Call> heard = new CopyOnWriteArrayList<>();
            emulator.onCall(heard::add);
            Aws aws = Aws.of(emulator);
            Demo.chain(aws);
            Aws pod = aws.as(Agent.operator(emulator));
            Credentials scaler = pod.sts()
                    .assumeRole(assume -> assume.roleArn(SCALER).roleSessionName("KEDA"))
                    .credentials();
            assertThatThrownBy(() -> aws.as(scaler).iam().listRoles()).isNotNull();

            assertThat(emulator.calls())
                    .extracting(Call::action)
                    .containsExactly(
                            "iam:CreateRole",
                            "iam:PutRolePolicy",
                            "iam:CreateRole",
                            "iam:PutRolePolicy",
                            "eks:CreatePodIdentityAssociation",
                            "eks-auth:AssumeRoleForPodIdentity",
                            "sts:AssumeRole",
                            "iam:ListRoles");
            assertThat(heard).isEqualTo(emulator.calls());
            Call agent = emulator.calls().get(5);
            assertThat(agent.caller()).isEqualTo("keda/keda-operator");
            assertThat(agent.target()).isEqualTo("keda-operator-0");
            assertThat(agent.detail())
                    .contains("assumed-role/keda-operator/", "AllowEksAuthToAssumeRoleForPodIdentity");
            Call assume = emulator.calls().get(6);
            assertThat(assume.caller()).contains(":assumed-role/keda-operator/eks-demo-keda-operator-0");
            assertThat(assume.target()).isEqualTo(SCALER);
            assertThat(assume.detail()).contains("trust policy", "AllowRoleToAssume");
            Call denied = emulator.calls().get(7);
            assertThat(denied.succeeded()).isFalse();
            assertThat(denied.detail()).contains("is not authorized to perform: iam:ListRoles");
        }
    }

    @Test
    void manyCallersAtOnceSeeOneState() throws Exception {
        int callers = 8;
        ExecutorService pool = Executors.newFixedThreadPool(callers);
        try (PodIdentityEmulator emulator =
                PodIdentityEmulator.builder().cluster("demo").start()) {
            Aws aws = Aws.of(emulator);
            Demo.role(aws, "keda-operator", Demo.OPERATOR_TRUST);
            List<Callable<Boolean>> races = new ArrayList<>();
            IntStream.range(0, callers)
                    .forEach(caller -> races.add(() -> {
                        try {
                            Demo.associate(aws, association -> {});
                            return true;
                        } catch (software.amazon.awssdk.services.eks.model.ResourceInUseException taken) {
                            return false;
                        }
                    }));
            int won = 0;
            for (Future<Boolean> race : pool.invokeAll(races)) {
                won += race.get() ? 1 : 0;
            }
            assertThat(won).isEqualTo(1);
            assertThat(aws.eks()
                            .listPodIdentityAssociations(list -> list.clusterName("demo"))
                            .associations())
                    .hasSize(1);
            assertThat(emulator.calls()).hasSize(callers + 2);
        } finally {
            pool.shutdownNow();
        }
    }

    @Test
    void closingFreesThePortAndTheThreads() throws InterruptedException {
        PodIdentityEmulator emulator =
                PodIdentityEmulator.builder().cluster("demo").start();
        URI endpoint = emulator.endpoint();
        Aws.of(emulator).sts().getCallerIdentity();
        List<Thread> threads = threads();
        assertThat(threads).isNotEmpty();

        emulator.close();

        assertThatThrownBy(() -> new Socket(endpoint.getHost(), endpoint.getPort()).close())
                .isInstanceOf(ConnectException.class);
        for (Thread thread : threads) {
            thread.join(10_000);
        }
        assertThat(threads()).isEmpty();
        emulator.close();
    }

    private static List<Thread> threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith("pod-identity-emulator") && thread.isAlive())
                .toList();
    }

    @Test
    void onlyThisMachineReachesIt() throws Exception {
        try (PodIdentityEmulator emulator = PodIdentityEmulator.builder().start()) {
            assertThat(InetAddress.getByName(emulator.endpoint().getHost()).isLoopbackAddress())
                    .isTrue();
            List<InetAddress> others = NetworkInterface.networkInterfaces()
                    .flatMap(NetworkInterface::inetAddresses)
                    .filter(address -> !address.isLoopbackAddress() && !address.isLinkLocalAddress())
                    .toList();
            for (InetAddress address : others) {
                assertThatThrownBy(() -> new Socket(address, emulator.endpoint().getPort()).close())
                        .isInstanceOf(ConnectException.class);
            }
        }
    }

    @Test
    void aSecondEmulatorStartsInNoTime() {
        PodIdentityEmulator.builder().start().close();
        long before = System.nanoTime();

        PodIdentityEmulator.builder().cluster("demo").start().close();

        assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofMillis(500));
    }

    @Test
    void whatIsNotSignedIsTurnedAway() throws Exception {
        try (PodIdentityEmulator emulator = PodIdentityEmulator.builder().start()) {
            HttpResponse<String> answer = HttpClient.newHttpClient()
                    .send(
                            HttpRequest.newBuilder(emulator.endpoint().resolve("/clusters"))
                                    .build(),
                            HttpResponse.BodyHandlers.ofString());

            assertThat(answer.statusCode()).isEqualTo(403);
            assertThat(answer.body()).contains("MissingAuthenticationToken");
        }
    }

    @Test
    void whatTheEmulatorDoesNotKnowOfEksItSays() {
        try (PodIdentityEmulator emulator =
                PodIdentityEmulator.builder().cluster("demo").start()) {
            EksClient eks = Aws.of(emulator).eks();
            assertThatThrownBy(() -> eks.listNodegroups(list -> list.clusterName("demo")))
                    .hasMessageContaining("The emulator does not know eks at GET /clusters/demo/node-groups");
            assertThatThrownBy(() -> eks.deleteCluster(delete -> delete.name("demo")))
                    .hasMessageContaining("The emulator does not know eks at DELETE /clusters/demo");
            assertThatThrownBy(eks::listClusters)
                    .hasMessageContaining("The emulator does not know eks at GET /clusters");
            assertThatThrownBy(() -> eks.listAddons(list -> list.clusterName("demo")))
                    .hasMessageContaining("The emulator does not know eks at GET /clusters/demo/addons");
        }
    }

    @Test
    void anAccountThatWasNotBuiltHasNoAdministrator() {
        try (PodIdentityEmulator emulator =
                PodIdentityEmulator.builder().otherAccount("444455556666").start()) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> emulator.administrator("999999999999"))
                    .withMessage("there is no account 999999999999; the emulator has 111122223333, 444455556666");
        }
    }

    @Test
    void aPodRunsInAClusterThatIsThere() {
        try (PodIdentityEmulator emulator =
                PodIdentityEmulator.builder().cluster("demo").start()) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> emulator.mintToken("prod", "keda", "keda-operator", "pod-0"))
                    .withMessage("there is no cluster prod; the emulator has demo");
        }
    }

    @Test
    void aBuilderRefusesWhatIsNoAccount() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PodIdentityEmulator.builder()
                        .accountId("1234")
                        .otherAccount("x")
                        .pageSize(0)
                        .cluster("")
                        .start())
                .withMessageContaining("accountId")
                .withMessageContaining("1234")
                .withMessageContaining("otherAccount")
                .withMessageContaining("pageSize")
                .withMessageContaining("cluster");
    }
}
