package io.github.keda4j.provisioner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.keda4j.provisioner.Line.Killed;
import io.github.keda4j.provisioner.Line.Trouble;
import io.github.keda4j.testing.kubernetes.KubernetesApiServer;
import io.github.keda4j.wiring.IamRole;
import io.github.keda4j.wiring.KedaOperator;
import io.github.keda4j.wiring.ScalingStack;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.services.iam.model.GetAccountAuthorizationDetailsRequest;
import software.amazon.awssdk.services.iam.model.IamException;

/**
 * A cluster with so many associations of others that they are not described one by one, and an operator that gets
 * another namespace and another service account at once. The provisioner dies before and after each call: the next run
 * leaves no association behind, the one after it writes nothing, and those of others stay as they are.
 */
class AmongManyAssociationsTest {

    private static final boolean ALL = System.getProperty("keda4j.kill", "").equals("all");
    private static final int OTHERS = 120;
    private static final String TRUST = """
            {"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":["sts:AssumeRole","sts:TagSession"],
             "Principal":{"Service":"pods.eks.amazonaws.com"}}]}""";
    private static final KedaOperator HERE = KedaOperator.inNamespace("keda");
    private static final KedaOperator THERE =
            KedaOperator.inNamespace("payments").withServiceAccount("scaler");

    private static World world;

    @BeforeAll
    static void start() {
        world = new World();
        addOthers(world.aws);
    }

    private static void addOthers(EmulatedAws aws) {
        String role = aws.theirIam()
                .createRole(create -> create.roleName("job").assumeRolePolicyDocument(TRUST))
                .role()
                .arn();
        for (int number = 0; number < OTHERS; number++) {
            String name = "job-" + number;
            aws.theirEks()
                    .createPodIdentityAssociation(create -> create.clusterName("demo")
                            .namespace("batch")
                            .serviceAccount(name)
                            .roleArn(role)
                            .tags(Map.of("team", "batch")));
        }
    }

    @AfterAll
    static void stop() {
        world.close();
    }

    /**
     * A move of the operator.
     *
     * @param name in words
     * @param before the stacks that are there
     * @param after what they turn into
     */
    record Move(String name, List<ScalingStack> before, List<ScalingStack> after) {
        @Override
        public String toString() {
            return name;
        }
    }

    static List<Move> moves() {
        IamRole other = IamRole.named("new-operator");
        return List.of(
                new Move("of one stack", List.of(orders(HERE)), List.of(orders(THERE))),
                new Move("with a new role", List.of(orders(HERE)), List.of(orders(THERE.withRole(other)))),
                new Move("of two stacks", List.of(orders(HERE), letters(HERE)), List.of(orders(THERE), letters(THERE))),
                new Move(
                        "of one of two stacks",
                        List.of(orders(HERE), letters(HERE)),
                        List.of(orders(THERE.withRole(other)), letters(HERE))),
                new Move("into its end, described as it never was", List.of(orders(HERE)), List.of()));
    }

    private static ScalingStack orders(KedaOperator operator) {
        return Stacks.readerOf("orders").operator(operator).build();
    }

    private static ScalingStack letters(KedaOperator operator) {
        return Stacks.readerOf("letters").operator(operator).build();
    }

    @ParameterizedTest
    @MethodSource("moves")
    void aRunThatDiesAtAnyCallLeavesNothingBehindInTheEnd(Move move) {
        Map<String, String> foreign = associationsOfOthers();
        apply(world.other, move.before());
        world.line.clear();
        go(world.provisioner, move);
        List<Trouble> deaths = deaths(world.line.calls(), world.line.writes());
        List<String> expected = exceptOthers();
        apply(world.other, move.before());

        for (int number = 0; number < deaths.size(); number++) {
            String name = move + ", death " + number + " of " + deaths.size();
            world.line.befall(deaths.get(number));
            assertThatThrownBy(() -> go(world.provisioner, move)).as(name).matches(Killed::began);
            world.line.clear();
            go(world.provisioner, move);
            assertThat(exceptOthers()).as(name).isEqualTo(expected);
            world.line.clear();
            go(world.provisioner, move);
            assertThat(world.line.writes())
                    .as("writes of the third run, " + name)
                    .isZero();
            apply(world.other, move.before());
        }

        world.other.destroy(move.before().toArray(ScalingStack[]::new));
        assertThat(associationsOfOthers()).isEqualTo(foreign).hasSize(OTHERS);
        assertThat(world.aws
                        .theirEks()
                        .listPodIdentityAssociationsPaginator(list -> list.clusterName("demo"))
                        .associations())
                .hasSize(OTHERS);
    }

    /**
     * A provisioner keeps no state of its own, so dying at a read, or before a write, is dying after the write before
     * it. {@code -Dkeda4j.kill=all} tries all of them.
     */
    private static List<Trouble> deaths(int calls, int writes) {
        List<Trouble> deaths = new ArrayList<>();
        if (ALL) {
            for (int call = 0; call < calls; call++) {
                deaths.add(Line.deathAt(call, false));
                if (call < calls - 1) {
                    deaths.add(Line.deathAt(call, true));
                }
            }
        } else {
            for (int write = 0; write < writes - 1; write++) {
                deaths.add(Line.death(write));
            }
        }
        return deaths;
    }

    /**
     * The state without the associations of others, which would take most of the time. What a run did to one of those
     * is still there when all runs of a move are over, because nobody puts it back.
     */
    private static List<String> exceptOthers() {
        return world.everything(association -> !association.namespace().equals("batch"));
    }

    private static Map<String, String> associationsOfOthers() {
        Map<String, String> all = new TreeMap<>();
        world.everything().stream()
                .filter(line -> line.startsWith("batch/"))
                .forEach(line -> all.put(line.substring(0, line.indexOf(' ')), line));
        return all;
    }

    private static void apply(Provisioner provisioner, List<ScalingStack> stacks) {
        provisioner.apply(stacks.toArray(ScalingStack[]::new));
    }

    private static void go(Provisioner provisioner, Move move) {
        if (move.after().isEmpty()) {
            provisioner.destroy(orders(THERE));
        } else {
            apply(provisioner, move.after());
        }
    }

    @Test
    void aPlanDescribesOnlyTheAssociationsOfItsStacks() {
        apply(world.other, List.of(orders(HERE)));
        long before = describes();
        world.other.plan(orders(HERE));

        assertThat(describes() - before).isBetween(1L, 4L);
        world.other.destroy(orders(HERE));
    }

    private static long describes() {
        return world.aws.emulator().calls().stream()
                .filter(call -> call.action().equals("eks:DescribePodIdentityAssociation"))
                .count();
    }

    /** Then the trust policies of the roles that the stack describes tell where its operator was. */
    @Test
    void theOldAssociationIsFoundByACallerThatMayNotReadAllRoles() {
        ExecutionInterceptor gate = new ExecutionInterceptor() {
            @Override
            public void beforeExecution(Context.BeforeExecution call, ExecutionAttributes attributes) {
                if (call.request() instanceof GetAccountAuthorizationDetailsRequest) {
                    throw IamException.builder()
                            .statusCode(403)
                            .awsErrorDetails(AwsErrorDetails.builder()
                                    .errorCode("AccessDenied")
                                    .build())
                            .build();
                }
            }
        };
        KubernetesApiServer.Builder builder = KubernetesApiServer.builder();
        new Namespaces().accept(builder);
        try (EmulatedAws aws = EmulatedAws.start(gate);
                KubernetesApiServer server = builder.start()) {
            addOthers(aws);
            Provisioner provisioner = aws.provisioner(server.directClient());
            provisioner.apply(orders(HERE));
            provisioner.apply(orders(THERE));

            assertThat(aws
                            .theirEks()
                            .listPodIdentityAssociationsPaginator(list -> list.clusterName("demo"))
                            .associations()
                            .stream()
                            .filter(one -> !one.namespace().equals("batch")))
                    .extracting(one -> one.namespace() + "/" + one.serviceAccount())
                    .containsExactlyInAnyOrder("payments/scaler", "security/orders");
        }
    }
}
