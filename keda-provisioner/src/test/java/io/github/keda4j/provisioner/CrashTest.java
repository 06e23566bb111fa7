package io.github.keda4j.provisioner;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.github.keda4j.keda.v1alpha1.ScaledObject;
import io.github.keda4j.keda.v1alpha1.TriggerAuthentication;
import io.github.keda4j.testing.kubernetes.KubernetesApiServer;
import io.github.keda4j.wiring.IamRole;
import io.github.keda4j.wiring.ScalerIdentity;
import io.github.keda4j.wiring.ScalingStack;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Kills a provisioner before and after writes to any service: while it applies, prunes, adopts, destroys. The next run finishes, and
 * the one after that writes nothing. Each build kills at one write of each way; {@code -Dkeda4j.kill=all} kills at every one.
 */
class CrashTest {

    private static final int KILLS_A_BUILD = 1;

    private final Kill kill = new Kill();
    private EmulatedAws aws;
    private KubernetesApiServer server;
    private KubernetesClient kubernetes;
    private Provisioner provisioner;

    @BeforeEach
    void start() {
        aws = EmulatedAws.start(kill);
        KubernetesApiServer.Builder builder = KubernetesApiServer.builder();
        new Namespaces().accept(builder);
        server = builder.start();
        kubernetes = server.client(
                client -> client.withHttpClientBuilderConsumer(http -> http.addOrReplaceInterceptor("kill", kill)));
        provisioner = aws.provisioner(kubernetes);
    }

    @AfterEach
    void stop() {
        kill.revive();
        server.close();
        aws.close();
    }

    /** From one description of a stack to another. */
    record Way(String name, List<ScalingStack> before, List<ScalingStack> after) {

        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Way> ways() {
        ScalingStack orders = Stacks.readerOf("orders").build();
        ScalingStack invoices = Stacks.readerOf("invoices").build();
        return Stream.of(
                new Way("apply", List.of(), List.of(orders)),
                new Way("destroy", List.of(orders), List.of()),
                new Way("apply beside another", List.of(invoices), List.of(invoices, orders)),
                new Way("destroy beside another", List.of(invoices, orders), List.of(invoices)),
                new Way("prune roles and a service account", List.of(orders), List.of(renamed())),
                new Way("back", List.of(renamed()), List.of(orders)));
    }

    private static ScalingStack renamed() {
        Deployment deployment = Stacks.deployment("orders");
        deployment.getSpec().getTemplate().getSpec().setServiceAccountName("reader");
        return Stacks.readerOf("orders")
                .workload(
                        deployment,
                        Stacks.serviceAccount("reader"),
                        access -> access.role(IamRole.named("orders-pods"))
                                .consume("arn:aws:sqs:us-east-1:111122223333:orders"))
                .scalerIdentity(ScalerIdentity.operatorRole())
                .build();
    }

    @ParameterizedTest
    @MethodSource("ways")
    void theNextRunFinishesAndTheOneAfterItWritesNothing(Way way) {
        go(way.before(), List.of());
        int before = kill.writes();
        go(way.after(), way.before());
        int writes = kill.writes() - before;
        assertThat(writes).isPositive();
        List<String> expected = everything();

        for (Point point : points(writes)) {
            go(way.before(), way.after());
            kill.after(point.writes(), point.takesEffect());
            // After the last write of all nothing is left to be missed.
            assertThat(killed(way) || point.writes() == writes - 1)
                    .as("killed %s", point)
                    .isTrue();
            kill.revive();

            go(way.after(), way.before());
            assertThat(everything()).as("after %s", point).isEqualTo(expected);
            int written = kill.writes();
            go(way.after(), way.before());
            assertThat(kill.writes()).as("third run after %s", point).isEqualTo(written);
        }
    }

    private boolean killed(Way way) {
        try {
            go(way.after(), way.before());
            return false;
        } catch (RuntimeException dead) {
            return true;
        }
    }

    /** Applies what is described, and destroys what no longer is. */
    private void go(List<ScalingStack> described, List<ScalingStack> before) {
        List<ScalingStack> gone = new ArrayList<>(before);
        gone.removeIf(stack -> described.stream().anyMatch(other -> name(other).equals(name(stack))));
        if (!gone.isEmpty()) {
            provisioner.destroy(gone.toArray(ScalingStack[]::new));
        }
        if (!described.isEmpty()) {
            provisioner.apply(described.toArray(ScalingStack[]::new));
        }
    }

    private static String name(ScalingStack stack) {
        return stack.workload().getMetadata().getName();
    }

    /** A place to kill at. */
    private record Point(int writes, boolean takesEffect) {}

    private static List<Point> points(int writes) {
        List<Point> all = new ArrayList<>();
        for (int write = 0; write < writes; write++) {
            all.add(new Point(write, false));
            all.add(new Point(write, true));
        }
        if (System.getProperty("keda4j.kill", "").equals("all")) {
            return all;
        }
        List<Point> some = new ArrayList<>();
        Random random = new Random();
        while (some.size() < KILLS_A_BUILD) {
            some.add(all.get(random.nextInt(all.size())));
        }
        return some;
    }

    /** Everything there is, without what another run would name differently. */
    private List<String> everything() {
        List<String> all = new ArrayList<>();
        aws.iam().getAccountAuthorizationDetails().roleDetailList().forEach(role -> {
            all.add(role.arn() + " " + role.tags());
            role.rolePolicyList().forEach(policy -> all.add(role.roleName() + " " + policy));
        });
        aws.eks().listPodIdentityAssociations(list -> list.clusterName("demo")).associations().stream()
                .map(found -> aws.eks()
                        .describePodIdentityAssociation(
                                describe -> describe.clusterName("demo").associationId(found.associationId()))
                        .association())
                .map(found ->
                        found.namespace() + "/" + found.serviceAccount() + " " + found.roleArn() + " " + found.tags())
                .sorted()
                .forEach(all::add);
        for (Class<? extends HasMetadata> kind :
                List.of(ServiceAccount.class, Deployment.class, TriggerAuthentication.class, ScaledObject.class)) {
            kubernetes.resources(kind).inNamespace(Stacks.NAMESPACE).list().getItems().stream()
                    .map(object -> object.getKind() + " " + object.getMetadata().getName() + " "
                            + object.getMetadata().getLabels()
                            + object.getMetadata().getAnnotations())
                    .sorted()
                    .forEach(all::add);
        }
        return all;
    }
}
